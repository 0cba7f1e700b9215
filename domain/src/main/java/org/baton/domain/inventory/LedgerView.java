package org.baton.domain.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the ledger: how every number came to be what it is. */
@Repository
public class LedgerView {

    /**
     * A movement.
     *
     * @param id in the order of writing
     * @param quantity as its source told it; null for what Baton did itself
     */
    public record Entry(
            long id,
            NodeId node,
            Sku sku,
            String type,
            int onHandChange,
            int reservedChange,
            int damagedChange,
            @Nullable Integer quantity,
            @Nullable String reason,
            @Nullable String reference,
            @Nullable String source,
            String actor,
            Instant occurredAt,
            Instant recordedAt) {}

    private final JdbcClient jdbc;

    LedgerView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Movements of a SKU, at a node if one is named, newest first.
     *
     * @param before only older than this id
     */
    public List<Entry> of(Sku sku, @Nullable NodeId node, long before, int limit) {
        return jdbc.sql("""
                select * from stock_movement
                where sku = :sku and (:node::text is null or node_id = :node) and id < :before
                order by id desc limit :limit""")
                .param("sku", sku.value())
                .param("node", node == null ? null : node.value())
                .param("before", before)
                .param("limit", limit)
                .query((rs, n) -> read(rs))
                .list();
    }

    /** Movements that belong to an order's fulfilment, an ASN, a snapshot and so on, newest first. */
    public List<Entry> of(String reference, long before, int limit) {
        return jdbc.sql("""
                select * from stock_movement where reference = :reference and id < :before
                order by id desc limit :limit""")
                .param("reference", reference)
                .param("before", before)
                .param("limit", limit)
                .query((rs, n) -> read(rs))
                .list();
    }

    private static Entry read(ResultSet rs) throws SQLException {
        return new Entry(
                rs.getLong("id"),
                new NodeId(rs.getString("node_id")),
                new Sku(rs.getString("sku")),
                rs.getString("type"),
                rs.getInt("on_hand_change"),
                rs.getInt("reserved_change"),
                rs.getInt("damaged_change"),
                rs.getObject("quantity", Integer.class),
                rs.getString("reason"),
                rs.getString("reference"),
                rs.getString("source"),
                rs.getString("actor"),
                Objects.requireNonNull(rs.getTimestamp("occurred_at")).toInstant(),
                Objects.requireNonNull(rs.getTimestamp("recorded_at")).toInstant());
    }
}
