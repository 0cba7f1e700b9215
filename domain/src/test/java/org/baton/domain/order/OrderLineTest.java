package org.baton.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OrderLineTest {

    @Property
    void shouldAddUpExactlyWhenALineIsChargedInParts(
            @ForAll @LongRange(min = 0, max = 100_000) long price,
            @ForAll @IntRange(min = 0, max = 100) int discountPercent,
            @ForAll @LongRange(min = 0, max = 100_000) long tax,
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 50) Integer> parts) {
        var quantity = parts.stream().mapToInt(i -> i).sum();
        var line = line(quantity, price, price * quantity * discountPercent / 100, tax);

        long charged = 0;
        int before = 0;
        for (var units : parts) {
            var part = line.partMinor(before, units);
            assertThat(part).isNotNegative();
            charged += part;
            before += units;
        }

        assertThat(charged).isEqualTo(line.totalMinor());
    }

    @Test
    void shouldWaitForSourcingWhenUnitsAreInNoCounter() {
        var line = new OrderLine("SKU-1", 10, 3, 2, 1, false, false, 100, 0, 0);

        assertThat(line.toSource()).isEqualTo(4);
        assertThat(line.unsettled()).isEqualTo(7);
    }

    @Test
    void shouldDeriveItsStatusWhenUnitsMove() {
        assertThat(status(0, 0, 0, false, false)).isEqualTo(LineStatus.CREATED);
        assertThat(status(0, 0, 0, true, false)).isEqualTo(LineStatus.BACKORDERED);
        assertThat(status(0, 0, 0, false, true)).isEqualTo(LineStatus.ESCALATED);
        assertThat(status(1, 1, 0, true, false)).isEqualTo(LineStatus.IN_FULFILMENT);
        assertThat(status(0, 1, 1, false, false)).isEqualTo(LineStatus.FULFILLED);
        assertThat(status(0, 0, 2, false, false)).isEqualTo(LineStatus.CANCELLED);
    }

    private static LineStatus status(int allocated, int fulfilled, int cancelled, boolean back, boolean escalated) {
        return new OrderLine("SKU-1", 2, allocated, fulfilled, cancelled, back, escalated, 100, 0, 0).status();
    }

    private static OrderLine line(int quantity, long price, long discount, long tax) {
        return new OrderLine("SKU-1", quantity, 0, 0, 0, false, false, price, discount, tax);
    }
}
