package org.baton.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningHoursTest {

    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

    /** 2026-11-16 is a Monday. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mo-Su 08:00-22:00                       | 2026-11-16T08:00 | true
            Mo-Su 08:00-22:00                       | 2026-11-16T07:59 | false
            Mo-Su 08:00-22:00                       | 2026-11-22T21:59 | true
            Mo-Su 08:00-22:00                       | 2026-11-22T22:00 | false
            Mo-Sa 08:00-21:00; Su 10:00-19:00       | 2026-11-22T09:00 | false
            Mo-Sa 08:00-21:00; Su 10:00-19:00       | 2026-11-22T10:00 | true
            Mo-Fr 09:00-12:00,13:00-18:00; Sa,Su off | 2026-11-17T12:30 | false
            Mo-Fr 09:00-12:00,13:00-18:00; Sa,Su off | 2026-11-17T13:30 | true
            Mo-Fr 09:00-12:00,13:00-18:00; Sa,Su off | 2026-11-21T10:00 | false
            Mo-Su 08:00-22:00; We off               | 2026-11-18T12:00 | false
            24/7                                    | 2026-11-18T03:00 | true
            Mo-Su 00:00-24:00                       | 2026-11-22T23:59 | true
            Fr-Sa 20:00-02:00                       | 2026-11-22T01:30 | true
            Sa-Mo 10:00-12:00                       | 2026-11-16T11:00 | true
            08:00-20:00; PH off                     | 2026-11-16T09:00 | true
            """)
    void shouldKnowWhenItIsOpen(String hours, LocalDateTime at, boolean open) {
        var moment = at.atZone(CHICAGO).toInstant();

        assertThat(OpeningHours.parse(hours).orElseThrow().isOpen(moment, CHICAGO))
                .isEqualTo(open);
    }

    @Test
    void shouldGoByTheClockOfTheNode() {
        var hours = OpeningHours.parse("Mo-Su 08:00-22:00").orElseThrow();

        assertThat(hours.isOpen(Instant.parse("2026-11-16T13:30:00Z"), ZoneId.of("America/New_York")))
                .isTrue();
        assertThat(hours.isOpen(Instant.parse("2026-11-16T13:30:00Z"), CHICAGO)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"whenever", "Xx 08:00-10:00", "Mo 8-10", "Mo-We-Fr 08:00-10:00", "Mo 25:00"})
    void shouldNotGuess(String hours) {
        assertThat(OpeningHours.parse(hours)).isEmpty();
    }
}
