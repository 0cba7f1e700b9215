package org.baton.domain.inventory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node as a caller describes it, not yet checked. Without a point, the middle of its ZIP code is taken. */
public record NodeRequest(
        @Nullable String id,
        @Nullable String name,
        @Nullable String type,
        @Nullable String line1,
        @Nullable String city,
        @Nullable String region,
        @Nullable String postalCode,
        @Nullable String country,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable String timeZone,
        @Nullable String openingHours,
        @Nullable String phone,
        @Nullable List<@Nullable String> capabilities,
        @Nullable Integer dailyCapacity,
        @Nullable Boolean active) {}
