package org.baton.domain.inventory;

/**
 * A place on the earth, in degrees.
 *
 * @param latitude -90 to 90, north positive
 * @param longitude -180 to 180, east positive
 */
public record GeoPoint(double latitude, double longitude) {

    /** Mean radius of the earth (IUGG), in miles. */
    public static final double EARTH_RADIUS_MILES = 3958.7613;

    /** No two places are farther apart. */
    public static final double HALF_AROUND_MILES = Math.PI * EARTH_RADIUS_MILES;

    public GeoPoint {
        if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("not a place: " + latitude + ", " + longitude);
        }
    }

    /** Great-circle distance in miles, by the haversine formula. */
    public double milesTo(GeoPoint other) {
        var dLatitude = Math.sin(Math.toRadians(other.latitude - latitude) / 2);
        var dLongitude = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
        var h = dLatitude * dLatitude
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(other.latitude))
                        * dLongitude
                        * dLongitude;
        return 2 * EARTH_RADIUS_MILES * Math.asin(Math.sqrt(Math.min(1, h)));
    }
}
