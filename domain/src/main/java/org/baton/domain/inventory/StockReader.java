package org.baton.domain.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.function.IntFunction;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads stock rows with what the rules keep back; what is said of a node and SKU alone comes before the rules. */
@Component
class StockReader {

    /** What a query must select: the rows as s, their products as p. */
    static final String FROM = "select s.*, p.category from stock s join product p on p.sku = s.sku ";

    private static final String NO_CATEGORY = "none";

    private final StockRules rules;
    private final Nodes nodes;
    private final Clock clock;

    StockReader(StockRules rules, Nodes nodes, Clock clock) {
        this.rules = rules;
        this.nodes = nodes;
        this.clock = clock;
    }

    Stock read(ResultSet rs) throws SQLException {
        var node = new NodeId(rs.getString("node_id"));
        var safety = rs.getObject("safety_stock", Integer.class);
        var threshold = rs.getObject("threshold", Integer.class);
        var kept = kept(node, rs.getString("category"), rs.getInt("units_per_week"));
        return new Stock(
                node,
                new Sku(rs.getString("sku")),
                rs.getInt("on_hand"),
                rs.getInt("reserved"),
                rs.getInt("damaged"),
                safety == null ? kept.safetyStock() : safety,
                threshold == null ? kept.threshold() : threshold,
                kept.lowStock(),
                rs.getString("aisle"),
                rs.getString("bin"));
    }

    StockRules.Kept kept(NodeId node, @Nullable String category, int unitsPerWeek) {
        var type = nodes.find(node).map(Node::type).orElse(NodeType.STORE);
        return rules.keptBack(new StockRules.Facts(known(category), type, unitsPerWeek, month()));
    }

    /** The answers by units sold a week, for many rows in one thread. */
    IntFunction<StockRules.Kept> kept(NodeType type, @Nullable String category, int month) {
        return rules.keptBack(known(category), type, month);
    }

    private static String known(@Nullable String category) {
        return category == null ? NO_CATEGORY : category;
    }

    /** The month in UTC: a season does not begin at midnight. */
    int month() {
        return clock.instant().atZone(ZoneOffset.UTC).getMonthValue();
    }
}
