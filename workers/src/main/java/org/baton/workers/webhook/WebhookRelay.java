package org.baton.workers.webhook;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.baton.domain.common.Loop;
import org.baton.domain.webhook.WebhookEvents;
import org.baton.domain.webhook.WebhookOutbox;
import org.baton.domain.webhook.WebhookOutbox.Letter;
import org.baton.workers.UnderWay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Sends what other systems want to hear of, as soon as it is committed. Each endpoint is sent a bounded number of events
 * at a time, beside the others, so that one which is slow or down holds up none. Several relays may run: each leases what
 * it sends.
 */
@Component
class WebhookRelay extends Loop {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRelay.class);
    private static final long FORGET_EVERY_NANOS = Duration.ofHours(1).toNanos();

    private final WebhookOutbox outbox;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    /** As many as there may be: what bounds them is the batch of each endpoint. */
    private final UnderWay letters = new UnderWay(Integer.MAX_VALUE);

    private long forgotten = System.nanoTime() - FORGET_EVERY_NANOS;

    WebhookRelay(WebhookOutbox outbox) {
        super("webhook-relay", Duration.ofSeconds(1));
        this.outbox = outbox;
    }

    @TransactionalEventListener
    void written(WebhookEvents.Written event) {
        wake();
    }

    /** Never at once again: who ends the last of a batch wakes it. */
    @Override
    protected boolean turn() throws InterruptedException {
        send();
        if (System.nanoTime() - forgotten >= FORGET_EVERY_NANOS) {
            var ignored = outbox.forget();
            forgotten = System.nanoTime();
        }
        return false;
    }

    /** Sends a batch to each endpoint that is not being sent to; who ends the last of a batch asks for the next. */
    private void send() throws InterruptedException {
        var batches = outbox.lease(busy).stream().collect(Collectors.groupingBy(Letter::endpointId));
        for (var batch : batches.entrySet()) {
            var endpoint = batch.getKey();
            busy.add(endpoint);
            var left = new AtomicInteger(batch.getValue().size());
            for (var letter : batch.getValue()) {
                letters.start(() -> send(letter, endpoint, left));
            }
        }
    }

    private void send(Letter letter, String endpoint, AtomicInteger left) {
        try {
            outbox.send(letter);
        } catch (RuntimeException e) {
            LOG.warn("a webhook to {} could not be noted: {}", endpoint, e.toString());
        } finally {
            if (left.decrementAndGet() == 0) {
                busy.remove(endpoint);
                wake();
            }
        }
    }

    /** Lets the events that are on their way arrive. */
    @Override
    public void stop() {
        super.stop();
        letters.arrive();
    }
}
