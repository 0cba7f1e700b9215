package org.baton.domain.notification;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baton.domain.common.OrderId;
import org.baton.domain.notification.Notification.Status;
import org.baton.domain.notification.NotificationBook.Changed;
import org.baton.domain.order.PersonalData;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets a customer in the messages: who got them and what they said; that they were sent, when and why, stays. */
@Component
class Erasure implements PersonalData {

    private final JdbcClient jdbc;
    private final NotificationEvents events;
    private final ApplicationEventPublisher followers;
    private final Clock clock;

    Erasure(JdbcClient jdbc, NotificationEvents events, ApplicationEventPublisher followers, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.followers = followers;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "messages";
    }

    /** Messages that are planned are not sent any more; one whose provider was asked without an answer is given up. */
    @Override
    public int erase(List<OrderId> orders) {
        events.forget(orders);
        var now = clock.instant();
        var erased = jdbc.sql("""
                update notification n set recipient = null, subject = null, text = null, html = null, facts = '{}',
                       erased_at = :now, leased_until = null, updated_at = :now,
                       status = coalesce(found.ends, status),
                       reason = case when found.ends is null then reason else 'erased' end,
                       history = case when found.ends is null then history else history || jsonb_build_array(
                           jsonb_build_object('at', :nowText, 'status', found.ends, 'detail', 'erased')) end
                from (select key, case status when 'SCHEDULED' then 'STOPPED' when 'PENDING' then 'FAILED' end as ends
                      from notification where order_id = any(:orders) and erased_at is null for update) found
                where n.key = found.key returning n.channel, found.ends""")
                .param("now", Timestamp.from(now))
                .param("nowText", now.toString())
                .param("orders", orders.stream().map(OrderId::value).toArray(String[]::new))
                .query((rs, n) -> Map.entry(
                        rs.getString("channel"),
                        Optional.ofNullable(rs.getString("ends")).map(Status::valueOf)))
                .list();
        erased.forEach(message ->
                message.getValue().ifPresent(end -> followers.publishEvent(new Changed(message.getKey(), end))));
        return erased.size();
    }
}
