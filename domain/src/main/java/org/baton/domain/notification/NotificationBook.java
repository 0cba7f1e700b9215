package org.baton.domain.notification;

import static org.baton.domain.notification.NotificationRows.at;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    private static final String HISTORY = """
            history = history || jsonb_build_array(jsonb_build_object(
                'at', :nowText, 'status', cast(:status as text), 'detail', cast(:detail as text)))""";

    private final JdbcClient jdbc;
    private final Json json;
    private final Clock clock;
    private final NotificationRows rows;
    private final ApplicationEventPublisher followers;

    NotificationBook(JdbcClient jdbc, Json json, Clock clock, ApplicationEventPublisher followers) {
        this.jdbc = jdbc;
        this.json = json;
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
     * What an event has brought already.
     *
     * @return the keys of what was not left to a cadence; nothing if the event was not planned yet
     */
    Optional<List<String>> planned(OrderId order, String cadence) {
        var rows = jdbc.sql("select key, sent_by from notification where order_id = ? and cadence_id = ?")
                .params(order.value(), cadence)
                .query((rs, n) -> Map.entry(rs.getString("key"), rs.getString("sent_by")))
                .list();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(rows.stream()
                        .filter(row -> !row.getValue().equals("cadence"))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList());
    }

    /** Writes a planned message down; false if it was planned before. */
    boolean plan(Notification n) {
        var plan = n.plan();
        var now = clock.instant();
        var quiet = plan.quiet();
        var written = jdbc.sql("""
                insert into notification (key, order_id, fulfilment_id, message, channel, status, language, event,
                       cadence_id, due_at, stop_when, fallback, quiet_from, quiet_until, sent_by, because, rules,
                       facts, created_at, updated_at, history)
                values (:key, :order, :fulfilment, :message, :channel, 'SCHEDULED', :language, :event,
                       :cadence, :due, :stopWhen, :fallback, :quietFrom, :quietUntil, :sentBy, :because, :rules,
                       :facts::jsonb, :now, :now, jsonb_build_array(jsonb_build_object(
                           'at', :nowText, 'status', 'SCHEDULED', 'detail', cast(:because as text))))
                on conflict (key) do nothing""")
                        .param("key", n.key())
                        .param("order", n.orderId().value())
                        .param("fulfilment", n.fulfilmentId())
                        .param("message", n.message())
                        .param("channel", n.channel())
                        .param("language", n.words().language())
                        .param("event", plan.event())
                        .param("cadence", plan.cadenceId())
                        .param("due", at(plan.dueAt()))
                        .param("stopWhen", plan.stopWhen().toArray(String[]::new))
                        .param(
                                "fallback",
                                plan.fallback().stream().map(Enum::name).toArray(String[]::new))
                        .param("quietFrom", quiet == null ? null : quiet.from(), java.sql.Types.INTEGER)
                        .param("quietUntil", quiet == null ? null : quiet.until(), java.sql.Types.INTEGER)
                        .param("sentBy", plan.sentBy().name().toLowerCase(java.util.Locale.ROOT))
                        .param("because", plan.because())
                        .param("rules", plan.rules())
                        .param("facts", json.write(plan.facts()))
                        .param("now", at(now))
                        .param("nowText", now.toString())
                        .update()
                == 1;
        if (written) {
            followers.publishEvent(new Changed(n.channel(), Status.SCHEDULED));
        }
        return written;
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
                .param("until", at(now.plus(lease)))
                .param("recipient", message.recipient())
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

    /**
     * Stops what an event makes pointless.
     *
     * @param fulfilmentId what the event is about; null for the whole order
     * @return the cadences that have nothing left to wait for
     */
    List<String> stop(OrderId order, @Nullable String fulfilmentId, String event) {
        var now = clock.instant();
        var stopped = jdbc.sql("""
                update notification set status = :status, reason = :detail, updated_at = :now, %s
                where order_id = :order and status = 'SCHEDULED' and :event = any(stop_when)
                  and (cast(:fulfilment as text) is null or fulfilment_id is null or fulfilment_id = :fulfilment)
                returning cadence_id, channel, sent_by""".formatted(HISTORY))
                .param("status", Status.STOPPED.name())
                .param("detail", event)
                .param("now", at(now))
                .param("nowText", now.toString())
                .param("order", order.value())
                .param("event", event)
                .param("fulfilment", fulfilmentId)
                .query((rs, n) -> {
                    followers.publishEvent(new Changed(rs.getString("channel"), Status.STOPPED));
                    var waits = "cadence".equals(rs.getString("sent_by"));
                    return waits ? String.valueOf(rs.getString("cadence_id")) : "";
                })
                .list();
        return stopped.stream()
                .filter(cadence -> !cadence.isEmpty())
                .distinct()
                .filter(cadence -> nextDue(cadence).isEmpty())
                .toList();
    }

    /** The messages that a cadence has to send by a time. */
    List<String> dueOf(String cadence, Instant until) {
        return jdbc.sql("""
                select key from notification where cadence_id = ? and sent_by = 'cadence'
                  and status in ('SCHEDULED', 'PENDING') and due_at <= ? order by due_at, key""")
                .params(cadence, at(until))
                .query((rs, n) -> rs.getString(1))
                .list();
    }

    /** When the next message of a cadence is due. */
    Optional<Instant> nextDue(String cadence) {
        return jdbc.sql("""
                select due_at from notification where cadence_id = ? and sent_by = 'cadence'
                  and status in ('SCHEDULED', 'PENDING') order by due_at limit 1""")
                .param(cadence)
                .query((rs, n) -> rs.getTimestamp(1).toInstant())
                .optional();
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
