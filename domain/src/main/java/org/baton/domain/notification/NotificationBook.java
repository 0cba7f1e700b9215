package org.baton.domain.notification;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.baton.domain.common.OrderId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where messages are kept: a row is written before the provider is asked, and answered once. */
@Repository
public class NotificationBook {

    private final JdbcClient jdbc;
    private final Clock clock;

    NotificationBook(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The messages of an order, oldest first. */
    public List<Notification> of(OrderId order) {
        return jdbc.sql("select * from notification where order_id = ? order by created_at, key")
                .param(order.value())
                .query((rs, n) -> new Notification(
                        rs.getString("key"),
                        new OrderId(rs.getString("order_id")),
                        rs.getString("fulfilment_id"),
                        rs.getString("message"),
                        rs.getString("channel"),
                        rs.getString("recipient"),
                        rs.getString("text"),
                        rs.getString("status"),
                        rs.getString("provider_id"),
                        rs.getString("reason"),
                        rs.getTimestamp("created_at").toInstant()))
                .list();
    }

    /** @return true if this is the first try, false if an earlier one left its row */
    boolean open(Notification message) {
        var now = Timestamp.from(clock.instant());
        return jdbc.sql("""
                        insert into notification (key, order_id, fulfilment_id, message, channel, recipient, text,
                                                  status, created_at, updated_at)
                        values (?, ?, ?, ?, ?, ?, ?, 'PENDING', ?, ?) on conflict (key) do nothing""")
                        .params(Arrays.asList(
                                message.key(),
                                message.orderId().value(),
                                message.fulfilmentId(),
                                message.message(),
                                message.channel(),
                                message.recipient(),
                                message.text(),
                                now,
                                now))
                        .update()
                == 1;
    }

    String status(String key) {
        return jdbc.sql("select status from notification where key = ?")
                .param(key)
                .query(String.class)
                .single();
    }

    void answer(String key, String status, @Nullable String providerId, @Nullable String reason) {
        jdbc.sql("update notification set status = ?, provider_id = ?, reason = ?, updated_at = ? where key = ?")
                .params(Arrays.asList(status, providerId, reason, Timestamp.from(clock.instant()), key))
                .update();
    }
}
