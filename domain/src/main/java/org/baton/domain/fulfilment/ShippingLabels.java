package org.baton.domain.fulfilment;

import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.CarrierGateway.LabelFormat;
import org.baton.domain.fulfilment.CarrierGateway.Parcel;
import org.springframework.stereotype.Service;

/** Prints the labels of a parcel as often as a printer jams: nothing is bought anew. */
@Service
public class ShippingLabels {

    private final FulfilmentBook fulfilments;
    private final Dispatch dispatch;
    private final CarrierGateway carrier;

    ShippingLabels(FulfilmentBook fulfilments, Dispatch dispatch, CarrierGateway carrier) {
        this.fulfilments = fulfilments;
        this.dispatch = dispatch;
        this.carrier = carrier;
    }

    /**
     * Prints the shipping label of a packed fulfilment.
     *
     * @throws RefusedException with code {@code no-label} while none has been bought
     */
    public byte[] print(FulfilmentId id, LabelFormat format) {
        return carrier.printLabel(labelled(id), format);
    }

    /**
     * Prints the label that the customer sends the goods back with; it lies in the parcel.
     *
     * @throws RefusedException with code {@code no-label} while the parcel itself has none
     */
    public byte[] printReturn(FulfilmentId id, LabelFormat format) {
        return carrier.printReturnLabel(labelled(id), format);
    }

    private Parcel labelled(FulfilmentId id) {
        var f = fulfilments.get(id);
        if (f.trackingNumber() == null) {
            throw new RefusedException(
                    "no-label", "There is no shipping label yet: it is bought when the parcel is packed.");
        }
        return dispatch.parcel(f);
    }
}
