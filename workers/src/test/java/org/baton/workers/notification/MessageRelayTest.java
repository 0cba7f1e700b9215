package org.baton.workers.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.baton.domain.common.OrderId;
import org.baton.domain.notification.DueMessage;
import org.baton.domain.notification.NotificationEvents.Written;
import org.baton.domain.notification.NotificationOutbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The relay on an outbox that holds its messages in memory. */
class MessageRelayTest {

    private static final int SENDERS = 4;
    private static final OrderId ORDER = new OrderId("ord_1");
    private static final Written EVENT = new Written(7, ORDER);

    private final NotificationOutbox outbox = mock();
    private final ConcurrentLinkedQueue<String> waiting = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> sent = new ConcurrentLinkedQueue<>();
    private MessageRelay relay;

    @BeforeEach
    void fill() {
        when(outbox.senders()).thenReturn(SENDERS);
        when(outbox.due(anyInt()))
                .thenAnswer(call ->
                        waiting.stream().limit(call.<Integer>getArgument(0)).toList());
        doAnswer(call -> take(call.getArgument(0))).when(outbox).send(anyString());
        relay = new MessageRelay(outbox);
    }

    @AfterEach
    void stop() {
        relay.stop();
    }

    /** What was sent already is not sent again, as in the database. */
    private Object take(String key) {
        if (waiting.remove(key)) {
            sent.add(key);
        }
        return null;
    }

    @Test
    void shouldSendEachOnceAndNoMoreThanItsPlacesAtATime() {
        var onTheirWay = new AtomicInteger();
        var most = new AtomicInteger();
        doAnswer(call -> {
                    var ignored = most.accumulateAndGet(onTheirWay.incrementAndGet(), Math::max);
                    Thread.yield();
                    take(call.getArgument(0));
                    return onTheirWay.decrementAndGet();
                })
                .when(outbox)
                .send(anyString());
        var all = keys(500);
        waiting.addAll(all);

        relay.start();

        await(() -> assertThat(sent).containsExactlyInAnyOrderElementsOf(all));
        assertThat(most.get()).isBetween(1, SENDERS);
    }

    @Test
    void shouldSendTheOthersWhenOneHangsAndOneBreaks() {
        var answer = new CountDownLatch(1);
        doAnswer(call -> {
                    var key = call.<String>getArgument(0);
                    if (key.equals("key-0")) {
                        answer.await();
                    }
                    take(key);
                    if (key.equals("key-1")) {
                        throw new IllegalStateException("broken");
                    }
                    return null;
                })
                .when(outbox)
                .send(anyString());
        waiting.addAll(keys(20));

        relay.start();

        await(() -> assertThat(sent).hasSize(19).doesNotContain("key-0"));
        answer.countDown();
        await(() -> assertThat(sent).hasSize(20).doesNotHaveDuplicates());
    }

    @Test
    void shouldPlanAndSendWhenAnEventIsWritten() {
        relay.start();
        waiting.add("key-1");

        relay.written(EVENT);

        await(() -> assertThat(sent).containsExactly("key-1"));
    }

    @Test
    void shouldSendWhatAnEventBringsWithoutLookingForIt() {
        var message = new DueMessage("key-1", null);
        when(outbox.plan(List.of(EVENT))).thenReturn(List.of(message));
        doAnswer(call -> sent.add(message.key())).when(outbox).send(message);
        relay.start();

        relay.written(EVENT);

        await(() -> assertThat(sent).containsExactly("key-1"));
        verify(outbox, never()).send("key-1");
    }

    @Test
    void shouldSendWhatAnEventBringsThatNobodyToldItOf() {
        var message = new DueMessage("key-1", null);
        when(outbox.events(anyInt())).thenReturn(List.of(EVENT)).thenReturn(List.of());
        when(outbox.plan(List.of(EVENT))).thenReturn(List.of(message));
        doAnswer(call -> sent.add(message.key())).when(outbox).send(message);

        relay.start();

        await(() -> assertThat(sent).containsExactly("key-1"));
    }

    @Test
    void shouldLookForTheEventsThatItCouldNotRemember() {
        IntStream.range(0, 5_000).forEach(i -> relay.written(new Written(i, ORDER)));

        relay.start();

        await(() -> verify(outbox, times(20)).plan(argThat(ids -> ids.size() == 50)));
        await(() -> verify(outbox, atLeast(2)).events(anyInt()));
    }

    @Test
    void shouldGoOnWhenTheDatabaseWasAway() {
        when(outbox.events(anyInt()))
                .thenThrow(new IllegalStateException("away"))
                .thenReturn(List.of());
        waiting.add("key-1");

        relay.start();

        await(() -> assertThat(sent).containsExactly("key-1"));
    }

    @Test
    void shouldSendNothingMoreWhenStopped() {
        relay.start();
        assertThat(relay.isRunning()).isTrue();
        relay.stop();
        waiting.add("key-1");
        relay.written(EVENT);

        assertThat(relay.isRunning()).isFalse();
        assertThat(sent).isEmpty();
    }

    private static List<String> keys(int many) {
        return new ArrayList<>(
                IntStream.range(0, many).mapToObj(i -> "key-" + i).toList());
    }

    private static void await(org.awaitility.core.ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }
}
