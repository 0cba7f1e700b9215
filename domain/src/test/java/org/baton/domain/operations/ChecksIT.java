package org.baton.domain.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baton.domain.support.OrderBuilder.anOrder;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.OrderId;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.FulfilmentStatus;
import org.baton.domain.fulfilment.Task;
import org.baton.domain.inventory.RejectionReason;
import org.baton.domain.payment.Payments;
import org.baton.domain.support.DomainIT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Each check is silent about books that are in order, and finds its own kind of disorder. */
class ChecksIT extends DomainIT {

    private static final Duration GRACE = Duration.ofMinutes(5);
    private static final long INSTANCE = 4711;

    @Autowired
    private Checks checks;

    @Autowired
    private Payments payments;

    @ParameterizedTest
    @EnumSource(
            names = {"LEFT_OVERS", "MESSAGES", "COMMANDS", "TIMERS"},
            mode = EnumSource.Mode.EXCLUDE)
    void shouldFindNothingWhenAnOrderIsOnItsWay(Check check) {
        var f = conducted(atWarehouse(3));
        assertThat(payments.authorise(f.orderId())).isTrue();

        assertClean(check);

        progress.shipped(f.id(), "post", "T-1", "dc");
        payments.capture(f.id());

        assertClean(check);
    }

    @ParameterizedTest
    @EnumSource(names = {"STOCK_LEDGER", "RESERVATIONS", "HELD_UNITS", "ORDER_LINES", "CAPTURES", "TASKS"})
    void shouldFindNothingWhenSomeWasHandedOverAndTheRestWaits(Check check) {
        var f = conducted(atStore(3, 1));
        assertThat(payments.authorise(f.orderId())).isTrue();
        progress.step(f.id(), FulfilmentStatus.READY_FOR_PICKUP, "ada");
        storeTasks.open(new Task.Job(7, 7, 1, "hand-over", "Hand over", f.id(), null, null));
        var task = tasks.openOf(f.id(), "hand-over").orElseThrow();
        var some = List.of(Map.of("sku", "SKU-1", "quantity", 2));
        var ignored = storeTasks.complete(task, Map.of("idChecked", true, "taken", some), "ada");

        assertClean(check);

        assertThat(progress.returnedToStock(f.id())).isFalse();
        payments.capture(f.id());
        assertClean(check);
    }

    private void assertClean(Check check) {
        clock.advance(GRACE.plusSeconds(1));
        var result = checks.run(check, GRACE);
        assertThat(result.findings()).isEmpty();
        assertThat(result.found()).isZero();
        if (check != Check.TASKS) {
            assertThat(result.looked()).isPositive();
        }
    }

    @Test
    void shouldFindAStockRowThatIsNotTheSumOfItsMovements() {
        var f = atWarehouse(3);
        // The database itself refuses this, unless its own guard is asleep.
        jdbc.sql("alter table stock disable trigger stock_counters_follow").update();
        wrong("update stock set on_hand = on_hand + 1 where node_id = 'dc-1'");
        jdbc.sql("alter table stock enable trigger stock_counters_follow").update();
        assertFound(
                Check.STOCK_LEDGER, "dc-1/SKU-1", "on hand 101, reserved 3, damaged 0; its movements say 100, 3, 0");

        wrong("update reservation set quantity = 2 where fulfilment_id = '" + f.id() + "'");
        assertFound(Check.RESERVATIONS, "dc-1/SKU-1", "reserved 3; its reservations hold 2");
        assertFound(Check.HELD_UNITS, f.id().value(), "ALLOCATED, line 1: holds 2 units, should hold 3");
    }

    @Test
    void shouldFindAnEndedFulfilmentThatHoldsStock() {
        var f = atWarehouse(3);
        wrong("update fulfilment set status = 'RETURNED_TO_STOCK'");
        assertFound(Check.HELD_UNITS, f.id().value(), "RETURNED_TO_STOCK, line 1: holds 3 units, should hold 0");
        assertFound(
                Check.ORDER_LINES,
                f.orderId() + "/1",
                "allocated 3 and fulfilled 0 units; its fulfilments say 0 and 0");
    }

    @Test
    void shouldFindAnOrderThatEndedWithUnitsOpen() {
        var f = atWarehouse(3);
        wrong("update orders set status = 'FULFILLED'");
        assertFound(
                Check.ORDER_STATUS, f.orderId().value(), "is FULFILLED with 3 units neither fulfilled nor cancelled");
    }

