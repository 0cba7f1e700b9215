package org.baton.domain.fulfilment;

import org.baton.domain.common.FulfilmentId;
import org.baton.domain.followup.FollowUp;
import org.baton.domain.followup.FollowUps;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells the courier that its driver has a parcel, once the hand-over is committed. */
@Component
class CourierCollection implements FollowUp<CourierCollection.Collected> {

    /** A parcel in the driver's hands. */
    record Collected(FulfilmentId fulfilment, int attempt) {}

    private final CourierGateway courier;
    private final FollowUps followUps;

    CourierCollection(CourierGateway courier, FollowUps followUps) {
        this.courier = courier;
        this.followUps = followUps;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(Fulfilment f, int attempt) {
        followUps.write(kind(), f.id() + "/trip/" + attempt, f.orderId(), new Collected(f.id(), attempt));
    }

    @Override
    public String kind() {
        return "courier-collected";
    }

    @Override
    public Class<Collected> details() {
        return Collected.class;
    }

    @Override
    public void perform(Collected parcel) {
        courier.collected(parcel.fulfilment(), parcel.attempt());
    }
}
