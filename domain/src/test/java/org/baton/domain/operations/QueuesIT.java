package org.baton.domain.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baton.domain.support.OrderBuilder.anOrder;

import java.time.Duration;
import org.baton.domain.operations.Queues.Name;
import org.baton.domain.operations.Queues.Queue;
import org.baton.domain.order.HoldReason;
import org.baton.domain.support.DomainIT;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class QueuesIT extends DomainIT {

    @Autowired
    private Queues queues;

    @Test
    void shouldTellHowManyWaitAndForHowLongWhenAnOrderIsHeld() {
        assertThat(queues.now())
                .hasSize(Name.values().length)
                .allSatisfy(queue -> assertThat(queue).isEqualTo(new Queue(queue.name(), 0, Duration.ZERO)));

        given("SKU-1");
        var id = accepted(anOrder().withLine("SKU-1", 1));
        lifecycle.hold(id, HoldReason.MANUAL);
        var placed = order(id).placedAt();
        clock.advance(Duration.ofMinutes(2));

        assertThat(queues.now())
                .contains(new Queue(Name.COMMANDS, 1, Duration.ofMinutes(2)))
                .contains(new Queue(Name.HOLDS, 1, Duration.between(placed, clock.instant())));
    }
}
