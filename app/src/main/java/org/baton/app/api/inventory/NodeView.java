package org.baton.app.api.inventory;

import java.util.List;
import org.baton.domain.inventory.Node;
import org.jspecify.annotations.Nullable;

/**
 * A node as the API shows it.
 *
 * @param distanceMiles from the place asked about
 */
record NodeView(
        String id,
        String name,
        String type,
        @Nullable String line1,
        @Nullable String city,
        @Nullable String region,
        String postalCode,
        String country,
        double latitude,
        double longitude,
        String timeZone,
        @Nullable String openingHours,
        @Nullable String phone,
        List<String> capabilities,
        @Nullable Integer dailyCapacity,
        boolean active,
        @Nullable Double distanceMiles) {

    private static final double TENTHS = 10.0;

    static NodeView of(Node node, @Nullable Double miles) {
        return new NodeView(
                node.idText(),
                node.name(),
                node.typeText(),
                node.line1(),
                node.city(),
                node.region(),
                node.postalCode(),
                node.country(),
                node.latitude(),
                node.longitude(),
                node.timeZone(),
                node.openingHours(),
                node.phone(),
                node.capabilities(),
                node.dailyCapacity(),
                node.active(),
                miles == null ? null : Math.round(miles * TENTHS) / TENTHS);
    }
}
