package org.baton.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeZonesTest {

    private static final double DEGREES_AN_HOUR = 15;

    private final TimeZones zones = new TimeZones();

    @ParameterizedTest
    @CsvSource({
        "10001, America/New_York",
        "32401, America/Chicago",
        "33101, America/New_York",
        "37201, America/Chicago",
        "37902, America/New_York",
        "42001, America/Chicago",
        "46201, America/New_York",
        "46402, America/Chicago",
        "57701, America/Denver",
        "60606, America/Chicago",
        "60606-1234, America/Chicago",
        "79901, America/Denver",
        "83201, America/Denver",
        "83814, America/Los_Angeles",
        "85001, America/Phoenix",
        "89101, America/Los_Angeles",
        "94105, America/Los_Angeles",
        "96813, Pacific/Honolulu",
        "99501, America/Anchorage",
        "00901, America/Puerto_Rico"
    })
    void shouldNameTheZoneOfAZipCode(String zip, String zone) {
        assertThat(zones.of(zip)).hasValueSatisfying(z -> assertThat(z.getId()).isEqualTo(zone));
    }

    @ParameterizedTest
    @CsvSource({"00000", "96601", "ABCDE", "606", "''"})
    void shouldNameNoneWhenTheCodeIsNoPlace(String zip) {
        assertThat(zones.of(zip)).isEmpty();
        assertThat(zones.of(null)).isEmpty();
    }

    /** The sun is a second opinion: no zone is far off its place's longitude; the Aleutians go with Anchorage. */
    @Test
    void shouldFitTheLongitudeOfEveryZipCode() throws IOException {
        var winter = Instant.parse("2026-01-15T12:00:00Z");
        try (var lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(TimeZones.class.getResourceAsStream("/geo/us-zip-centroids.csv.gz")),
                StandardCharsets.US_ASCII))) {
            lines.lines().skip(1).map(line -> line.split(",", -1)).forEach(cells -> {
                var zone = zones.of(cells[0]);
                assertThat(zone).as(cells[0]).isPresent();
                var hours = zone.get().getRules().getOffset(winter).getTotalSeconds() / 3600.0;
                var sun = Double.parseDouble(cells[2]) / DEGREES_AN_HOUR;
                var off = Math.abs(hours - sun) > 12 ? 24 - Math.abs(hours - sun) : Math.abs(hours - sun);
                assertThat(off).as("%s in %s", cells[0], zone.get()).isLessThan(cells[0].startsWith("995") ? 3.1 : 2.5);
            });
        }
    }
}
