package org.baton.domain.inventory;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a node is open, read from OpenStreetMap's notation once and then asked thousands of times a second.
 *
 * <p>Understood are {@code 24/7}, {@code off}, days ({@code Mo-Fr}, {@code Mo,We}), spans ({@code 08:00-12:00,13:00-22:00},
 * also past midnight) and several rules parted by semicolons, of which a later one replaces an earlier one for its days.
 * Public holidays ({@code PH}, {@code SH}) are not known to Baton and are left out.
 */
public final class OpeningHours {

    private static final int DAY = 24 * 60;
    private static final int WEEK = 7 * DAY;
    private static final List<String> DAYS = List.of("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su");
    private static final Pattern RULE = Pattern.compile(
            "(?:(?<days>(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)[A-Za-z,\\- ]*?)\\s*)?(?<spans>off|closed|24/7|[0-9:,\\- ]+)?");
    private static final Pattern SPAN = Pattern.compile("([0-2]?\\d):([0-5]\\d)-([0-4]?\\d):([0-5]\\d)");
    private static final OpeningHours ALWAYS = always();
    private static final ConcurrentMap<String, Optional<OpeningHours>> READ = new ConcurrentHashMap<>();
    private static final int MOST_REMEMBERED = 10_000;

    private final BitSet open;

    private OpeningHours(BitSet open) {
        this.open = open;
    }

    private static OpeningHours always() {
        var all = new BitSet(WEEK);
        all.set(0, WEEK);
        return new OpeningHours(all);
    }

    /** The hours of a node; always open where nothing is written down, or nothing that can be read. */
    public static OpeningHours of(Node node) {
        var text = node.openingHours();
        return text == null ? ALWAYS : parse(text).orElse(ALWAYS);
    }

    /** Empty when the notation cannot be read. */
    public static Optional<OpeningHours> parse(String text) {
        if (READ.size() > MOST_REMEMBERED) {
            READ.clear();
        }
        return READ.computeIfAbsent(text, OpeningHours::read);
    }

    private static Optional<OpeningHours> read(String text) {
        var open = new BitSet(WEEK);
        for (var rule : text.split(";")) {
            if (!rule.isBlank() && !apply(rule.strip(), open)) {
                return Optional.empty();
            }
        }
        return Optional.of(new OpeningHours(open));
    }

    private static boolean apply(String rule, BitSet open) {
        var matcher = RULE.matcher(rule);
        if (!matcher.matches()) {
            return false;
        }
        var days = days(matcher.group("days"));
        if (days.isEmpty()) {
            return false;
        }
        var spans =
                matcher.group("spans") == null ? "24/7" : matcher.group("spans").strip();
        days.get().stream().forEach(day -> open.clear(day * DAY, (day + 1) * DAY));
        if (spans.equals("off") || spans.equals("closed")) {
            return true;
        }
        if (spans.equals("24/7")) {
            days.get().stream().forEach(day -> open.set(day * DAY, (day + 1) * DAY));
            return true;
        }
        for (var span : spans.split(",")) {
            if (!openSpan(span.strip(), days.get(), open)) {
                return false;
            }
        }
        return true;
    }

    private static boolean openSpan(String text, BitSet days, BitSet open) {
        var span = SPAN.matcher(text);
        if (!span.matches()) {
            return false;
        }
        int from = minutes(span.group(1), span.group(2));
        int given = minutes(span.group(3), span.group(4));
        int to = given <= from ? given + DAY : given;
        days.stream().forEach(day -> {
            for (int minute = from; minute < to; minute++) {
                open.set((day * DAY + minute) % WEEK);
            }
        });
        return true;
    }

    private static int minutes(String hours, String minutes) {
        return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
    }

    /** Empty when there is a word that is no day; holidays are no days of the week. */
    private static Optional<BitSet> days(@Nullable String text) {
        var days = new BitSet(7);
        if (text == null) {
            days.set(0, 7);
            return Optional.of(days);
        }
        for (var part : text.replace(" ", "").split(",")) {
            var ends = part.split("-");
            if (part.equals("PH") || part.equals("SH")) {
                continue;
            }
            int from = DAYS.indexOf(ends[0]);
            int to = DAYS.indexOf(ends[ends.length - 1]);
            if (from < 0 || to < 0 || ends.length > 2) {
                return Optional.empty();
            }
            for (int day = from; day != to; day = (day + 1) % 7) {
                days.set(day);
            }
            days.set(to);
        }
        return Optional.of(days);
    }

    public boolean isOpen(Instant at, ZoneId zone) {
        return isOpen(minuteOfWeek(at, zone));
    }

    /** @param minuteOfWeek from {@link #minuteOfWeek}, so that many nodes of one zone share the arithmetic */
    public boolean isOpen(int minuteOfWeek) {
        return open.get(minuteOfWeek % WEEK);
    }

    /** Minutes until it is open, 0 when it is; empty for a node that never opens. */
    public OptionalInt minutesUntilOpen(int minuteOfWeek) {
        int from = minuteOfWeek % WEEK;
        int next = open.nextSetBit(from);
        if (next < 0) {
            next = open.nextSetBit(0);
            return next < 0 ? OptionalInt.empty() : OptionalInt.of(next + WEEK - from);
        }
        return OptionalInt.of(next - from);
    }

    /** Minutes since Monday 00:00 by the wall clock of a zone. */
    public static int minuteOfWeek(Instant at, ZoneId zone) {
        var local = at.atZone(zone);
        return (local.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue()) * DAY
                + local.toLocalTime().get(ChronoField.MINUTE_OF_DAY);
    }
}
