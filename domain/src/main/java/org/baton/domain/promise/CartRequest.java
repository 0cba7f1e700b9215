package org.baton.domain.promise;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cart as a caller describes it, not yet checked.
 *
 * @param tier of the customer
 * @param options delivery options to look at; null for all
 * @param node the store that the customer chose to collect at; null for the nearest that can give everything
 * @param hold for how long units are held, as an ISO 8601 duration; null for no hold
 * @param holdOption whose units are held; null for the first that can give everything
 */
public record CartRequest(
        @Nullable String channel,
        @Nullable String tier,
        @Nullable String postalCode,
        @Nullable String region,
        @Nullable List<@Nullable String> options,
        @Nullable String node,
        @Nullable List<@Nullable CartLine> lines,
        @Nullable String hold,
        @Nullable String holdOption) {

    /** Units of a SKU; unitPrice is a decimal in the installation's currency, and counts for rules that look at values. */
    public record CartLine(
            @Nullable String sku,
            @Nullable Integer quantity,
            @Nullable String unitPrice) {}
}