    @Test
    void shouldFindGoodsThatLeftWithoutACaptureAndACaptureTooMuch() {
        var f = atWarehouse(3);
        assertThat(payments.authorise(f.orderId())).isTrue();
        progress.shipped(f.id(), "post", "T-1", "dc");
        assertFound(Check.CAPTURES, f.id().value(), "SHIPPED, captured 0 times");

        payments.capture(f.id());
        wrong("update payment_entry set amount_minor = amount_minor + 1 where kind = 'CAPTURE'");
        assertThat(found(Check.CAPTURES).findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.subject()).isEqualTo(f.orderId().value()));
    }

    @Test
    void shouldFindACancelledOrderWhoseMoneyIsStillHeld() {
        var f = atWarehouse(3);
        assertThat(payments.authorise(f.orderId())).isTrue();
        var ignored = lifecycle.requestCancel(f.orderId(), "changed my mind", "test");
        progress.cancelled(f.id());
        lifecycle.cancel(f.orderId());
        assertFound(
                Check.VOIDS,
                f.orderId().value(),
                held("CANCELLED", order(f.orderId()).total().minor()));

        payments.voidPayment(f.orderId());
        assertThat(found(Check.VOIDS).found()).isZero();
    }

    @Test
    void shouldFindAnOrderThatEndedWithLessThanWasSecured() {
        var f = atWarehouse(3);
        assertThat(payments.authorise(f.orderId())).isTrue();
        assertThat(progress.giveBack(f.id(), Map.of(1, 1), RejectionReason.DAMAGED, "dc"))
                .isEqualTo(2);
        lifecycle.cancelBackorder(f.orderId());
        progress.shipped(f.id(), "post", "T-1", "dc");
        payments.capture(f.id());
        assertThat(found(Check.VOIDS).found()).as("it is on its way").isZero();

        progress.delivered(f.id(), "post");
        var captured = provider.done("capture").getFirst().minor();
        var rest = order(f.orderId()).total().minor() - captured;
        assertFound(Check.VOIDS, f.orderId().value(), held("FULFILLED", rest));

        payments.voidPayment(f.orderId());
        assertThat(found(Check.VOIDS).found()).isZero();
    }

    private static String held(String status, long minor) {
        return status + ", but " + minor + " minor units of its authorisation were neither captured nor let go";
    }

    @Test
    void shouldFindACarrierThatWasNotTold() {
        var f = atWarehouse(3);
        transaction.executeWithoutResult(
                status -> followUps.write("carrier-collected", "ful_1", f.orderId(), new Parcel("ful_1")));
        assertThat(found(Check.COMMANDS).findings())
                .anySatisfy(finding -> assertThat(finding.text()).startsWith("carrier-collected of ful_1 waits since"));
    }

    private record Parcel(String fulfilment) {}

    @Test
    void shouldFindAnOpenTaskOfAnEndedFulfilment() {
        var f = atStore(1, 1);
        jdbc.sql("""
                insert into task (id, job_key, element_instance_key, process_instance_key, kind, title, node_id,
                                  fulfilment_id, order_id, status, created_at)
                values ('tsk_1', 1, 1, 1, 'pick', 'Pick', 'store-1', ?, ?, 'OPEN', now())""").params(f.id().value(), f.orderId().value()).update();
        assertThat(found(Check.TASKS).found()).isZero();

        wrong("update fulfilment set status = 'CANCELLED'");
        assertFound(Check.TASKS, "tsk_1", "pick is open, but fulfilment " + f.id() + " is CANCELLED");
    }

    @Test
    void shouldFindWhatWaitsTooLong() {
        var f = atWarehouse(1);
        assertThat(checks.run(Check.COMMANDS, GRACE).found()).isZero();
        assertThat(checks.run(Check.MESSAGES, GRACE).found()).isZero();

        assertThat(found(Check.COMMANDS).findings())
                .anySatisfy(finding ->
                        assertThat(finding.subject()).isEqualTo(f.orderId().value()));
        assertThat(found(Check.MESSAGES).findings())
                .anySatisfy(
                        finding -> assertThat(finding.text()).startsWith("nothing was planned for order-confirmed"));
    }

    @Test
    void shouldFindAnOpenOrderWhoseProcessIsGoneAndAnEndedOneWhoseProcessIsThere() {
        var f = conducted(atWarehouse(3));
        assertThat(found(Check.PROCESSES))
                .extracting(CheckResult::looked, CheckResult::found)
                .containsExactly(1L, 0L);
        assertThat(found(Check.LEFT_OVERS))
                .extracting(CheckResult::looked, CheckResult::found)
                .containsExactly(0L, 0L);

        engine.ends(INSTANCE);
        assertFound(Check.PROCESSES, f.orderId().value(), "its process 4711 is gone");
        // The order is fulfilled once it ships, but its process has still to hear that it is delivered.
        progress.shipped(f.id(), "post", "T-1", "dc");
        assertFound(Check.PROCESSES, f.orderId().value(), "its process 4711 is gone");

        progress.delivered(f.id(), "post");
        assertThat(found(Check.PROCESSES))
                .extracting(CheckResult::looked, CheckResult::found)
                .containsExactly(0L, 0L);
        assertThat(found(Check.LEFT_OVERS))
                .extracting(CheckResult::looked, CheckResult::found)
                .containsExactly(1L, 0L);
        engine.reset();
        assertFound(Check.LEFT_OVERS, f.orderId().value(), "has ended, but its process 4711 is still there");
    }

    @Test
    void shouldFindAnOrderThatNoProcessTookUp() {
        given("SKU-1");
        var id = accepted(anOrder().withLine("SKU-1", 1));
        assertThat(checks.run(Check.PROCESSES, GRACE).found()).isZero();

        assertFound(Check.PROCESSES, id.value(), "no process has begun");
    }

    private Fulfilment conducted(Fulfilment f) {
        assertThat(lifecycle.screen(new OrderId(f.orderId().value()), INSTANCE)).isPresent();
        return f;
    }

    /** Does what no code of Baton does. */
    private void wrong(String sql) {
        assertThat(jdbc.sql(sql).update()).isPositive();
    }

    private CheckResult found(Check check) {
        clock.advance(GRACE.plusSeconds(1));
        return checks.run(check, GRACE);
    }

    private void assertFound(Check check, String subject, String text) {
        assertThat(found(check).findings()).containsExactly(new Finding(subject, text));
    }
}
