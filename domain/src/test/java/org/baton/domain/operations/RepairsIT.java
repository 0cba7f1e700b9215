package org.baton.domain.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baton.domain.support.OrderBuilder.anOrder;

import java.time.Duration;
import java.util.List;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.Sku;
import org.baton.domain.fulfilment.Task;
import org.baton.domain.inventory.Holds;
import org.baton.domain.notification.NotificationOutbox;
import org.baton.domain.order.OrderStatus;
import org.baton.domain.support.DomainIT;
import org.baton.domain.support.NodeBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Each repair mends its own kind of disorder once, tells the order's history, and leaves good books alone. */
class RepairsIT extends DomainIT {

    private static final Duration GRACE = Duration.ofMinutes(5);

    @Autowired
    private Checks checks;

    @Autowired
    private Holds holds;

    @Autowired
    private NotificationOutbox messages;

    private List<Finding> repaired(Check check) {
        clock.advance(GRACE.plusSeconds(1));
        return checks.repair(check, GRACE);
    }

    private void assertMended(Check check, OrderId order) {
        assertThat(checks.run(check, GRACE).findings()).isEmpty();
        assertThat(repaired(check)).as("a second time").isEmpty();
        assertThat(eventTypes(order)).containsOnlyOnce("books-repaired");
        assertThat(stockOutOfBalance()).isEmpty();
    }

    private void wrong(String sql) {
        assertThat(jdbc.sql(sql).update()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Check.class)
    void shouldChangeNothingWhenAllIsWell(Check check) {
        var f = atStore(2, 1);
        storeTasks.open(new Task.Job(7, 7, 1, "accept", "Accept", f.id(), null, null));
        tellCustomers();
        var before = count("order_event");

        assertThat(repaired(check)).isEmpty();

        assertThat(count("order_event")).isEqualTo(before);
        assertThat(stock("store-1", "SKU-1")).containsExactly(20, 2, 0);
        assertThat(tasks.openOf(f.id(), "accept")).isPresent();
    }

    @Test
    void shouldCloseTheTaskOfAnEndedFulfilment() {
        var f = atStore(1, 1);
        storeTasks.open(new Task.Job(7, 7, 1, "accept", "Accept", f.id(), null, null));
        var task = tasks.openOf(f.id(), "accept").orElseThrow();
        wrong("update fulfilment set status = 'CANCELLED'");

        assertThat(checks.repair(Check.TASKS, GRACE)).as("within the grace").isEmpty();
        assertThat(repaired(Check.TASKS)).containsExactly(new Finding(task.id(), "accept was closed"));

        assertThat(tasks.get(task.id()).status()).isEqualTo(Task.Status.CANCELLED);
        assertMended(Check.TASKS, f.orderId());
    }

    @Test
    void shouldLetGoWhatAnEndedFulfilmentHolds() {
        var f = atWarehouse(3);
        wrong("update fulfilment set status = 'CANCELLED'");

        assertThat(repaired(Check.HELD_UNITS))
                .containsExactly(new Finding(f.id().value(), "CANCELLED: 3 units that it held were let go"));

        assertThat(stock("dc-1", "SKU-1")).containsExactly(100, 0, 0);
        assertMended(Check.HELD_UNITS, f.orderId());
    }

    @Test
    void shouldLeaveUnitsAloneThatLeft() {
        var f = atWarehouse(3);
        wrong("update fulfilment set status = 'SHIPPED'");

        assertThat(repaired(Check.HELD_UNITS)).isEmpty();

        assertThat(checks.run(Check.HELD_UNITS, GRACE).findings())
                .extracting(Finding::subject)
                .containsExactly(f.id().value());
    }

    @Test
    void shouldWriteTheStatusThatFollowsFromTheLines() {
        var f = atWarehouse(3);
        wrong("update orders set status = 'FULFILLED'");

        assertThat(repaired(Check.ORDER_STATUS))
                .containsExactly(new Finding(f.orderId().value(), "was FULFILLED, is IN_FULFILMENT by its lines"));

        assertThat(status(f.orderId())).isEqualTo(OrderStatus.IN_FULFILMENT);
        assertMended(Check.ORDER_STATUS, f.orderId());
    }

    @Test
    void shouldLetTheUnitsOfAnOldCartGo() {
        var f = atWarehouse(1);
        var piece = new Holds.Piece(new NodeId("dc-1"), new Sku("SKU-1"), 4);
        var held = holds.hold(
                new Holds.Cart("prm_1", List.of(piece), 0, clock.instant().plusSeconds(60)));
        assertThat(held).isNotNull();
        assertThat(repaired(Check.HOLDS)).containsExactly(new Finding("prm_1", "its units were let go"));

        assertThat(stock("dc-1", "SKU-1")).containsExactly(100, 1, 0);
        assertThat(checks.run(Check.HOLDS, GRACE).findings()).isEmpty();
        assertThat(fulfilment(new FulfilmentId(f.id().value())).units()).isEqualTo(1);
    }

    @Test
    void shouldHandOverWhatAWrongClockPutOff() {
        given(NodeBuilder.aWarehouse("dc-1"));
        given("SKU-1");
        var order = accepted(anOrder().withLine("SKU-1", 1));
        wrong("update engine_command set due_at = due_at + interval '3 years'");
        wrong("update notification_event set due_at = due_at + interval '3 years'");
        clock.advance(GRACE.plusSeconds(1));
        assertThat(outbox.lease(10, GRACE)).isEmpty();

        assertThat(repaired(Check.COMMANDS))
                .containsExactly(new Finding(order.value(), "order-accepted/" + order + " goes to the engine now"));
        assertThat(repaired(Check.MESSAGES))
                .containsExactly(new Finding(order.value(), "order-confirmed is planned now"));

        assertThat(outbox.lease(10, GRACE)).hasSize(1);
        assertThat(messages.events(50)).hasSize(1);
        assertThat(repaired(Check.COMMANDS)).isEmpty();
    }

    @Test
    void shouldSendOnceWhatItsProcessShouldHaveSent() {
        var f = atWarehouse(1);
        jdbc.sql("""
                insert into notification (key, order_id, message, channel, status, sent_by, cadence_id, due_at, facts,
                                          event, language, created_at, updated_at)
                values (:key, :order, 'order-confirmed', 'EMAIL', 'SCHEDULED', 'cadence', 'x', :due, '{}',
                        'order-confirmed', 'en', now(), now())""")
                .param("key", f.orderId() + "/order-confirmed/email")
                .param("order", f.orderId().value())
                .param("due", java.sql.Timestamp.from(clock.instant()))
                .update();
        assertThat(messages.due(10)).isEmpty();

        assertThat(repaired(Check.MESSAGES))
                .containsExactly(new Finding(f.orderId() + "/order-confirmed/email", "Baton's relay sends it now"));

        assertThat(messages.due(10)).hasSize(1);
        assertThat(repaired(Check.MESSAGES)).as("a second time").isEmpty();
        assertThat(eventTypes(f.orderId())).containsOnlyOnce("books-repaired");
    }
}
