package org.baton.domain.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baton.domain.support.NodeBuilder.aStore;
import static org.baton.domain.support.NodeBuilder.aWarehouse;
import static org.baton.domain.support.OrderBuilder.anOrder;
import static org.baton.domain.support.StrategyBuilder.aStrategy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.engine.EngineCommand;
import org.baton.domain.fulfilment.CourierTrips;
import org.baton.domain.fulfilment.Dispatch;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.Task;
import org.baton.domain.fulfilment.TaskBook;
import org.baton.domain.incident.Incident;
import org.baton.domain.incident.Incidents;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.order.OrderRequest.DeliveryRequest;
import org.baton.domain.payment.Payments;
import org.baton.domain.support.DomainIT;
import org.baton.domain.support.OrderBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a process finds that was started in the place of one that was lost, step by step. */
class ResumptionIT extends DomainIT {

    private static final long OLD = 4711;
    private static final long NEW = 4712;
    private static final Duration GRACE = Duration.ofMinutes(5);

    @Autowired
    private EngineGenerations generations;

    @Autowired
    private Resumption resumption;

    @Autowired
    private Payments payments;

    @Autowired
    private Dispatch dispatch;

    @Autowired
    private CourierTrips trips;

    @Autowired
    private Incidents incidents;

    @BeforeEach
    void firstEngine() {
        jdbc.sql("truncate engine_generation, lost_cadence").update();
        assertThat(generations.begin()).isFalse();
    }

    /** The order's process lives, and has come to where it sources. */
    private Fulfilment conducted(Fulfilment f) {
        assertThat(payments.authorise(f.orderId())).isTrue();
        assertThat(lifecycle.screen(f.orderId(), OLD)).isPresent();
        handedOver();
        return f;
    }

    /** The engine has every command. */
    private void handedOver() {
        jdbc.sql("delete from engine_command").update();
    }

    private Resumption.Part resumed(boolean trial) {
        clock.advance(GRACE.plusSeconds(1));
        return resumption.resume("", 100, GRACE, trial, "ada");
    }

    private OrderId resumed(Fulfilment f) {
        engine.ends(OLD);
        assertThat(resumed(false).resumed()).containsExactly(f.orderId());
        handedOver();
        assertThat(lifecycle.screen(f.orderId(), NEW)).isPresent();
        return f.orderId();
    }

    private List<Fulfilment> sourcedAgain(OrderId order) {
        return allocation.allocate(order, order + "/1").fulfilments();
    }

    private Task handedOut(Fulfilment f, String kind, long key) {
        storeTasks.open(new Task.Job(key, key, 1, kind, "The " + kind, f.id(), null, null));
        return tasks.page(new TaskBook.Filter(null, kind, f.id(), null, false), "", 100)
                .getLast();
    }

    private void does(Fulfilment f, String kind, long key, Map<String, Object> entered) {
        var ignored = storeTasks.complete(handedOut(f, kind, key), entered, "ada");
    }

    private Stream<String> completions() {
        return jdbc
                .sql("select message_id || ' ' || variables from engine_command where kind = 'job-completion'")
                .query((rs, n) -> rs.getString(1))
                .stream();
    }

    @Test
    void shouldForgetTheKeysOfAnEngineThatWasReplaced() {
        var f = conducted(atStore(1, 1));
        var task = handedOut(f, "accept", 7);
        var told = new Incident.Told(
                9, 7L, OLD, OLD, "order-lifecycle", "Task", "JOB_NO_RETRIES", "down", clock.instant());
        incidents.created(told);
        transaction.executeWithoutResult(status -> outbox.write(new EngineCommand.JobCompletion(8, Map.of())));

        assertThat(generations.begin()).as("the same engine").isFalse();
        engine.isReplaced();
        assertThatThrownBy(() -> resumed(false))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo("engine-replaced"));
        assertThat(generations.begin()).isTrue();

