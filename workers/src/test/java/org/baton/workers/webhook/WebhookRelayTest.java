package org.baton.workers.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.baton.domain.webhook.WebhookEvents;
import org.baton.domain.webhook.WebhookOutbox;
import org.baton.domain.webhook.WebhookOutbox.Letter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The relay on an outbox that holds its letters in memory and gives three of each endpoint at a time. */
class WebhookRelayTest {

    private static final int OF_EACH = 3;

    private final WebhookOutbox outbox = mock();
    private final Map<String, Integer> waiting = new HashMap<>();
    private final ConcurrentLinkedQueue<String> sent = new ConcurrentLinkedQueue<>();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final WebhookRelay relay = new WebhookRelay(outbox);

    @BeforeEach
    void fill() {
        when(outbox.lease(anyCollection())).thenAnswer(call -> lease(call.getArgument(0)));
        doAnswer(call -> {
                    var endpoint = call.<Letter>getArgument(0).endpointId();
                    if (endpoint.equals("slow")) {
                        answer.await();
                    }
                    sent.add(endpoint);
                    if (endpoint.equals("broken")) {
                        throw new IllegalStateException("broken");
                    }
                    return null;
                })
                .when(outbox)
                .send(any());
    }

    @AfterEach
    void stop() {
        answer.countDown();
        relay.stop();
    }

    private synchronized List<Letter> lease(Collection<String> busy) {
        var leased = new ArrayList<Letter>();
        waiting.forEach((endpoint, many) -> {
            var now = busy.contains(endpoint) ? 0 : Math.min(OF_EACH, many);
            for (int i = 0; i < now; i++) {
                leased.add(new Letter(endpoint, null));
            }
            waiting.put(endpoint, many - now);
        });
        return leased;
    }

    private synchronized void write(String endpoint, int many) {
        waiting.put(endpoint, many);
    }

    private long sentTo(String endpoint) {
        return sent.stream().filter(endpoint::equals).count();
    }

    @Test
    void shouldSendTheOthersTheirsWhileOneIsSlowAndOneBreaks() {
        write("slow", 10);
        write("broken", 10);
        write("quick", 100);

        relay.start();

        await(() -> assertThat(sentTo("quick")).isEqualTo(100));
        await(() -> assertThat(sentTo("broken")).isEqualTo(10));
        assertThat(sentTo("slow")).isZero();
        answer.countDown();
        await(() -> assertThat(sentTo("slow")).isEqualTo(10));
    }

    @Test
    void shouldSendWhatIsWrittenLater() {
        relay.start();
        write("quick", 1);
        relay.written(new WebhookEvents.Written());

        await(() -> assertThat(sentTo("quick")).isEqualTo(1));
    }

    @Test
    void shouldGoOnWhenTheDatabaseWasAway() {
        when(outbox.lease(anyCollection()))
                .thenThrow(new IllegalStateException("away"))
                .thenAnswer(call -> lease(call.getArgument(0)));
        write("quick", 1);

        relay.start();

        await(() -> assertThat(sentTo("quick")).isEqualTo(1));
    }

    private static void await(org.awaitility.core.ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }
}
