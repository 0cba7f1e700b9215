package org.baton.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UnderWayTest {

    @Test
    void shouldWaitForWhatIsUnderWay() throws InterruptedException {
        var underWay = new UnderWay(3);
        var begun = new CountDownLatch(1);
        var ended = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            underWay.start(() -> {
                try {
                    begun.await();
                    ended.incrementAndGet();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        begun.countDown();
        underWay.arrive();
        assertThat(ended).hasValue(3);
    }

    @Test
    void shouldGiveThePlaceOfWorkThatBrokeToTheNext() throws InterruptedException {
        var underWay = new UnderWay(1);
        var ended = new AtomicInteger();
        underWay.start(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, broken) -> {});
            throw new IllegalStateException("broken");
        });
        underWay.start(ended::incrementAndGet);
        underWay.arrive();
        underWay.start(ended::incrementAndGet);
        underWay.arrive();
        assertThat(ended).hasValue(2);
    }
}
