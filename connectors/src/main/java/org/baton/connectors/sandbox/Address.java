package org.baton.connectors.sandbox;

import org.baton.domain.order.Delivery;
import org.jspecify.annotations.Nullable;

/** Where a parcel goes, as a vendor is told. Personal data. */
record Address(
        @Nullable String line1,
        @Nullable String city,
        @Nullable String region,
        @Nullable String postalCode,
        @Nullable String country) {

    static Address of(Delivery delivery) {
        return new Address(
                delivery.line1(), delivery.city(), delivery.region(), delivery.postalCode(), delivery.country());
    }
}
