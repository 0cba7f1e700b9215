package org.baton.domain.inventory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.springframework.stereotype.Component;

/** Places of US ZIP codes: the centroids of the Census Bureau's ZIP code tabulation areas (public domain). */
@Component
public class PostalCodes {

    private static final String RESOURCE = "/geo/us-zip-centroids.csv.gz";
    private static final int ZIP_DIGITS = 5;

    private final Map<String, GeoPoint> centroids = HashMap.newHashMap(34_000);

    PostalCodes() {
        var resource = Objects.requireNonNull(PostalCodes.class.getResourceAsStream(RESOURCE));
        try (var lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(resource), StandardCharsets.US_ASCII))) {
            lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .forEach(cells -> centroids.put(
                            cells[0], new GeoPoint(Double.parseDouble(cells[1]), Double.parseDouble(cells[2]))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The middle of a ZIP code's area.
     *
     * @param postalCode five digits, or ZIP+4, whose last four are not looked at
     */
    public Optional<GeoPoint> locate(String postalCode) {
        var zip = postalCode.length() > ZIP_DIGITS ? postalCode.substring(0, ZIP_DIGITS) : postalCode;
        return Optional.ofNullable(centroids.get(zip));
    }
}
