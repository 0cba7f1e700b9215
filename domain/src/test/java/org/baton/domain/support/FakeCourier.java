package org.baton.domain.support;

import java.util.Currency;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.Money;
import org.baton.domain.fulfilment.CourierGateway;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A courier that remembers its trips. */
public final class FakeCourier implements CourierGateway {

    private final List<String> booked = new CopyOnWriteArrayList<>();
    private final List<String> collected = new CopyOnWriteArrayList<>();
    private volatile boolean refuses;

    public void reset() {
        booked.clear();
        collected.clear();
        refuses = false;
    }

    public void refuses() {
        refuses = true;
    }

    /** The keys of the trips, in order. */
    public List<String> booked() {
        return booked;
    }

    public List<String> collected() {
        return collected;
    }

    @Override
    public Quote quote(Trip trip) {
        if (refuses) {
            throw new GatewayRejectedException("out_of_area");
        }
        return new Quote("Fast Feet", "quote-" + trip.attempt(), new Money(700, Currency.getInstance("USD")));
    }

    @Override
    public String dispatch(Trip trip, Quote quote) {
        booked.add(trip.key());
        return "trip-" + trip.attempt();
    }

    @Override
    public void collected(FulfilmentId fulfilment, int attempt) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A vendor is not told inside of a transaction: it may hold locks.");
        }
        collected.add(fulfilment + "/trip/" + attempt);
    }
}
