package org.baton.domain.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.fulfilment.CarrierGateway;

/** A carrier that remembers its parcels. */
public final class FakeCarrier implements CarrierGateway {

    private final List<Parcel> parcels = new CopyOnWriteArrayList<>();
    private final List<FulfilmentId> collected = new CopyOnWriteArrayList<>();

    public void reset() {
        parcels.clear();
        collected.clear();
    }

    public List<Parcel> parcels() {
        return List.copyOf(parcels);
    }

    public List<FulfilmentId> collected() {
        return List.copyOf(collected);
    }

    @Override
    public Label buyLabel(Parcel parcel) {
        parcels.add(parcel);
        return new Label("sandbox-post", "TRACK-" + parcel.fulfilment());
    }

    @Override
    public void collected(FulfilmentId fulfilment) {
        collected.add(fulfilment);
    }

    @Override
    public byte[] printLabel(Parcel parcel, LabelFormat format) {
        return new byte[0];
    }

    @Override
    public byte[] printReturnLabel(Parcel parcel, LabelFormat format) {
        return new byte[0];
    }
}
