package org.baton.rules.notification;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.baton.domain.notification.CadenceRules;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.QuietHours;
import org.baton.rules.Decision;
import org.baton.rules.DecisionTables;
import org.baton.rules.ShippedTables;
import org.jspecify.annotations.Nullable;

/** Plans messages by the table {@code notification-cadence}: every row that matches is one message. */
public final class TableCadenceRules implements CadenceRules {

    private final DecisionTables tables;

    public TableCadenceRules(DecisionTables tables) {
        this.tables = tables;
    }

    @Override
    public List<Planned> messagesFor(Facts facts) {
        Decision decision = tables.decide(
                ShippedTables.NOTIFICATION_CADENCE.name(),
                Map.of(
                        "event", facts.event(),
                        "method", ShippedTables.orNone(facts.method()),
                        "email", facts.allowed().contains(Channel.EMAIL),
                        "sms", facts.allowed().contains(Channel.SMS),
                        "push", facts.allowed().contains(Channel.PUSH),
                        "language", facts.language(),
                        "hour", facts.hour()));
        List<Planned> messages = new ArrayList<>();
        for (int i = 0; i < decision.rows().size(); i++) {
            messages.add(
                    message(decision.rows().get(i), decision.firedRows().get(i).annotation(), decision.version()));
        }
        return messages;
    }

    private static Planned message(Map<String, @Nullable Object> row, String because, String version) {
        return new Planned(
                text(row, "template"),
                channel(text(row, "channel")),
                Duration.parse(text(row, "delay")),
                Set.copyOf(words(row, "stopWhen")),
                quiet(row),
                words(row, "fallback").stream().map(TableCadenceRules::channel).toList(),
                because,
                version);
    }

    private static @Nullable QuietHours quiet(Map<String, @Nullable Object> row) {
        return row.get("quietFrom") instanceof BigDecimal from && row.get("quietUntil") instanceof BigDecimal until
                ? new QuietHours(from.intValueExact(), until.intValueExact())
                : null;
    }

    private static Channel channel(String word) {
        return Channel.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String text(Map<String, @Nullable Object> row, String output) {
        return Objects.requireNonNull((String) row.get(output), output);
    }

    private static List<String> words(Map<String, @Nullable Object> row, String output) {
        return row.get(output) instanceof String text
                ? Arrays.stream(text.split(",", -1)).map(String::strip).toList()
                : List.of();
    }
}
