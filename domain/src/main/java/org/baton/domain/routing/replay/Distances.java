package org.baton.domain.routing.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.baton.domain.inventory.GeoPoint;
import org.baton.domain.routing.Site;

/** How far every site is from a postal code; remembers the codes that were asked last. */
final class Distances {

    /** About 32 MB. */
    private static final int MOST_REMEMBERED = 4_000_000;

    private static final float LOAD_FACTOR = 0.75f;

    /**
     * Seen from one place.
     *
     * @param known whether anybody knows where it is
     * @param nearest position of the site whose clock counts
     */
    record From(double[] miles, boolean known, int nearest) {}

    private final List<Site> sites;
    private final Function<String, Optional<GeoPoint>> postalCodes;
    private final GeoPoint nowhere;
    private final Map<String, From> remembered;

    Distances(List<Site> sites, Function<String, Optional<GeoPoint>> postalCodes, GeoPoint nowhere) {
        this.sites = sites;
        this.postalCodes = postalCodes;
        this.nowhere = nowhere;
        var most = Math.max(1, MOST_REMEMBERED / Math.max(1, sites.size()));
        this.remembered = new LinkedHashMap<>(16, LOAD_FACTOR, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, From> eldest) {
                return size() > most;
            }
        };
    }

    From from(String postalCode) {
        var known = remembered.get(postalCode);
        if (known == null) {
            known = measure(postalCode);
            remembered.put(postalCode, known);
        }
        return known;
    }

    private From measure(String postalCode) {
        var place = postalCodes.apply(postalCode);
        var from = place.orElse(nowhere);
        var miles = new double[sites.size()];
        int nearest = -1;
        for (int i = 0; i < miles.length; i++) {
            miles[i] = sites.get(i).node().place().milesTo(from);
            if (nearest < 0 || miles[i] < miles[nearest] || miles[i] == miles[nearest] && isBefore(i, nearest)) {
                nearest = i;
            }
        }
        return new From(miles, place.isPresent(), nearest);
    }

    private boolean isBefore(int i, int other) {
        return sites.get(i).node().idText().compareTo(sites.get(other).node().idText()) < 0;
    }
}