        assertThat(order(f.orderId()).processInstanceKey()).isNull();
        assertThat(completions()).isEmpty();
        assertThat(incidents.page(null, Incident.Status.OPEN, "", 10)).isEmpty();
        var ignored = storeTasks.complete(task, Map.of(), "ada");
        assertThat(completions()).as("nobody waits for it").isEmpty();
        incidents.created(told);
        assertThat(incidents.page(null, Incident.Status.OPEN, "", 10))
                .as("another one with a key that was used before")
                .hasSize(1);
    }

    @Test
    void shouldResumeOnceAndOnlyWhoseProcessIsGone() {
        var f = conducted(atWarehouse(2));
        assertThat(resumed(false).resumed()).isEmpty();

        engine.ends(OLD);
        assertThat(resumed(true).resumed()).containsExactly(f.orderId());
        assertThat(commands()).isEmpty();
        assertThat(resumed(false).resumed()).containsExactly(f.orderId());

        assertThat(commands()).containsExactly("order-accepted/" + f.orderId() + "/1");
        assertThat(resumed(false).resumed()).as("its start is on its way").isEmpty();
        handedOver();
        assertThat(resumption.resume("", 100, GRACE, false, "ada").resumed())
                .as("resumed within the grace")
                .hasSizeLessThanOrEqualTo(1);
        assertThat(eventTypes(f.orderId())).contains("order-resumed");
    }

    @Test
    void shouldFindItsFulfilmentsAgainAndReserveNothingTwice() {
        var f = conducted(atWarehouse(2));
        dispatch.releaseToWarehouse(f.id());
        var order = resumed(f);

        assertThat(payments.authorise(order)).isTrue();
        assertThat(sourcedAgain(order)).extracting(Fulfilment::id).containsExactly(f.id());
        assertThat(sourcedAgain(order)).as("a repeated step").hasSize(1);
        assertThat(allocation.allocate(order, order + "/2").fulfilments())
                .as("the next step")
                .isEmpty();
        dispatch.releaseToWarehouse(f.id());

        assertThat(stock("dc-1", "SKU-1")).containsExactly(100, 2, 0);
        assertThat(count("payment_entry")).isEqualTo(1);
        assertThat(eventTypes(order)).containsOnlyOnce("fulfilment-released");
    }

    @Test
    void shouldTellThePartsAgainWhatTheyHadHeard() {
        var f = conducted(atWarehouse(2));
        progress.shipped(f.id(), "post", "T-1", "dc");
        progress.delivered(f.id(), "post");
        handedOver();
        engine.ends(OLD);

        assertThat(resumed(false).resumed()).as("it was not charged yet").containsExactly(f.orderId());

        assertThat(commands()).contains("fulfilment-shipped/" + f.id() + "/1", "fulfilment-delivered/" + f.id() + "/1");
        assertThat(sourcedAgain(f.orderId())).extracting(Fulfilment::id).containsExactly(f.id());
        payments.capture(f.id());
        handedOver();
        assertThat(resumed(false).resumed()).as("it was charged").isEmpty();
    }

    @Test
    void shouldCancelOnWhenItWasBeingCancelled() {
        var f = conducted(atWarehouse(2));
        var ignored = lifecycle.requestCancel(f.orderId(), "changed my mind", "ada");
        handedOver();
        engine.ends(OLD);

        assertThat(resumed(false).resumed()).hasSize(1);

        assertThat(commands()).contains("order-cancel-requested/" + f.orderId() + "/1");
        assertThat(payments.authorise(f.orderId())).isTrue();
        assertThat(sourcedAgain(f.orderId())).extracting(Fulfilment::id).containsExactly(f.id());
    }

    @Test
    void shouldDoAtOnceWhatWasDoneAndGoOnWithWhatWasBegun() {
        var f = conducted(atStore(1, 1));
        does(f, "accept", 1, Map.of());
        does(f, "gift-wrap", 2, Map.of("paper", "red"));
        var begun = storeTasks.claim(handedOut(f, "pick", 3).id(), "bob");
        var order = resumed(f);
        assertThat(sourcedAgain(order)).hasSize(1);

        // The new engine counts from the beginning again.
        for (int times = 0; times < 2; times++) {
            handedOut(f, "accept", 2);
            handedOut(f, "gift-wrap", 3);
        }
        assertThat(completions()).containsExactlyInAnyOrder("2 {\"linesLeft\": true}", "3 {\"paper\": \"red\"}");
        var again = handedOut(f, "pick", 1);

        assertThat(again.id()).isEqualTo(begun.id());
        assertThat(again.claimedBy()).isEqualTo("bob");
        var ignored = storeTasks.complete(again, Map.of(), "bob");
        assertThat(completions()).contains("1 {\"linesLeft\": true}");
        assertThat(handedOut(f, "pack", 5).status()).isEqualTo(Task.Status.OPEN);
    }

    @Test
    void shouldNotWaitForAStepThatNobodyWillDoAnyMore() {
        var f = conducted(atStore(1, 1));
        does(f, "accept", 1, Map.of());
        does(f, "pick", 2, Map.of());
        does(f, "pack", 3, Map.of());
        var some = List.of(Map.of("sku", "SKU-1", "quantity", 1));
        does(f, "hand-over", 4, Map.of("idChecked", true, "taken", some));
        assertThat(progress.returnedToStock(f.id())).as("the rest").isFalse();
        var order = resumed(f);
        assertThat(sourcedAgain(order)).hasSize(1);

        assertThat(handedOut(f, "hand-over", 9).status()).isEqualTo(Task.Status.CANCELLED);

        assertThat(completions()).contains("9 {}");
    }

    @Test
    void shouldTakeTheCouriersTripsOverOneByOne() {
        given(aStore("store-1"));
        given("SKU-1");
        counted("store-1", "SKU-1", 20);
        rules.sourceBy(aStrategy().preferring(NodeType.STORE));
        var today = new DeliveryRequest("same-day", null, null, OrderBuilder.address("60606"));
        var f = conducted(sourced(accepted(anOrder().delivered(today).withLine("SKU-1", 1)))
                .getFirst());
        dispatch.dispatchCourier(f.id(), "1");
        does(f, "courier", 1, Map.of());
        trips.failed(f.id(), 1, "nobody-there", "courier");
        dispatch.dispatchCourier(f.id(), "2");
        handedOver();
        engine.ends(OLD);
        assertThat(resumed(false).resumed()).hasSize(1);
        assertThat(commands()).contains("fulfilment-delivery-failed/" + f.id() + "/1/1");
        assertThat(sourcedAgain(f.orderId())).hasSize(1);

        for (var step : List.of("1", "1", "2", "2")) {
            dispatch.dispatchCourier(f.id(), step);
        }
        assertThat(courier.booked()).hasSize(2);
        does(f, "take-back", 7, Map.of());
        handedOut(f, "courier", 8);
        assertThat(handedOut(f, "courier", 9).status()).isEqualTo(Task.Status.OPEN);
    }

    @Test
    void shouldStartCadencesAgainThatTheEngineLost() {
        var f = conducted(atWarehouse(1));
        jdbc.sql("""
                insert into notification (key, order_id, message, channel, status, sent_by, cadence_id, due_at, facts,
                                          created_at, updated_at)
                select k, :order, 'feedback', k, s, 'cadence', :order || '/x', :due, '{}', now(), now()
                from (values ('EMAIL', 'SENT'), ('SMS', 'SCHEDULED')) as v(k, s)""")
                .param("order", f.orderId().value())
                .param("due", java.sql.Timestamp.from(Instant.parse("2030-01-01T10:00:00Z")))
                .update();
        engine.isReplaced();
        assertThat(generations.begin()).isTrue();
        assertThat(resumed(true).cadences()).isEqualTo(1);

        assertThat(resumed(false).cadences()).isEqualTo(1);

        assertThat(jdbc.sql("select variables ->> 'nextDueAt' from engine_command where message_id like ?")
                        .param("notification-scheduled/" + f.orderId() + "/x/%")
                        .query(String.class)
                        .list())
                .containsExactly("2030-01-01T10:00:00Z");
        assertThat(resumed(false).cadences()).isZero();
    }

    @Test
    void shouldLeaveAnOrderAloneThatNeverHadAProcessAndIsNew() {
        given(aWarehouse("dc-1"));
        given("SKU-1");
        var id = accepted(anOrder().withLine("SKU-1", 1));

        assertThat(resumed(false).resumed()).as("its start is on its way").isEmpty();
        handedOver();
        assertThat(resumed(false).resumed()).as("its start was lost").containsExactly(id);
    }
}
