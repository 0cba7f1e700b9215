package org.baton.domain.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.fulfilment.WarehouseGateway;

/** A warehouse that remembers what it was asked, and can refuse. */
public final class FakeWarehouse implements WarehouseGateway {

    private final List<Release> released = new CopyOnWriteArrayList<>();
    private final List<FulfilmentId> cancelled = new CopyOnWriteArrayList<>();
    private volatile boolean refuses;
    private volatile boolean tooLate;
    private volatile Runnable whileReleasing = () -> {};
    private volatile Runnable afterCancelling = () -> {};

    public void reset() {
        released.clear();
        cancelled.clear();
        refuses = false;
        tooLate = false;
        whileReleasing = () -> {};
        afterCancelling = () -> {};
    }

    public void refuses(boolean yes) {
        refuses = yes;
    }

    public void isTooLateToCancel(boolean yes) {
        tooLate = yes;
    }

    /** Something that happens while the warehouse is being called. */
    public void whileReleasing(Runnable event) {
        whileReleasing = event;
    }

    /** Something that happens between its deed and its answer. */
    public void afterCancelling(Runnable event) {
        afterCancelling = event;
    }

    public List<Release> released() {
        return List.copyOf(released);
    }

    public List<FulfilmentId> cancelled() {
        return List.copyOf(cancelled);
    }

    @Override
    public void release(Release release) {
        whileReleasing.run();
        if (refuses) {
            throw new GatewayRejectedException("no room");
        }
        released.add(release);
    }

    @Override
    public void cancel(FulfilmentId fulfilment) {
        if (tooLate) {
            throw new GatewayRejectedException("on the truck");
        }
        cancelled.add(fulfilment);
        afterCancelling.run();
    }
}
