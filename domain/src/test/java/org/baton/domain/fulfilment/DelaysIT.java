package org.baton.domain.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.baton.domain.order.HoldReason;
import org.baton.domain.support.DomainIT;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DelaysIT extends DomainIT {

    /** Half an hour to accept and two hours to pick. */
    private static final Duration PROMISE = Duration.ofMinutes(150);

    @Autowired
    private Delays delays;

    @Test
    void shouldNoteADelayOnceWhenThePromiseHasPassed() {
        var f = atStore(1, 1);
        clock.advance(PROMISE.minusSeconds(1));
        assertThat(delays.note(10)).isZero();

        clock.advance(Duration.ofSeconds(1));
        assertThat(delays.note(10)).isEqualTo(1);
        assertThat(delays.note(10)).isZero();

        assertThat(eventTypes(f.orderId())).containsOnlyOnce("order-delayed");
        assertThat(jdbc.sql("select event from notification_event order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("order-delayed");
    }

    @Test
    void shouldNoteNothingWhenTheNodeHasDoneItsPart() {
        var f = atStore(1, 1);
        progress.step(f.id(), FulfilmentStatus.READY_FOR_PICKUP, "ada");
        clock.advance(PROMISE.multipliedBy(2));

        assertThat(delays.note(10)).isZero();
    }

    @Test
    void shouldNoteNothingWhenTheOrderWaitsForAPersonOrIsBeingCancelled() {
        var held = atStore(1, 1);
        lifecycle.hold(held.orderId(), HoldReason.MANUAL);
        clock.advance(PROMISE);
        assertThat(delays.note(10)).isZero();

        assertThat(lifecycle.requestCancel(held.orderId(), "too late", "ada").cancelRequested())
                .isTrue();
        assertThat(delays.note(10)).isZero();
    }

    @Test
    void shouldNoteTheLongestLateFirstWhenThereAreMany() {
        var first = atWarehouse(1);
        clock.advance(Duration.ofMinutes(1));
        var second = sourced(accepted(org.baton.domain.support.OrderBuilder.anOrder()))
                .getFirst();
        clock.advance(PROMISE);

        assertThat(delays.note(1)).isEqualTo(1);
        assertThat(eventTypes(first.orderId())).contains("order-delayed");
        assertThat(eventTypes(second.orderId())).doesNotContain("order-delayed");
        assertThat(delays.note(1)).isEqualTo(1);
        assertThat(eventTypes(second.orderId())).contains("order-delayed");
    }
}
