package org.baton.domain.order;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as a channel hands it in, not yet checked: anything may be missing or wrong.
 *
 * @param promise the id of the promise whose held units the order takes over; one that holds nothing any more, or that
 *     nobody knows, changes nothing
 */
public record OrderRequest(
        @Nullable String channel,
        @Nullable String channelOrderNumber,
        @Nullable Instant placedAt,
        @Nullable CustomerRequest customer,
        @Nullable DeliveryRequest delivery,
        @Nullable List<@Nullable LineRequest> lines,
        @Nullable MoneyRequest shipping,
        @Nullable PaymentRequest payment,
        @Nullable String promise) {

    /** See {@link Customer}. */
    public record CustomerRequest(
            @Nullable String id,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String language,
            @Nullable List<@Nullable String> consents,
            @Nullable String tier) {}

    /** See {@link Delivery}; requestedOn is an ISO date. */
    public record DeliveryRequest(
            @Nullable String option,
            @Nullable String node,
            @Nullable String requestedOn,
            @Nullable AddressRequest address) {}

    /** Where to bring the goods. */
    public record AddressRequest(
            @Nullable String line1,
            @Nullable String city,
            @Nullable String region,
            @Nullable String postalCode,
            @Nullable String country) {}

    /** See {@link OrderLine}. */
    public record LineRequest(
            @Nullable String sku,
            @Nullable Integer quantity,
            @Nullable MoneyRequest unitPrice,
            @Nullable MoneyRequest discount,
            @Nullable MoneyRequest tax) {}

    /** A decimal amount as text, and its ISO 4217 currency. */
    public record MoneyRequest(
            @Nullable String amount, @Nullable String currency) {}

    /** How it is paid: method card with a token of the payment provider, or invoice. */
    public record PaymentRequest(
            @Nullable String method, @Nullable String token) {}
}
