package org.baton.domain.fulfilment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.NodeId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a store needs to see at one glance: its open tasks, and its fulfilments by order or name. */
@Repository
public class StoreBoard {

    /**
     * A fulfilment and the step that it waits for.
     *
     * @param customer who collects or receives it: personal data
     * @param kind of the open task; null when no step is open
     * @param units it still answers for
     * @param claimedBy who has taken the step on
     * @param since when the step was opened, or the fulfilment changed last
     */
    public record Entry(
            FulfilmentId fulfilment,
            String orderNumber,
            @Nullable String customer,
            String method,
            FulfilmentStatus status,
            @Nullable String kind,
            @Nullable String title,
            int units,
            @Nullable String stagedAt,
            @Nullable String claimedBy,
            @Nullable Instant dueAt,
            Instant since) {}

    private static final String ENTRY = """
            select f.id, o.channel_order_number, o.customer_name, f.method, f.status, t.kind, t.title,
                   (select coalesce(sum(l.quantity), 0) from fulfilment_line l where l.fulfilment_id = f.id) as units,
                   f.staged_at, t.claimed_by, t.due_at, coalesce(t.created_at, f.updated_at) as since
            from fulfilment f
            join orders o on o.id = f.order_id
            """;
    private static final String WAITS_FOR = """
            left join lateral (select * from task t where t.fulfilment_id = f.id
                               and t.status in ('OPEN', 'CLAIMED') order by t.id limit 1) t on true
            """;
    private static final String MATCHES = """
            (lower(o.channel_order_number) = lower(:text) or f.id = :text or o.id = :text
             or lower(o.customer_name) like :part)
            """;

    private final JdbcClient jdbc;

    StoreBoard(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The open steps of a node, the most urgent first. */
    public List<Entry> open(NodeId node, int limit) {
        return jdbc.sql(ENTRY + """
                join task t on t.fulfilment_id = f.id and t.status in ('OPEN', 'CLAIMED')
                where t.node_id = :node order by t.due_at nulls last, t.id limit :limit""")
                .param("node", node.value())
                .param("limit", limit)
                .query((rs, n) -> entry(rs))
                .list();
    }

    /** @param text an order's number or id, a fulfilment's id, or a part of the customer's name; newest first */
    public List<Entry> search(NodeId node, String text, int limit) {
        return jdbc.sql(ENTRY + WAITS_FOR + " where (f.node_id = :node or f.destination_node = :node) and " + MATCHES
                        + " order by f.created_at desc, f.id limit :limit")
                .param("node", node.value())
                .param("text", text)
                .param("part", "%" + literally(text.toLowerCase(java.util.Locale.ROOT)) + "%")
                .param("limit", limit)
                .query((rs, n) -> entry(rs))
                .list();
    }

    /** Some fulfilments, with the step that each waits for. */
    public List<Entry> find(Collection<FulfilmentId> ids) {
        return jdbc.sql(ENTRY + WAITS_FOR + " where f.id = any(:ids)")
                .param("ids", ids.stream().map(FulfilmentId::value).toArray(String[]::new))
                .query((rs, n) -> entry(rs))
                .list();
    }

    private static String literally(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static Entry entry(ResultSet rs) throws SQLException {
        var due = rs.getTimestamp("due_at");
        return new Entry(
                new FulfilmentId(rs.getString("id")),
                rs.getString("channel_order_number"),
                rs.getString("customer_name"),
                rs.getString("method"),
                FulfilmentStatus.valueOf(rs.getString("status")),
                rs.getString("kind"),
                rs.getString("title"),
                rs.getInt("units"),
                rs.getString("staged_at"),
                rs.getString("claimed_by"),
                due == null ? null : due.toInstant(),
                rs.getTimestamp("since").toInstant());
    }
}
