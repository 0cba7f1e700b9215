package org.baton.domain.fulfilment;

import org.baton.domain.common.FulfilmentId;
import org.baton.domain.inventory.Node;
import org.baton.domain.order.Delivery;
import org.jspecify.annotations.Nullable;

/** A carrier that takes parcels from a store. It tells of the delivery through {@link FulfilmentProgress}. */
public interface CarrierGateway {

    /** A parcel to be carried. The recipient is personal data. */
    record Parcel(
            FulfilmentId fulfilment, Node from, @Nullable String recipient, Delivery delivery, int weightGrams) {}

    /** What identifies the parcel on its way. */
    record Label(String carrier, String trackingNumber) {}

    /**
     * Buys the label of a parcel; the fulfilment's id is the key, the same call gives the same label.
     *
     * @throws org.baton.domain.common.GatewayRejectedException if the carrier refuses it, e.g. for its address
     * @throws org.baton.domain.common.GatewayUnavailableException if it does not answer
     */
    Label buyLabel(Parcel parcel);

    /** What a label is printed with: an office printer, or a label printer that speaks Zebra's language. */
    enum LabelFormat {
        PDF,
        ZPL
    }

    /**
     * Prints the label that was bought for a parcel; the same call gives the same label.
     *
     * @throws org.baton.domain.common.GatewayRejectedException if the carrier has no such format
     * @throws org.baton.domain.common.GatewayUnavailableException if it does not answer
     */
    byte[] printLabel(Parcel parcel, LabelFormat format);

    /**
     * Prints the label by which the recipient sends the parcel back to where it came from. It is paid for only when it
     * is used; the same call gives the same label.
     *
     * @throws org.baton.domain.common.GatewayRejectedException if the carrier has no such format
     * @throws org.baton.domain.common.GatewayUnavailableException if it does not answer
     */
    byte[] printReturnLabel(Parcel parcel, LabelFormat format);

    /**
     * The carrier has the parcel: from now on it reports what happens to it. Told outside of any transaction, and again
     * until it is heard; the fulfilment's id is the key.
     *
     * @throws org.baton.domain.common.GatewayRejectedException if the carrier knows no such parcel
     * @throws org.baton.domain.common.GatewayUnavailableException if it does not answer
     */
    void collected(FulfilmentId fulfilment);
}
