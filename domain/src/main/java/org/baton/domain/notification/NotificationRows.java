package org.baton.domain.notification;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.baton.domain.common.Json;
import org.baton.domain.common.OrderId;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.Notification.Plan;
import org.baton.domain.notification.Notification.SentBy;
import org.baton.domain.notification.Notification.State;
import org.baton.domain.notification.Notification.Status;
import org.baton.domain.notification.Notification.Words;
import org.springframework.jdbc.core.RowMapper;

/** Reads messages from their table. */
final class NotificationRows implements RowMapper<Notification> {

    private final Json json;

    NotificationRows(Json json) {
        this.json = json;
    }

    @Override
    public Notification mapRow(ResultSet rs, int n) throws SQLException {
        return new Notification(
                rs.getString("key"),
                new OrderId(rs.getString("order_id")),
                rs.getString("fulfilment_id"),
                rs.getString("message"),
                rs.getString("channel"),
                rs.getString("recipient"),
                rs.getString("status"),
                rs.getString("reason"),
                plan(rs),
                new Words(
                        rs.getString("language"),
                        rs.getString("template_version"),
                        rs.getString("subject"),
                        rs.getString("text"),
                        rs.getString("html")),
                rs.getString("provider_id"),
                rs.getInt("attempts"),
                history(rs.getString("history")),
                rs.getTimestamp("created_at").toInstant());
    }

    private Plan plan(ResultSet rs) throws SQLException {
        var event = rs.getString("event");
        var cadence = rs.getString("cadence_id");
        var until = rs.getObject("quiet_until", Integer.class);
        var from = rs.getObject("quiet_from", Integer.class);
        return new Plan(
                // What was sent before there was a cadence has no event of its own.
                event == null ? rs.getString("message") : event,
                cadence == null ? rs.getString("key") : cadence,
                rs.getTimestamp("due_at").toInstant(),
                Set.of(words(rs.getArray("stop_when"))),
                Arrays.stream(words(rs.getArray("fallback")))
                        .map(Channel::valueOf)
                        .toList(),
                from == null || until == null ? null : new QuietHours(from, until),
                SentBy.valueOf(rs.getString("sent_by").toUpperCase(Locale.ROOT)),
                rs.getString("because"),
                rs.getString("rules"),
                facts(rs.getString("facts")));
    }

    private static String[] words(Array array) throws SQLException {
        return (String[]) array.getArray();
    }

    Map<String, String> facts(String text) {
        var facts = new HashMap<String, String>();
        json.tree(text)
                .properties()
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asString("")));
        return facts;
    }

    private List<State> history(String text) {
        return json.tree(text)
                .valueStream()
                .map(state -> new State(
                        Instant.parse(state.path("at").asString("")),
                        Status.valueOf(state.path("status").asString("")),
                        state.path("detail").isNull()
                                ? null
                                : state.path("detail").asString("")))
                .toList();
    }

    static Timestamp at(Instant instant) {
        return Timestamp.from(instant);
    }
}
