package org.baton.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final QuietHours NIGHT = new QuietHours(21, 8);

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "by day nothing moves,            2026-11-20T18:00:00Z, 2026-11-20T18:00:00Z",
        "the last minute before the night, 2026-11-21T02:59:00Z, 2026-11-21T02:59:00Z",
        "in the evening to the next morning, 2026-11-21T03:00:00Z, 2026-11-21T14:00:00Z",
        "after midnight to the same morning, 2026-11-20T07:00:00Z, 2026-11-20T14:00:00Z",
        "over the night in which the clocks go back, 2026-11-01T03:00:00Z, 2026-11-01T14:00:00Z",
        "the night before it, 2026-10-31T03:00:00Z, 2026-10-31T13:00:00Z",
        "over the night in which they go forward, 2027-03-14T04:00:00Z, 2027-03-14T13:00:00Z",
        "the night before that, 2027-03-13T04:00:00Z, 2027-03-13T14:00:00Z"
    })
    void shouldWaitForTheMorningOfTheCustomersClock(String night, Instant due, Instant shifted) {
        assertThat(NIGHT.shift(due, CHICAGO)).isEqualTo(shifted);
    }

    @Test
    void shouldTakeTheFirstMomentThatExistsWhenTheHourIsSkipped() {
        var until2 = new QuietHours(22, 2);

        assertThat(until2.shift(Instant.parse("2027-03-14T06:30:00Z"), CHICAGO))
                .isEqualTo(Instant.parse("2027-03-14T08:00:00Z"));
    }

    @Test
    void shouldKnowQuietHoursWithinOneDay() {
        var siesta = new QuietHours(13, 15);

        assertThat(siesta.shift(Instant.parse("2026-11-20T20:10:00Z"), CHICAGO))
                .isEqualTo(Instant.parse("2026-11-20T21:00:00Z"));
        assertThat(siesta.shift(Instant.parse("2026-11-20T22:00:00Z"), CHICAGO))
                .isEqualTo(Instant.parse("2026-11-20T22:00:00Z"));
    }

    @Test
    void shouldRefuseHoursThatNoClockHas() {
        assertThatThrownBy(() -> new QuietHours(24, 8)).isInstanceOf(IllegalArgumentException.class);
    }
}
