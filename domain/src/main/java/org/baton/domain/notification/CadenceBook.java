package org.baton.domain.notification;

import static org.baton.domain.notification.NotificationRows.at;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.baton.domain.common.Json;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RoundTrip;
import org.baton.domain.notification.Notification.State;
import org.baton.domain.notification.Notification.Status;
import org.baton.domain.notification.NotificationBook.Changed;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.RowMapperResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is planned to be told: written down all at once, stopped by what happens, and asked for when it is due. */
@Repository
class CadenceBook {

    private static final String CADENCE = "cadence";

    /**
     * A message of an order as far as planning needs it.
     *
     * @param waits whether nobody was asked to send it yet
     * @param byCadence whether a process with a timer sends it
     */
    record Known(String key, @Nullable String cadence, boolean waits, boolean byCadence, Set<String> stopWhen) {

        boolean isStoppedBy(String event) {
            return waits && stopWhen.contains(event);
        }
    }

    private final JdbcClient jdbc;
    private final Json json;
    private final Clock clock;
    private final NotificationSettings settings;
    private final ApplicationEventPublisher followers;

    CadenceBook(
            JdbcClient jdbc,
            Json json,
            Clock clock,
            NotificationSettings settings,
            ApplicationEventPublisher followers) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.settings = settings;
        this.followers = followers;
    }

    /** What an order's events have brought, by key; on a way to the database together with something else. */
    Supplier<List<Known>> known(RoundTrip trip, OrderId order) {
        var read = new RowMapperResultSetExtractor<Known>((rs, n) -> new Known(
                rs.getString("key"),
                rs.getString("cadence_id"),
                rs.getString("status").equals(Status.SCHEDULED.name()),
                rs.getString("sent_by").equals(CADENCE),
                Set.copyOf(Arrays.asList((String[]) rs.getArray("stop_when").getArray()))));
        return trip.ask(
                "select key, cadence_id, status, sent_by, stop_when from notification where order_id = ? order by key",
                read,
                order.value());
    }

    /**
     * Writes planned messages down; those that are worded are leased to the caller from when they were made.
     *
     * @return the keys of those that were not planned before
     */
    Set<String> plan(List<Notification> drafts) {
        if (drafts.isEmpty()) {
            return Set.of();
        }
        var channels = jdbc.sql("""
                insert into notification (key, order_id, fulfilment_id, message, channel, recipient, status, language,
                       template_version, subject, text, html, event, cadence_id, due_at, stop_when, fallback,
                       quiet_from, quiet_until, sent_by, because, rules, facts, attempts, leased_until, created_at,
                       updated_at, history)
                select key, order_id, fulfilment_id, message, channel, recipient, status, language,
                       template_version, subject, text, html, event, cadence_id, due_at, stop_when, fallback,
                       quiet_from, quiet_until, sent_by, because, rules, facts, attempts, leased_until, created_at,
                       created_at, history
                from json_populate_recordset(null::notification, cast(:rows as json))
                on conflict (key) do nothing returning key, channel""")
                .param("rows", json.write(drafts.stream().map(this::row).toList()))
                .query((rs, n) -> Map.entry(rs.getString("key"), rs.getString("channel")))
                .list();
        channels.forEach(written -> followers.publishEvent(new Changed(written.getValue(), Status.SCHEDULED)));
        return channels.stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** A message by the names of its columns. */
    private Map<String, @Nullable Object> row(Notification n) {
        var plan = n.plan();
        var words = n.words();
        var quiet = plan.quiet();
        var row = new HashMap<String, @Nullable Object>();
        row.put("key", n.key());
        row.put("order_id", n.orderId().value());
        row.put("fulfilment_id", n.fulfilmentId());
        row.put("message", n.message());
        row.put("channel", n.channel());
        row.put("recipient", n.recipient());
        row.put("status", n.status());
        row.put("language", words.language());
        row.put("template_version", words.templateVersion());
        row.put("subject", words.subject());
        row.put("text", words.text());
        row.put("html", words.html());
        row.put("event", plan.event());
        row.put("cadence_id", plan.cadenceId());
        row.put("due_at", plan.dueAt().toString());
        row.put("stop_when", plan.stopWhen());
        row.put("fallback", plan.fallback());
        row.put("quiet_from", quiet == null ? null : quiet.from());
        row.put("quiet_until", quiet == null ? null : quiet.until());
        row.put("sent_by", plan.sentBy().name().toLowerCase(Locale.ROOT));
        row.put("because", plan.because());
        row.put("rules", plan.rules());
        row.put("facts", plan.facts());
        row.put("attempts", n.attempts());
        row.put(
                "leased_until",
                n.outgoing() == null
                        ? null
                        : n.createdAt().plus(settings.lease()).toString());
        row.put("created_at", n.createdAt().toString());
        row.put("history", n.history().stream().map(CadenceBook::state).toList());
        return row;
    }

    private static Map<String, @Nullable Object> state(State state) {
        var fields = new HashMap<String, @Nullable Object>();
        fields.put("at", state.at().toString());
        fields.put("status", state.status().name());
        fields.put("detail", state.detail());
        return fields;
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
                returning cadence_id, channel, sent_by""".formatted(NotificationBook.HISTORY))
                .param("status", Status.STOPPED.name())
                .param("detail", event)
                .param("now", at(now))
                .param("nowText", now.toString())
                .param("order", order.value())
                .param("event", event)
                .param("fulfilment", fulfilmentId)
                .query((rs, n) -> {
                    followers.publishEvent(new Changed(rs.getString("channel"), Status.STOPPED));
                    var waits = CADENCE.equals(rs.getString("sent_by"));
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
}
