package org.baton.app.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts codes, times and durations into words, for templates: {@code ${@words.of(status)}}. */
@Component("words")
public class Words {

    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.US);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.US);

    private final Clock clock;

    Words(Clock clock) {
        this.clock = clock;
    }

    /** A code such as READY_FOR_PICKUP or not-in-stock as a person says it. */
    public String of(@Nullable Object code) {
        if (code == null) {
            return "";
        }
        var text = code.toString().replace('_', ' ').replace('-', ' ').toLowerCase(Locale.ROOT);
        return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** The colour of a status: good, busy, warn, bad or quiet. */
    public String tone(@Nullable Object status) {
        return switch (String.valueOf(status)) {
            case "FULFILLED", "PICKED_UP", "DELIVERED", "SHIPPED", "SENT", "DONE", "COMPLETED", "SUCCEEDED" -> "good";
            case "CANCELLED", "REJECTED", "FAILED", "DECLINED", "BOUNCED", "REFUSED", "ESCALATED" -> "bad";
            case "ON_HOLD", "BACKORDERED", "RETURNED_TO_STOCK", "STOPPED", "PARTIALLY_FULFILLED" -> "warn";
            case "READY_FOR_PICKUP", "PACKED", "PICKED", "PICKING", "ACCEPTED", "ALLOCATED", "IN_FULFILMENT" -> "busy";
            default -> "quiet";
        };
    }

    /** How long from now: "in 12 min", "5 min late". */
    public String due(@Nullable Instant at) {
        if (at == null) {
            return "";
        }
        var left = Duration.between(clock.instant(), at);
        return left.isNegative() ? lasting(left.negated()) + " late" : "in " + lasting(left);
    }

    /** The same with what is due: "Due in 12 min", "5 min late". */
    public String dueOf(String what, @Nullable Instant at) {
        var due = due(at);
        return due.startsWith("in ") ? what + ' ' + due : due;
    }

    /** How long ago, without saying so: "4 min". */
    public String since(@Nullable Instant at) {
        return at == null ? "" : lasting(Duration.between(at, clock.instant()));
    }

    /** A duration, as exact as it helps. */
    public String lasting(Duration duration) {
        var seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        if (seconds < 48 * 3600) {
            var minutes = seconds % 3600 / 60;
            return seconds / 3600 + " h" + (minutes == 0 ? "" : " " + minutes + " min");
        }
        return seconds / 86_400 + " days";
    }

    /** A duration in seconds, as exact as it helps. */
    public String seconds(double seconds) {
        return lasting(Duration.ofSeconds(Math.round(seconds)));
    }

    /** A moment at a place: the time alone today, with the day otherwise. */
    public String at(@Nullable Instant at, String zone) {
        if (at == null) {
            return "";
        }
        var there = at.atZone(ZoneId.of(zone));
        var today = clock.instant().atZone(ZoneId.of(zone)).toLocalDate();
        return there.format(there.toLocalDate().equals(today) ? TIME : DAY_AND_TIME);
    }

    /** A moment in UTC, for those who look from anywhere; the page turns it into local time where it can. */
    public String utc(@Nullable Instant at) {
        return at == null ? "" : at.atZone(ZoneId.of("UTC")).format(DAY_AND_TIME) + " UTC";
    }
}
