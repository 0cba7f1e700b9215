package org.baton.domain.routing;

import java.util.List;
import org.baton.domain.inventory.GeoPoint;

/**
 * Compares distances without working them out: the square of the chord through the earth grows with the distance over
 * it, and takes three multiplications. Where two chords are so near that rounding could turn them, the distances
 * themselves are compared; so the answers are those of {@link GeoPoint#milesTo}.
 */
final class Chords {

    /** Chords are exact to some 1e-15 (squared, of a sphere of radius 1); this is ten times as much. */
    static final double ROUNDING = 1e-14;

    /** The longest there is, and more. */
    private static final double BEYOND = 5;

    private final Site[] sites;
    private final double[] x;
    private final double[] y;
    private final double[] z;
    private double[] bounds = {};
    private Scale scale = new Scale(new double[0], new double[0]);

    Chords(List<Site> sites) {
        this.sites = sites.toArray(Site[]::new);
        this.x = new double[this.sites.length];
        this.y = new double[this.sites.length];
        this.z = new double[this.sites.length];
        for (int i = 0; i < this.sites.length; i++) {
            var at = new Vector(this.sites[i].node().place());
            x[i] = at.x;
            y[i] = at.y;
            z[i] = at.z;
        }
    }

    private static final class Vector {

        private final double x;
        private final double y;
        private final double z;

        Vector(GeoPoint place) {
            double latitude = Math.toRadians(place.latitude());
            double longitude = Math.toRadians(place.longitude());
            x = Math.cos(latitude) * Math.cos(longitude);
            y = Math.cos(latitude) * Math.sin(longitude);
            z = Math.sin(latitude);
        }
    }

    /** Whether the distances themselves must be compared. */
    boolean isNear(double chord, double other) {
        return Math.abs(chord - other) < ROUNDING;
    }

    /** No site within this many miles has a longer chord. */
    double farthest(double miles) {
        return miles >= GeoPoint.HALF_AROUND_MILES ? BEYOND : chord(miles) + ROUNDING;
    }

    private static double chord(double miles) {
        double half = Math.sin(miles / 2 / GeoPoint.EARTH_RADIUS_MILES);
        return 4 * half * half;
    }

    From from(GeoPoint place) {
        return new From(place);
    }

    /** Seen from one place. */
    final class From {

        private final GeoPoint place;
        private final double x0;
        private final double y0;
        private final double z0;

        private From(GeoPoint place) {
            var at = new Vector(place);
            this.place = place;
            this.x0 = at.x;
            this.y0 = at.y;
            this.z0 = at.z;
        }

        /** Squared. */
        double chord(int site) {
            double dx = x[site] - x0;
            double dy = y[site] - y0;
            double dz = z[site] - z0;
            return dx * dx + dy * dy + dz * dz;
        }

        double miles(int site) {
            return sites[site].node().place().milesTo(place);
        }
    }

    /** Divides distances at bounds that a table names. */
    Scale scale(double[] miles) {
        if (miles != bounds) {
            bounds = miles;
            var limits = new double[miles.length];
            for (int b = 0; b < miles.length; b++) {
                limits[b] = miles[b] >= GeoPoint.HALF_AROUND_MILES ? BEYOND : chord(miles[b]);
            }
            scale = new Scale(miles, limits);
        }
        return scale;
    }

    /** The pieces between bounds, and the bounds themselves: 0 below the first, 1 at it, 2 beyond it, and so on. */
    record Scale(double[] miles, double[] limits) {

        int zone(double chord, int site, From from) {
            int b = 0;
            while (b < limits.length && chord > limits[b] + ROUNDING) {
                b++;
            }
            if (b == limits.length || chord < limits[b] - ROUNDING) {
                return 2 * b;
            }
            return exact(from.miles(site));
        }

        private int exact(double distance) {
            int b = 0;
            while (b < miles.length && distance > miles[b]) {
                b++;
            }
            return b < miles.length && distance == miles[b] ? 2 * b + 1 : 2 * b;
        }
    }
}
