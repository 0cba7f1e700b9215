package org.baton.domain.notification;

import static org.baton.domain.notification.NotificationRows.at;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.baton.domain.common.Json;
import org.baton.domain.common.OrderId;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.MessageGateway.Outgoing;
import org.baton.domain.notification.Notification.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Where messages are kept: a row is written before the provider is asked, one sender at a time has it, and every state
 * it passes through is remembered.
 */
@Repository
public class NotificationBook {

    /** Published whenever a message has come to a new state, for those who count. */
    public record Changed(String channel, Status status) {}

    /** Adds a state to a message's history, of the parameters nowText, status and detail. */
    static final String HISTORY = """
            history = history || jsonb_build_array(jsonb_build_object(
                'at', :nowText, 'status', cast(:status as text), 'detail', cast(:detail as text)))""";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final NotificationRows rows;
    private final ApplicationEventPublisher followers;

    NotificationBook(JdbcClient jdbc, Json json, Clock clock, ApplicationEventPublisher followers) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.rows = new NotificationRows(json);
        this.followers = followers;
    }

    /** The messages of an order, oldest first. */
    public List<Notification> of(OrderId order) {
        return jdbc.sql("select * from notification where order_id = ? order by created_at, key")
                .param(order.value())
                .query(rows)
                .list();
    }

    public Optional<Notification> find(String key) {
        return jdbc.sql("select * from notification where key = ?")
                .param(key)
                .query(rows)
                .optional();
    }

    /**
     * Gives a message to one sender for a while, with the words it goes out with; they are then its words for good.
     *
     * @return how often it was tried with this one; nothing if another sender has it, or it needs no sending any more
     */
    Optional<Integer> lease(Outgoing message, Notification.Words words, Duration lease) {
        var now = clock.instant();
        return jdbc.sql("""
                update notification set attempts = attempts + 1, leased_until = :until, recipient = :recipient,
                       language = :language, template_version = :version, subject = :subject, text = :text,
                       html = :html, updated_at = :now, history = case when status = 'PENDING' then history
                           else history || jsonb_build_array(jsonb_build_object(
                               'at', :nowText, 'status', 'PENDING', 'detail', null)) end, status = 'PENDING'
                where key = :key and status in ('SCHEDULED', 'PENDING')
                  and (leased_until is null or leased_until <= :now)
                returning attempts""")
                .param("recipient", message.recipient())
                .param("until", at(now.plus(lease)))
                .param("language", words.language())
                .param("version", words.templateVersion())
                .param("subject", words.subject())
                .param("text", words.text())
                .param("html", words.html())
                .param("key", message.key())
                .param("now", at(now))
                .param("nowText", now.toString())
                .query(Integer.class)
                .optional();
    }

    /** Puts a message back whose provider did not answer; not before the pause is over is it tried again. */
    void putBack(String key, Duration pause) {
        jdbc.sql("update notification set leased_until = null, due_at = greatest(due_at, :due) where key = :key")
                .param("due", at(clock.instant().plus(pause)))
                .param("key", key)
                .update();
    }

    /** Ends an open message; one that has ended keeps its end. */
    void end(Notification n, Status status, @Nullable String providerId, @Nullable String detail) {
        var now = clock.instant();
        var changed = jdbc.sql("""
                update notification set status = :status, provider_id = coalesce(:provider, provider_id),
                       reason = :detail, leased_until = null, updated_at = :now, %s
                where key = :key and status in ('SCHEDULED', 'PENDING')""".formatted(HISTORY))
                .param("status", status.name())
                .param("provider", providerId)
                .param("detail", detail)
                .param("now", at(now))
                .param("nowText", now.toString())
                .param("key", n.key())
                .update();
        if (changed == 1) {
            followers.publishEvent(new Changed(n.channel(), status));
        }
    }

    /**
     * Notes what a provider reports about a message that it took.
     *
     * @return the message, if this is news about it
     */
    Optional<Notification> reported(
            Channel channel, String providerId, @Nullable String key, Status status, @Nullable String detail) {
        var now = clock.instant();
        var news = jdbc.sql("""
                update notification set status = :status, reason = :detail, updated_at = :now,
                       provider_id = coalesce(provider_id, :provider), leased_until = null, %s
                where channel = :channel and (provider_id = :provider or key = :key)
                  and status in ('PENDING', 'SENT') returning *""".formatted(HISTORY))
                .param("status", status.name())
                .param("detail", detail)
                .param("now", at(now))
                .param("nowText", now.toString())
                .param("channel", channel.name())
                .param("provider", providerId)
                .param("key", key)
                .query(rows)
                .optional();
        news.ifPresent(n -> followers.publishEvent(new Changed(n.channel(), status)));
        return news;
    }

    /** The messages that the relay has to send, and those whose sender was lost on the way. */
    List<String> dueForRelay(int most) {
        return jdbc.sql("""
                select key from notification where status in ('SCHEDULED', 'PENDING') and due_at <= :now
                  and (sent_by = 'relay' and (leased_until is null or leased_until <= :now)
                       or status = 'PENDING' and leased_until <= :now)
                order by due_at limit :most""")
                .param("now", at(clock.instant()))
                .param("most", most)
                .query((rs, n) -> rs.getString(1))
                .list();
    }
}
