package org.baton.domain.fulfilment;

import org.baton.domain.common.FulfilmentId;
import org.baton.domain.followup.FollowUp;
import org.baton.domain.followup.FollowUps;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells the carrier that it has a parcel, once the shipment is committed. */
@Component
class CarrierCollection implements FollowUp<CarrierCollection.Collected> {

    /** A parcel in the carrier's hands. */
    record Collected(FulfilmentId fulfilment) {}

    private final CarrierGateway carrier;
    private final FollowUps followUps;

    CarrierCollection(CarrierGateway carrier, FollowUps followUps) {
        this.carrier = carrier;
        this.followUps = followUps;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(Fulfilment f) {
        followUps.write(kind(), f.id().value(), f.orderId(), new Collected(f.id()));
    }

    @Override
    public String kind() {
        return "carrier-collected";
    }

    @Override
    public Class<Collected> details() {
        return Collected.class;
    }

    @Override
    public void perform(Collected parcel) {
        carrier.collected(parcel.fulfilment());
    }
}
