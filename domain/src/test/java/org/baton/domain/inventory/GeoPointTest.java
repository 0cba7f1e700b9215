package org.baton.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class GeoPointTest {

    private static final GeoPoint CHICAGO = new GeoPoint(41.8781, -87.6298);
    private static final GeoPoint NEW_YORK = new GeoPoint(40.7128, -74.0060);

    @Test
    void shouldMeasureTheGreatCircleWhenPlacesAreFarApart() {
        assertThat(CHICAGO.milesTo(NEW_YORK)).isCloseTo(711, within(1.5));
        assertThat(new GeoPoint(0, 0).milesTo(new GeoPoint(0, 180))).isCloseTo(12_437, within(1.0));
    }

    @Test
    void shouldRefuseWhenItIsNoPlace() {
        assertThatThrownBy(() -> new GeoPoint(90.1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GeoPoint(0, -180.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GeoPoint(Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void shouldBeAsFarBackAsForth(
            @ForAll @DoubleRange(min = -90, max = 90) double latitude,
            @ForAll @DoubleRange(min = -180, max = 180) double longitude) {
        var there = new GeoPoint(latitude, longitude);

        assertThat(CHICAGO.milesTo(there)).isCloseTo(there.milesTo(CHICAGO), within(1e-6));
        assertThat(there.milesTo(there)).isZero();
    }
}
