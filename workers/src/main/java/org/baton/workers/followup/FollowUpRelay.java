package org.baton.workers.followup;

import java.time.Duration;
import java.util.concurrent.Executors;
import org.baton.domain.common.Loop;
import org.baton.domain.followup.FollowUpRunner;
import org.baton.domain.followup.FollowUps;
import org.baton.domain.followup.FollowUps.Leased;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Does what follows from committed changes, several things at a time. Several relays may run: each leases what it does,
 * and what a killed one had leased is done by another after the lease.
 */
@Component
class FollowUpRelay extends Loop {

    private static final Logger LOG = LoggerFactory.getLogger(FollowUpRelay.class);
    private static final int AT_ONCE = 16;
    /** Longer than the most patient call to a vendor. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final FollowUps followUps;
    private final FollowUpRunner runner;

    FollowUpRelay(FollowUps followUps, FollowUpRunner runner) {
        super("follow-up-relay", Duration.ofMillis(500));
        this.followUps = followUps;
        this.runner = runner;
    }

    @TransactionalEventListener
    void written(FollowUps.Written event) {
        wake();
    }

    @Override
    protected boolean turn() {
        var leased = followUps.lease(AT_ONCE, LEASE);
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            leased.forEach(one -> hands.execute(() -> perform(one)));
        }
        return leased.size() == AT_ONCE;
    }

    private void perform(Leased leased) {
        try (var ignored = MDC.putCloseable("orderId", leased.order().value())) {
            runner.perform(leased);
        } catch (RuntimeException e) {
            LOG.warn("{} of {} is tried again after its lease: {}", leased.kind(), leased.key(), e.toString());
        }
    }
}
