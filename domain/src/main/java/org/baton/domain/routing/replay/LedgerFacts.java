package org.baton.domain.routing.replay;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.baton.domain.common.Money;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Node;
import org.baton.domain.inventory.StockView;
import org.baton.domain.routing.Demand;
import org.baton.domain.routing.Goods;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads a past period from what Baton keeps anyway: the decisions on its orders, and the ledger of stock movements, from
 * which the stock of any moment follows. Inside one transaction with one view of the database, whose end it must not
 * outlive.
 */
final class LedgerFacts implements PastFacts {

    private static final int ROWS_AT_A_TIME = 2_000;

    /** The movements of a fulfilment name it, and its id holds that of its order. */
    private static final String ORDER_OF_FULFILMENT = "regexp_replace(m.reference, '^ful_(.*)_[0-9]+$', 'ord_\\1')";

    private final JdbcClient jdbc;
    private final StockView stock;
    private final List<Node> nodes;
    private final Timestamp from;
    private final Timestamp to;

    /** @param nodes all that are known */
    LedgerFacts(JdbcClient jdbc, StockView stock, List<Node> nodes, Instant from, Instant to) {
        this.jdbc = jdbc;
        this.stock = stock;
        this.nodes = nodes.stream().filter(Node::active).toList();
        this.from = Timestamp.from(from);
        this.to = Timestamp.from(to);
        gather();
    }

    /** Which orders are replayed, and which SKUs matter; forgotten with the transaction. */
    private void gather() {
        jdbc.sql("""
                create temporary table replayed on commit drop as
                select d.order_id, min(d.id) as first_id from sourcing_decision d
                where d.decided_at >= :from and d.decided_at < :to
                  and not exists (select 1 from sourcing_decision e
                                  where e.order_id = d.order_id and e.decided_at < :from)
                group by d.order_id""").param("from", from).param("to", to).update();
        jdbc.sql("create unique index on replayed (order_id)").update();
        jdbc.sql("""
                create temporary table replayed_sku on commit drop as
                select distinct l.sku from order_line l join replayed r using (order_id)""").update();
        jdbc.sql("create unique index on replayed_sku (sku)").update();
        jdbc.sql("analyze replayed").update();
        jdbc.sql("analyze replayed_sku").update();
    }

    @Override
    public List<Node> nodes() {
        return nodes;
    }

    @Override
    public Map<Sku, Goods> goods() {
        var goods = new HashMap<Sku, Goods>();
        jdbc.sql("""
                select s.sku, p.handling, p.weight_grams, p.category
                from replayed_sku s left join product p on p.sku = s.sku""").query(rs -> {
            var handling = rs.getString("handling");
            var grams = (Integer) rs.getObject("weight_grams");
            goods.put(
                    new Sku(rs.getString("sku")),
                    handling == null
                            ? Goods.USUAL
                            : new Goods(
                                    handling,
                                    grams == null ? Goods.USUAL.weightGrams() : grams,
                                    rs.getString("category")));
        });
        return goods;
    }

    @Override
    public long orders() {
        return jdbc.sql("select count(*) from replayed").query(Long.class).single();
    }

    /** The stock of now, less all that moved since the period began. */
    @Override
    public void eachHeld(Consumer<Held> consumer) {
        jdbc.sql("""
                select s.node_id, s.sku, s.safety_stock, s.threshold, s.units_per_week, p.category,
                       s.on_hand - s.damaged - s.reserved - coalesce(m.change, 0) as units
                from stock s join replayed_sku using (sku) join product p using (sku)
                left join (select node_id, sku, sum(on_hand_change - damaged_change - reserved_change) as change
                           from stock_movement where recorded_at >= :from group by node_id, sku) m
                     on m.node_id = s.node_id and m.sku = s.sku""").param("from", from).withFetchSize(ROWS_AT_A_TIME).query(rs -> {
            consumer.accept(held(rs));
        });
    }

    private Held held(ResultSet rs) throws SQLException {
        var node = new NodeId(rs.getString("node_id"));
        var keptBack = stock.keptBack(
                node,
                rs.getObject("safety_stock", Integer.class),
                rs.getObject("threshold", Integer.class),
                rs.getString("category"),
                rs.getInt("units_per_week"));
        return new Held(node, new Sku(rs.getString("sku")), rs.getInt("units") - keptBack);
    }

    @Override
    public Iterator<PastEvent> events() {
        return new Merged(asked(), moved());
    }

    private record At(Instant at, PastEvent event) {}

