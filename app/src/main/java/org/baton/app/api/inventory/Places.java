package org.baton.app.api.inventory;

import java.util.regex.Pattern;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.inventory.GeoPoint;
import org.baton.domain.inventory.PostalCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads where somebody asks from: a ZIP code, or latitude and longitude. */
@Component
class Places {

    private static final double WIDEST_MILES = 12_500; // half way round the earth
    private static final Pattern POINT =
            Pattern.compile("(-?[0-9]{1,2}(?:\\.[0-9]{1,12})?),(-?[0-9]{1,3}(?:\\.[0-9]{1,12})?)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}(\\.[0-9]{1,6})?");

    private final PostalCodes postalCodes;

    Places(PostalCodes postalCodes) {
        this.postalCodes = postalCodes;
    }

    /**
     * Where a parameter says.
     *
     * @throws InvalidInputException naming the parameter if there is no such place
     */
    GeoPoint point(String parameter, String place) {
        var text = QueryChecks.text(parameter, place);
        var point = POINT.matcher(text == null ? "" : text);
        if (point.matches()) {
            var latitude = Double.parseDouble(point.group(1));
            var longitude = Double.parseDouble(point.group(2));
            if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) {
                return new GeoPoint(latitude, longitude);
            }
        }
        return postalCodes
                .locate(text == null ? "" : text)
                .orElseThrow(() -> new InvalidInputException(
                        parameter, "unknown-place", "A ZIP code such as 60606, or latitude,longitude."));
    }

    static double radius(@Nullable String text, double otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        var radius = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : -1;
        if (radius < 0 || radius > WIDEST_MILES) {
            throw new InvalidInputException("radiusMiles", "out-of-range", "A number from 0 to 12500.");
        }
        return radius;
    }
}
