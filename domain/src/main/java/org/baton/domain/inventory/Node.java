package org.baton.domain.inventory;

import java.util.List;
import org.baton.domain.common.NodeId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A place that can fulfil.
 *
 * @param type the word of {@link NodeType}
 * @param timeZone IANA name
 * @param openingHours in OpenStreetMap's notation, e.g. {@code Mo-Su 08:00-22:00}
 * @param capabilities what it can do beyond the ordinary, e.g. curbside, cold
 * @param dailyCapacity fulfilment orders it can work off in a day, null for no limit
 */
@Table("node")
public record Node(
        @Id @Column("id") String idText,
        String name,
        @Column("type") String typeText,
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
        boolean active) {

    /** Thousands of nodes share a few words, and are compared with other texts all the time: each is kept once. */
    public Node {
        idText = idText.intern();
        typeText = typeText.intern();
        timeZone = timeZone.intern();
        openingHours = openingHours == null ? null : openingHours.intern();
    }

    public NodeId id() {
        return new NodeId(idText);
    }

    public NodeType type() {
        return NodeType.of(typeText).orElseThrow();
    }

    public GeoPoint place() {
        return new GeoPoint(latitude, longitude);
    }
}