    private Iterator<At> asked() {
        return jdbc
                .sql("""
                select d.order_id, d.decided_at, d.id = r.first_id as first, o.channel, o.customer_tier, o.currency,
                       o.shipping_minor + l.goods_minor as value_minor, o.delivery_option, o.delivery_node,
                       o.delivery_region, o.delivery_postal_code, o.delivery_requested_on, l.numbers, l.skus,
                       l.quantities, f.nodes
                from sourcing_decision d
                join replayed r using (order_id)
                join orders o on o.id = d.order_id
                cross join lateral (
                    select array_agg(line_number order by line_number) as numbers,
                           array_agg(sku order by line_number) as skus,
                           array_agg(quantity order by line_number) as quantities,
                           sum(unit_price_minor * quantity - discount_minor + tax_minor)::bigint as goods_minor
                    from order_line where order_id = d.order_id) l
                cross join lateral (
                    select array_agg(node_id) as nodes from fulfilment
                    where order_id = d.order_id and request_key = d.request_key) f
                where d.decided_at >= :from and d.decided_at < :to
                order by d.decided_at, d.id""")
                .param("from", from)
                .param("to", to)
                .withFetchSize(ROWS_AT_A_TIME)
                .query((rs, n) -> asked(rs))
                .stream()
                .iterator();
    }

    private static At asked(ResultSet rs) throws SQLException {
        var at = rs.getTimestamp("decided_at").toInstant();
        var numbers = (Integer[]) rs.getArray("numbers").getArray();
        var skus = (String[]) rs.getArray("skus").getArray();
        var quantities = (Integer[]) rs.getArray("quantities").getArray();
        var day = rs.getDate("delivery_requested_on");
        return new At(
                at,
                new PastEvent.Asked(
                        rs.getString("order_id"),
                        at,
                        rs.getBoolean("first"),
                        rs.getString("delivery_option"),
                        rs.getString("channel"),
                        rs.getString("customer_tier"),
                        new Money(rs.getLong("value_minor"), Currency.getInstance(rs.getString("currency"))),
                        rs.getString("delivery_region"),
                        rs.getString("delivery_postal_code"),
                        rs.getString("delivery_node"),
                        day == null ? null : day.toLocalDate(),
                        IntStream.range(0, numbers.length)
                                .mapToObj(i -> new Demand(numbers[i], new Sku(skus[i]), quantities[i]))
                                .toList(),
                        nodes(rs.getArray("nodes"))));
    }

    private static List<NodeId> nodes(@Nullable Array array) throws SQLException {
        return array == null
                ? List.of()
                : Arrays.stream((String[]) array.getArray()).map(NodeId::new).toList();
    }

    private Iterator<At> moved() {
        return jdbc
                .sql("""
                select m.recorded_at, m.node_id, m.sku, m.type, m.on_hand_change - m.damaged_change as physical,
                       m.reserved_change, r.order_id
                from stock_movement m
                join replayed_sku using (sku)
                left join replayed r on r.order_id = %s
                where m.recorded_at >= :from and m.recorded_at < :to
                  and not (m.type = 'reservation' and r.order_id is not null)
                order by m.recorded_at, m.id""".formatted(ORDER_OF_FULFILMENT))
                .param("from", from)
                .param("to", to)
                .withFetchSize(ROWS_AT_A_TIME)
                .query((rs, n) -> new At(rs.getTimestamp("recorded_at").toInstant(), moved(rs)))
                .stream()
                .iterator();
    }

    private static PastEvent moved(ResultSet rs) throws SQLException {
        var node = new NodeId(rs.getString("node_id"));
        var sku = new Sku(rs.getString("sku"));
        int physical = rs.getInt("physical");
        int reserved = rs.getInt("reserved_change");
        var order = rs.getString("order_id");
        if (order == null) {
            return new PastEvent.Moved(node, sku, physical - reserved);
        }
        return switch (rs.getString("type")) {
            case "shipment" -> new PastEvent.Shipped(order, sku, -reserved);
            case "release" -> new PastEvent.Released(order, sku, -reserved);
            case "rejection" -> new PastEvent.Rejected(order, node, sku, -reserved, physical);
            default -> new PastEvent.Moved(node, sku, physical - reserved);
        };
    }

    /** Both by time; what moved comes before what was decided at the same moment. */
    private static final class Merged implements Iterator<PastEvent> {

        private final Iterator<At> asked;
        private final Iterator<At> moved;
        private @Nullable At nextAsked;
        private @Nullable At nextMoved;

        Merged(Iterator<At> asked, Iterator<At> moved) {
            this.asked = asked;
            this.moved = moved;
            this.nextAsked = after(asked);
            this.nextMoved = after(moved);
        }

        private static @Nullable At after(Iterator<At> events) {
            return events.hasNext() ? events.next() : null;
        }

        @Override
        public boolean hasNext() {
            return nextAsked != null || nextMoved != null;
        }

        @Override
        public PastEvent next() {
            var question = nextAsked;
            var move = nextMoved;
            if (move != null && (question == null || !move.at().isAfter(question.at()))) {
                nextMoved = after(moved);
                return move.event();
            }
            if (question == null) {
                throw new NoSuchElementException();
            }
            nextAsked = after(asked);
            return question.event();
        }
    }
}
