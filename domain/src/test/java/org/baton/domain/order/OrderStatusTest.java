package org.baton.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderStatusTest {

    private static final OrderLine WAITING = line(0, 0, 0, false, false);
    private static final OrderLine BACKORDERED = line(0, 0, 0, true, false);
    private static final OrderLine ESCALATED = line(0, 0, 0, false, true);
    private static final OrderLine ALLOCATED = line(2, 0, 0, false, false);
    private static final OrderLine FULFILLED = line(0, 2, 0, false, false);
    private static final OrderLine HALF_FULFILLED = line(1, 1, 0, false, false);
    private static final OrderLine CANCELLED = line(0, 0, 2, false, false);

    @Test
    void shouldFollowFromTheLinesWhenNothingHolds() {
        assertThat(status(WAITING, WAITING)).isEqualTo(OrderStatus.CREATED);
        assertThat(status(WAITING, BACKORDERED)).isEqualTo(OrderStatus.BACKORDERED);
        assertThat(status(BACKORDERED, ALLOCATED)).isEqualTo(OrderStatus.IN_FULFILMENT);
        assertThat(status(ALLOCATED, FULFILLED)).isEqualTo(OrderStatus.PARTIALLY_FULFILLED);
        assertThat(status(BACKORDERED, FULFILLED)).isEqualTo(OrderStatus.BACKORDERED);
        assertThat(status(HALF_FULFILLED)).isEqualTo(OrderStatus.PARTIALLY_FULFILLED);
        assertThat(status(FULFILLED, CANCELLED)).isEqualTo(OrderStatus.FULFILLED);
        assertThat(status(CANCELLED, CANCELLED)).isEqualTo(OrderStatus.CANCELLED);
        assertThat(status(ESCALATED, FULFILLED)).isEqualTo(OrderStatus.ESCALATED);
    }

    @Test
    void shouldBeOnHoldWhenAReasonHoldsAnOpenOrder() {
        assertThat(OrderStatus.derive(HoldReason.MANUAL, false, List.of(ALLOCATED)))
                .isEqualTo(OrderStatus.ON_HOLD);
    }

    @Test
    void shouldBeEndedWhenEveryLineIsSettledWhateverHolds() {
        assertThat(OrderStatus.derive(HoldReason.MANUAL, false, List.of(CANCELLED)))
                .isEqualTo(OrderStatus.CANCELLED);
        assertThat(OrderStatus.derive(HoldReason.MANUAL, false, List.of(FULFILLED)))
                .isEqualTo(OrderStatus.FULFILLED);
    }

    private static OrderStatus status(OrderLine... lines) {
        return OrderStatus.derive(null, false, Arrays.asList(lines));
    }

    private static OrderLine line(int allocated, int fulfilled, int cancelled, boolean back, boolean escalated) {
        return new OrderLine("SKU-1", 2, allocated, fulfilled, cancelled, back, escalated, 100, 0, 0);
    }
}
