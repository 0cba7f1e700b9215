package org.baton.app.api.order;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.baton.app.api.fulfilment.FulfilmentView;
import org.baton.app.api.web.MoneyView;
import org.jspecify.annotations.Nullable;

/**
 * An order as the API shows it.
 *
 * @param processInstanceKey of the process that conducts it; a text, because it does not fit a JavaScript number
 * @param version counts the changes; its ETag
 */
public record OrderView(
        String id,
        String channel,
        String channelOrderNumber,
        String status,
        @Nullable String holdReason,
        @Nullable String cancelReason,
        @Nullable Instant cancelRequestedAt,
        Instant placedAt,
        Instant acceptedAt,
        @Nullable Instant completedAt,
        CustomerView customer,
        DeliveryView delivery,
        List<LineView> lines,
        MoneyView shipping,
        PaymentMethodView payment,
        List<FulfilmentView> fulfilments,
        List<PaymentView> payments,
        TotalsView totals,
        @Nullable String processInstanceKey,
        long version) {

    /** Who ordered; only the id and the tier for those who may not see customers. */
    public record CustomerView(
            @Nullable String id,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String language,
            List<String> consents,
            @Nullable String tier) {}

    /** How and where it goes. */
    public record DeliveryView(
            String option,
            @Nullable String node,
            @Nullable LocalDate requestedOn,
            @Nullable AddressView address) {}

    /** Where it goes; without the street for those who may not see customers. */
    public record AddressView(
            @Nullable String line1,
            @Nullable String city,
            @Nullable String region,
            @Nullable String postalCode,
            @Nullable String country) {}

    /**
     * One line and where its units are.
     *
     * @param fulfilmentId the newest fulfilment that answers for units of the line
     */
    public record LineView(
            int number,
            String sku,
            int quantity,
            String status,
            @Nullable String fulfilmentId,
            int allocated,
            int fulfilled,
            int cancelled,
            MoneyView unitPrice,
            MoneyView discount,
            MoneyView tax) {}

    /** How it is paid; the token of the provider is never shown. */
    public record PaymentMethodView(String method) {}

    /** One effect on money. */
    public record PaymentView(
            String id,
            String kind,
            String status,
            MoneyView amount,
            @Nullable String fulfilmentId,
            @Nullable String reference,
            @Nullable String reason,
            Instant at) {}

    /**
     * What it costs.
     *
     * @param goods lines with discount and tax
     * @param total goods and shipping
     */
    public record TotalsView(MoneyView goods, MoneyView shipping, MoneyView total) {}
}
