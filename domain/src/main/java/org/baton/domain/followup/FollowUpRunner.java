package org.baton.domain.followup;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.Json;
import org.baton.domain.followup.FollowUps.Leased;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Does what was written down to be done, outside of any transaction. What fails is tried again with a growing pause, for
 * about a quarter of an hour; then, or at once if the other side says no, it is given up and becomes an incident.
 */
@Service
public class FollowUpRunner {

    static final int MOST_TRIES = 10;

    private static final Logger LOG = LoggerFactory.getLogger(FollowUpRunner.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 8;

    private final FollowUps followUps;
    private final Map<String, FollowUp<?>> kinds;
    private final Json json;

    FollowUpRunner(FollowUps followUps, List<FollowUp<?>> kinds, Json json) {
        this.followUps = followUps;
        this.kinds = kinds.stream().collect(Collectors.toMap(FollowUp::kind, Function.identity()));
        this.json = json;
    }

    /** Does one, and writes down what came of it. */
    public void perform(Leased leased) {
        try {
            perform(kind(leased.kind()), leased.details());
            followUps.done(leased);
        } catch (GatewayRejectedException e) {
            LOG.error("{} of {} is refused for good: {}", leased.kind(), leased.key(), e.getMessage());
            followUps.giveUp(leased, "Refused: " + e.getMessage());
        } catch (RuntimeException e) {
            failed(leased, e);
        }
    }

    private <T extends Record> void perform(FollowUp<T> kind, String details) {
        kind.perform(json.read(details, kind.details()));
    }

    private FollowUp<?> kind(String name) {
        var kind = kinds.get(name);
        if (kind == null) {
            throw new IllegalStateException("nobody knows how to do " + name);
        }
        return kind;
    }

    private void failed(Leased leased, RuntimeException e) {
        if (leased.attempts() >= MOST_TRIES) {
            LOG.error("{} of {} is given up", leased.kind(), leased.key(), e);
            followUps.giveUp(leased, "Tried " + leased.attempts() + " times: " + e.getMessage());
        } else {
            var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(leased.attempts() - 1, MOST_DOUBLINGS));
            LOG.warn("{} of {} is tried again in {}: {}", leased.kind(), leased.key(), pause, e.toString());
            followUps.putOff(leased, pause);
        }
    }
}
