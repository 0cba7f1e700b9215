package org.baton.domain.routing.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.baton.domain.inventory.GeoPoint;
import org.baton.domain.routing.Sourcing;

/** Where postal codes are, and whose clock counts there. */
final class Places {

    /**
     * A place of delivery.
     *
     * @param known whether anybody knows where it is
     * @param nearest position of the site whose clock counts; -1 without any
     */
    record Place(GeoPoint point, boolean known, int nearest) {}

    private final ToIntFunction<GeoPoint> nearest;
    private final Function<String, Optional<GeoPoint>> postalCodes;
    private final Map<GeoPoint, Place> remembered = new HashMap<>();
    private final Place nowhere;

    Places(ToIntFunction<GeoPoint> nearest, Function<String, Optional<GeoPoint>> postalCodes) {
        this.nearest = nearest;
        this.postalCodes = postalCodes;
        this.nowhere = new Place(Sourcing.NOWHERE, false, nearest.applyAsInt(Sourcing.NOWHERE));
    }

    Place of(String postalCode) {
        return postalCodes
                .apply(postalCode)
                .map(point -> remembered.computeIfAbsent(point, p -> new Place(p, true, nearest.applyAsInt(p))))
                .orElse(nowhere);
    }
}
