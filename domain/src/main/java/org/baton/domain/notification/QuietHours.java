package org.baton.domain.notification;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Hours of the customer's day in which a phone stays silent.
 *
 * @param from first quiet hour, 0 to 23
 * @param until first hour that is not quiet any more; the same as {@code from}: never quiet
 */
public record QuietHours(int from, int until) {

    private static final int HOURS = 24;

    public QuietHours {
        if (from < 0 || from >= HOURS || until < 0 || until >= HOURS) {
            throw new IllegalArgumentException("quiet hours are from 0 to 23, not %d to %d".formatted(from, until));
        }
    }

    /** The same moment, or the end of the quiet hours that it falls into, by the customer's own clock. */
    public Instant shift(Instant due, ZoneId zone) {
        var local = due.atZone(zone);
        if (!isQuiet(local.getHour())) {
            return due;
        }
        var day = from > until && local.getHour() >= from ? local.toLocalDate().plusDays(1) : local.toLocalDate();
        // Where the clocks go forward over that hour, java.time takes the first moment that exists.
        return day.atTime(LocalTime.of(until, 0)).atZone(zone).toInstant();
    }

    private boolean isQuiet(int hour) {
        return from <= until ? hour >= from && hour < until : hour >= from || hour < until;
    }
}
