package org.baton.domain.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.baton.domain.support.NodeBuilder.aWarehouse;
import static org.baton.domain.support.OrderBuilder.anOrder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.Dispatch;
import org.baton.domain.inventory.StockRelease;
import org.baton.domain.order.OrderLifecycle.Progress;
import org.baton.domain.order.OrderLifecycle.Screened;
import org.baton.domain.order.ScreeningRules.Verdict;
import org.baton.domain.support.DomainIT;
import org.baton.domain.support.Race;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class OrderLifecycleIT extends DomainIT {

    @Autowired
    private Dispatch dispatch;

    @Autowired
    private StockRelease stockRelease;

    @BeforeEach
    void network() {
        given(aWarehouse("dc-1"));
        given("SKU-1", "SKU-2");
        counted("dc-1", "SKU-1", 10);
    }

    @Test
    void shouldBelongToOneProcessWhenItsStartIsHandedOverTwice() {
        var id = accepted(anOrder());

        assertThat(lifecycle.screen(id, 7)).isPresent();
        assertThat(lifecycle.screen(id, 7)).isPresent();
        assertThat(lifecycle.screen(id, 8)).isEmpty();
        assertThat(order(id).processInstanceKey()).isEqualTo(7);
    }

    @Test
    void shouldReadAnOrderAsItIsWhenItsLockIsGot() {
        var id = accepted(anOrder());

        var waiting = Objects.requireNonNull(transaction.execute(status -> {
            lifecycle.hold(id, HoldReason.MANUAL);
            var next = CompletableFuture.supplyAsync(() -> transaction.execute(other -> orders.lock(id)));
            await().until(() -> jdbc.sql("select exists (select from pg_locks where not granted)")
                    .query(Boolean.class)
                    .single());
            return next;
        }));

        assertThat(waiting.join())
                .satisfies(locked -> assertThat(locked.holdReason()).isEqualTo(HoldReason.MANUAL));
    }

    @Test
    void shouldAskTheTableOnceWhenScreeningIsRepeated() {
        var id = accepted(anOrder());

        var first = screen(id);
        rules.screenAs(Verdict.REJECT, null);
        var second = screen(id);

        assertThat(first)
                .isEqualTo(new Screened(
                        Verdict.ACCEPT, Duration.ofDays(3), order(id).acceptedAt()));
        assertThat(second).isEqualTo(first);
        assertThat(rules.screenings()).isEqualTo(1);
        assertThat(eventTypes(id)).containsOnlyOnce("order-screened");
    }

    @Test
    void shouldHoldWhenScreeningSaysSo() {
        var id = held(HoldReason.HIGH_RISK_OF_FRAUD);

        assertThat(status(id)).isEqualTo(OrderStatus.ON_HOLD);
        assertThat(order(id).holdReason()).isEqualTo(HoldReason.HIGH_RISK_OF_FRAUD);
        assertThat(screen(id).verdict()).isEqualTo(Verdict.HOLD);
    }

    @Test
    void shouldRememberWhyWhenScreeningRejects() {
        rules.screenAs(Verdict.REJECT, null);
        var id = accepted(anOrder());

        assertThat(screen(id).verdict()).isEqualTo(Verdict.REJECT);
        assertThat(order(id).cancelRequested()).isTrue();
        assertThat(order(id).cancelReason()).isEqualTo("Refused by screening: the only row");
    }

    @Test
    void shouldGoOnWhenAHoldIsReleased() {
        var id = held(HoldReason.MANUAL);

        var released = lifecycle.release(id, "ada");

        assertThat(released.status()).isEqualTo(OrderStatus.CREATED);
        assertThat(commands()).contains("order-released/" + id + "/" + released.version());
        assertThat(screen(id).verdict()).isEqualTo(Verdict.ACCEPT);
        assertRefused("order-not-held", () -> lifecycle.release(id, "ada"));
    }

    @Test
    void shouldTellTheProcessTwiceWhenTwoHoldsAreReleased() {
        var id = held(HoldReason.MANUAL);
        lifecycle.release(id, "ada");
        lifecycle.hold(id, HoldReason.AWAITING_PAYMENT);
        lifecycle.release(id, "ada");

        assertThat(commands()).filteredOn(c -> c.startsWith("order-released/")).hasSize(2);
    }

    @Test
    void shouldChangeNothingWhenItIsHeldAgainForTheSameReason() {
        var id = held(HoldReason.MANUAL);
        lifecycle.hold(id, HoldReason.MANUAL);

        assertThat(eventTypes(id)).containsOnlyOnce("order-held");
    }

    @Test
    void shouldAskOnceWhenCancelIsRequestedTwice() {
        var id = accepted(anOrder());
        var first = lifecycle.requestCancel(id, "changed my mind", "ada");
        var second = lifecycle.requestCancel(id, "really", "ada");

        assertThat(second.cancelReason()).isEqualTo("changed my mind");
        assertThat(second.version()).isEqualTo(first.version());
        assertThat(eventTypes(id)).containsOnlyOnce("order-cancel-requested");
        assertThat(commands()).containsOnlyOnce("order-cancel-requested/" + id);
    }

    @Test
    void shouldRefuseCancelWhenAPartHasLeft() {
        var id = accepted(anOrder().withLine("SKU-1", 2).withLine("SKU-2", 1));
        progress.shipped(sourced(id).getFirst().id(), "post", "T-1", "dc");

        assertThat(status(id)).isEqualTo(OrderStatus.BACKORDERED);
        assertRefused("order-partly-fulfilled", () -> lifecycle.requestCancel(id, "late", "ada"));
    }

    @Test
    void shouldRefuseCancelWhenTheOrderHasEnded() {
        var id = accepted(anOrder());
        lifecycle.cancel(id);

        assertThat(status(id)).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order(id).completedAt()).isEqualTo(clock.instant());
        assertThat(lifecycle.requestCancel(id, "again", "ada").status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(eventTypes(id)).contains("order-cancelled").doesNotContain("order-cancel-requested");
    }

    @Test
    void shouldRefuseReleaseWhenTheOrderIsBeingCancelled() {
        var id = held(HoldReason.MANUAL);
        lifecycle.requestCancel(id, "changed my mind", "ada");

        assertRefused("order-ended", () -> lifecycle.release(id, "ada"));
    }

    @Test
    void shouldUndoEverythingWhenAnAllocatedOrderIsCancelled() {
        var id = accepted(anOrder().withLine("SKU-1", 4));
        var fulfilment = sourced(id).getFirst();
        lifecycle.requestCancel(id, "changed my mind", "ada");

        for (int time = 0; time < 2; time++) {
            dispatch.cancelAll(id);
            stockRelease.release(id, "order cancelled");
            lifecycle.cancel(id);
        }

        assertThat(status(id)).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order(id).lines().get(1).cancelled()).isEqualTo(4);
        assertThat(stock("dc-1", "SKU-1")).containsExactly(10, 0, 0);
        assertThat(stockOutOfBalance()).isEmpty();
        assertThat(warehouse.cancelled()).contains(fulfilment.id());
        assertThat(eventTypes(id)).containsOnlyOnce("fulfilment-cancelled").containsOnlyOnce("order-cancelled");
    }

    @Test
    void shouldEitherShipOrCancelWhenBothComeAtOnce() throws Exception {
        counted("dc-1", "SKU-1", 100);
        var tasks = new ArrayList<Callable<String>>();
        var ids = new ArrayList<OrderId>();
        for (int i = 0; i < 8; i++) {
            var id = accepted(anOrder().withLine("SKU-1", 1));
            var fulfilment = sourced(id).getFirst().id();
            ids.add(id);
            tasks.add(() -> outcome("ship", () -> progress.shipped(fulfilment, "post", "T", "dc")));
            tasks.add(() -> outcome("cancel", () -> lifecycle.requestCancel(id, "late", "ada")));
        }

        var outcomes = Race.run(tasks);

        for (int i = 0; i < ids.size(); i++) {
            var shipped = outcomes.get(2 * i).equals("ship");
            var cancelled = outcomes.get(2 * i + 1).equals("cancel");
            assertThat(shipped).isNotEqualTo(cancelled);
            var order = order(ids.get(i));
            assertThat(order.cancelRequested()).isEqualTo(cancelled);
            assertThat(order.lines().get(1).fulfilled()).isEqualTo(shipped ? 1 : 0);
        }
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldSayWhetherTheProcessMayEndWhenItAsks() {
        var id = accepted(anOrder().withLine("SKU-1", 2).withLine("SKU-2", 1));
        assertThat(lifecycle.complete(id).progress()).isEqualTo(Progress.WAITING);

        progress.shipped(sourced(id).getFirst().id(), "post", "T-1", "dc");
        assertThat(lifecycle.complete(id).progress()).isEqualTo(Progress.WAITING);

        lifecycle.cancelBackorder(id);
        assertThat(lifecycle.complete(id).progress()).isEqualTo(Progress.SETTLED);
        assertThat(status(id)).isEqualTo(OrderStatus.FULFILLED);
        lifecycle.cancelBackorder(id);
        assertThat(eventTypes(id)).containsOnlyOnce("backorder-cancelled").containsOnlyOnce("order-fulfilled");
    }

    @Test
    void shouldSayNotFoundWhenThereIsNoSuchOrder() {
        assertThatThrownBy(() -> screen(new OrderId("ord_none"))).isInstanceOf(NotFoundException.class);
    }

    private OrderId held(HoldReason reason) {
        rules.screenAs(Verdict.HOLD, reason);
        var id = accepted(anOrder());
        var ignored = screen(id);
        return id;
    }

    private static String outcome(String word, Runnable action) {
        try {
            action.run();
            return word;
        } catch (RefusedException e) {
            return e.code();
        }
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
