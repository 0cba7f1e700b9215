package org.baton.domain.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The clock on a customer's wall, by ZIP code: the first three digits name a sorting centre, and each lies in one zone
 * but for a few counties at the borders, which take the zone of most of their neighbours. Daylight saving is java.time's.
 */
@Component
class TimeZones {

    private static final String RESOURCE = "/geo/us-zip-zones.csv";
    private static final int PREFIX = 3;

    private record Range(int to, ZoneId zone) {}

    private final TreeMap<Integer, Range> ranges = new TreeMap<>();

    TimeZones() {
        var resource = Objects.requireNonNull(TimeZones.class.getResourceAsStream(RESOURCE));
        try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
            lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .forEach(cells -> ranges.put(
                            Integer.valueOf(cells[0]), new Range(Integer.parseInt(cells[1]), ZoneId.of(cells[2]))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The zone of a ZIP code; nothing for one that cannot be a place in the United States. */
    Optional<ZoneId> of(@Nullable String postalCode) {
        if (postalCode == null || !postalCode.matches("\\d{5}(-?\\d{4})?")) {
            return Optional.empty();
        }
        var prefix = Integer.parseInt(postalCode.substring(0, PREFIX));
        return Optional.ofNullable(ranges.floorEntry(prefix))
                .map(Map.Entry::getValue)
                .filter(range -> prefix <= range.to())
                .map(Range::zone);
    }
}
