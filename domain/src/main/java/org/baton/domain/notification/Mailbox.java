package org.baton.domain.notification;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.baton.domain.common.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The messages as customers got them, newest first, for those who look after customers. All of it is personal data. */
@Repository
public class Mailbox {

    /** The last message seen; the next page begins after it. */
    public record Position(Instant createdAt, String key) {}

    private static final String MATCHES = """
            (n.order_id = :text or lower(n.recipient) like :part or lower(n.subject) like :part
             or n.order_id in (select o.id from orders o where o.channel_order_number = :text))""";

    private final JdbcClient jdbc;
    private final NotificationRows rows;

    Mailbox(JdbcClient jdbc, Json json) {
        this.jdbc = jdbc;
        this.rows = new NotificationRows(json);
    }

    /**
     * Messages that have been worded: what is only planned says nothing yet.
     *
     * @param text an order's number or id, or a part of the recipient's address or of the subject; null for all
     * @param after the last message of the page before; null to begin
     */
    public List<Notification> page(@Nullable String text, @Nullable Position after, int limit) {
        var conditions = new StringBuilder("n.text is not null");
        var params = new HashMap<String, Object>();
        params.put("limit", limit);
        if (text != null) {
            conditions.append(" and ").append(MATCHES);
            params.put("text", text);
            params.put("part", "%" + literally(text.toLowerCase(Locale.ROOT)) + "%");
        }
        if (after != null) {
            conditions.append(" and (n.created_at, n.key) < (:afterAt, :afterKey)");
            params.put("afterAt", Timestamp.from(after.createdAt()));
            params.put("afterKey", after.key());
        }
        return jdbc.sql("select n.* from notification n where " + conditions
                        + " order by n.created_at desc, n.key desc limit :limit")
                .params(params)
                .query(rows)
                .list();
    }

    private static String literally(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
