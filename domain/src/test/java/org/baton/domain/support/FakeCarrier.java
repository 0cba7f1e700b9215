package org.baton.domain.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.fulfilment.CarrierGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A carrier that remembers its parcels. */
public final class FakeCarrier implements CarrierGateway {

    private final List<Parcel> parcels = new CopyOnWriteArrayList<>();
    private final List<FulfilmentId> collected = new CopyOnWriteArrayList<>();
    private volatile @Nullable RuntimeException failure;

    public void reset() {
        failure = null;
        parcels.clear();
        collected.clear();
    }

    public List<Parcel> parcels() {
        return List.copyOf(parcels);
    }

    public List<FulfilmentId> collected() {
        return List.copyOf(collected);
    }

    /** What it answers when it is told of a collection; null if all is well. */
    public void fails(@Nullable RuntimeException answer) {
        failure = answer;
    }

    @Override
    public Label buyLabel(Parcel parcel) {
        parcels.add(parcel);
        return new Label("sandbox-post", "TRACK-" + parcel.fulfilment());
    }

    @Override
    public void collected(FulfilmentId fulfilment) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A vendor is not told inside of a transaction: it may hold locks.");
        }
        if (failure != null) {
            throw failure;
        }
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
