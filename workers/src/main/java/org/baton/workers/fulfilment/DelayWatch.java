package org.baton.workers.fulfilment;

import java.time.Duration;
import org.baton.domain.common.Loop;
import org.baton.domain.fulfilment.Delays;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Looks now and then whether a promise has passed, so that the customer hears of it without asking. */
@Component
class DelayWatch extends Loop {

    private static final int AT_ONCE = 100;

    private final Delays delays;

    DelayWatch(Delays delays, @Value("${baton.delays.look-every:30s}") Duration every) {
        super("delay-watch", every);
        this.delays = delays;
    }

    @Override
    protected boolean turn() {
        return delays.note(AT_ONCE) == AT_ONCE;
    }
}
