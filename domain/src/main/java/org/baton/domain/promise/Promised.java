package org.baton.domain.promise;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cart was promised, as it is told and kept.
 *
 * @param held the option whose units are held until expiresAt; null without a hold
 */
public record Promised(
        String id,
        String channel,
        Instant asOf,
        List<Option> options,
        @Nullable String held,
        @Nullable Instant expiresAt) {

    /**
     * One way to get the cart.
     *
     * @param complete whether everything can be had that way
     * @param parts a parcel or a collection each, with the node behind it
     * @param missing what cannot be had
     * @param earliest when the customer has all of its parts; null when nothing can be had
     * @param cost what fulfilling it costs the retailer, by the rule tables; a decimal in the currency
     */
    public record Option(
            String option,
            boolean complete,
            List<Part> parts,
            List<Line> missing,
            @Nullable Instant earliest,
            @Nullable String cost,
            @Nullable String currency) {}

    /** What comes from one node. */
    public record Part(
            String node,
            String nodeType,
            double distanceMiles,
            @Nullable Instant earliest,
            List<Line> lines) {}

    /** Units of a SKU. */
    public record Line(String sku, int quantity) {}
}
