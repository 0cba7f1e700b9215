package org.baton.domain.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.baton.domain.support.NodeBuilder.aStore;
import static org.baton.domain.support.OrderBuilder.anOrder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.Fulfilment.FulfilmentLine;
import org.baton.domain.fulfilment.StoreTasks.Rejected;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.order.OrderStatus;
import org.baton.domain.support.DomainIT;
import org.baton.domain.support.Race;
import org.baton.domain.support.StrategyBuilder;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class StoreTasksIT extends DomainIT {

    @Autowired
    private StoreTasks storeTasks;

    @Autowired
    private TaskBook book;

    @Autowired
    private Dispatch dispatch;

    private long nextJob = 100;

    @Test
    void shouldGoFromAcceptToHandOverWhenEverythingIsThere() {
        var f = atStore(2, 1);

        assertThat(complete(task(f, "accept"), Map.of()).status()).isEqualTo(Task.Status.COMPLETED);
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.ACCEPTED);
        complete(task(f, "pick"), picked("SKU-1", 2, "SKU-2", 1));
        assertThat(fulfilment(f.id()).lines())
                .extracting(FulfilmentLine::picked)
                .containsExactly(2, 1);
        complete(task(f, "pack"), Map.of("place", "shelf 7"));
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.READY_FOR_PICKUP);
        assertThat(fulfilment(f.id()).stagedAt()).isEqualTo("shelf 7");
        complete(task(f, "hand-over"), Map.of("code", code(f)));

        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.PICKED_UP);
        assertThat(status(f.orderId())).isEqualTo(OrderStatus.FULFILLED);
        assertThat(stock("store-1", "SKU-1")).containsExactly(18, 0, 0);
        assertThat(commands()).contains("100", "101", "102", "103");
        assertThat(eventTypes(f.orderId()))
                .containsSubsequence(
                        "fulfilment-accepted",
                        "fulfilment-picked",
                        "fulfilment-ready-for-pickup",
                        "fulfilment-picked-up");
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldTellTheProcessThatLinesAreLeftWhenAStepIsDone() {
        var f = atStore(2, 1);
        complete(task(f, "accept"), Map.of());

        assertThat(variables(100)).isEqualTo("{\"linesLeft\": true}");
    }

    @Test
    void shouldGoOnWithTheRestWhenAPickIsShort() {
        var f = atStore(3, 2);

        complete(task(f, "pick"), picked("SKU-1", 1, "SKU-2", 2));

        assertThat(fulfilment(f.id()).lines())
                .extracting(FulfilmentLine::quantity, FulfilmentLine::picked, FulfilmentLine::rejected)
                .containsExactly(tuple(1, 1, 2), tuple(2, 2, 0));
        assertThat(stock("store-1", "SKU-1")).containsExactly(18, 1, 0);
        assertThat(order(f.orderId()).lines().get(1).toSource()).isEqualTo(2);
        assertThat(variables(100)).isEqualTo("{\"linesLeft\": true}");
    }

    @Test
    void shouldEndWhenNothingCouldBePicked() {
        var f = atStore(1, 1);
        var entered = Map.<String, Object>of("picked", List.of(), "reason", "not-in-stock");

        complete(task(f, "pick"), entered);

        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.REJECTED);
        assertThat(variables(100)).isEqualTo("{\"linesLeft\": false}");
        assertThat(stock("store-1", "SKU-1")).containsExactly(0, 0, 0);
    }

    @Test
    void shouldCountEverythingAsPickedWhenNothingIsSaid() {
        var f = atStore(2, 1);
        complete(task(f, "pick"), Map.of());

        assertThat(fulfilment(f.id()).lines())
                .extracting(FulfilmentLine::picked)
                .containsExactly(2, 1);
    }

    @Test
    void shouldRefuseByFieldWhenMoreIsPickedThanOrdered() {
        var f = atStore(2, 1);
        var task = task(f, "pick");

        assertThat(errors(task, picked("SKU-1", 3, "SKU-2", 1))).containsExactly("picked");
        assertThat(errors(task, picked("SKU-9", 1))).containsExactly("picked");
        assertThat(errors(task, Map.of("picked", "all"))).containsExactly("picked");
        assertThat(errors(task, Map.of("picked", List.of(Map.of("sku", "SKU-1", "quantity", -1)))))
                .containsExactly("picked[0]");
        assertThat(errors(task, Map.of("reason", "lost interest"))).containsExactly("reason");
        assertThat(errors(task, overflowing())).containsExactly("picked");
        assertThat(book.get(task.id()).status()).isEqualTo(Task.Status.OPEN);
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.ALLOCATED);
    }

    @Test
    void shouldSpreadPickedUnitsWhenTwoLinesAreOfOneSku() {
        given(aStore("store-1"));
        given("SKU-1");
        counted("store-1", "SKU-1", 20);
        var order =
                accepted(anOrder().collectedAt("store-1").withLine("SKU-1", 2).withLine("SKU-1", 3));
        var f = sourced(order).getFirst();

        complete(task(f, "pick"), picked("SKU-1", 4));

        assertThat(fulfilment(f.id()).lines())
                .extracting(FulfilmentLine::picked)
                .containsExactly(2, 2);
    }

    @Test
    void shouldCountAWrongCodeAlthoughItIsRefused() {
        var f = atStore(1, 1);
        var task = task(f, "hand-over");
        var wrong = Map.<String, Object>of("code", code(f).equals("000000") ? "111111" : "000000");

        for (int n = 1; n <= 5; n++) {
            assertRefused("wrong-code", () -> complete(task, wrong));
            assertThat(fulfilment(f.id()).wrongCodes()).isEqualTo(n);
        }
        assertRefused("code-locked", () -> complete(task, wrong));
        assertRefused("code-locked", () -> complete(task, Map.of("code", code(f))));
        assertThat(complete(task, Map.of("idChecked", true)).status()).isEqualTo(Task.Status.COMPLETED);
    }

    @Test
    void shouldCountEveryGuessWhenManyAreMadeAtOnce() throws Exception {
        var f = atStore(1, 1);
        var task = task(f, "hand-over");
        Callable<String> guess = () -> refusal(() -> complete(task, Map.of("code", "no")));

        var refusals = Race.run(Collections.nCopies(12, guess));

        assertThat(refusals).filteredOn("wrong-code"::equals).hasSize(5);
        assertThat(refusals).filteredOn("code-locked"::equals).hasSize(7);
    }

    @Test
    void shouldRefuseWhenNoCodeIsGiven() {
        var f = atStore(1, 1);
        var task = task(f, "hand-over");

        assertRefused("wrong-code", () -> complete(task, Map.of()));
        assertRefused("wrong-code", () -> complete(task, Map.of("idChecked", "true")));
    }

    @Test
    void shouldDoATaskOnceWhenItIsCompletedTwiceAtOnce() throws Exception {
        var f = atStore(1, 1);
        var task = task(f, "accept");
        Callable<String> complete = () -> refusal(() -> complete(task, Map.of()));

        var refusals = Race.run(Collections.nCopies(6, complete));

        assertThat(refusals).filteredOn("done"::equals).hasSize(1);
        assertThat(refusals).filteredOn("task-not-open"::equals).hasSize(5);
        assertThat(eventTypes(f.orderId())).containsOnlyOnce("fulfilment-accepted");
    }

    @Test
    void shouldRefuseWhenAnotherAssociateTookItOn() {
        var f = atStore(1, 1);
        var task = task(f, "accept");

        var claimed = storeTasks.claim(task.id(), "bob");

        assertThat(claimed.status()).isEqualTo(Task.Status.CLAIMED);
        assertThat(storeTasks.claim(task.id(), "bob").claimedBy()).isEqualTo("bob");
        assertRefused("task-claimed", () -> storeTasks.claim(task.id(), "ada"));
        assertRefused("task-claimed", () -> complete(task, Map.of()));
        assertThat(storeTasks.complete(task.id(), Map.of(), "bob").status()).isEqualTo(Task.Status.COMPLETED);
        assertRefused("task-not-open", () -> storeTasks.claim(task.id(), "bob"));
    }

    @Test
    void shouldRefuseWhenTheOrderIsBeingCancelled() {
        var f = atStore(1, 1);
        var task = task(f, "accept");
        lifecycle.requestCancel(f.orderId(), "changed my mind", "ada");

        assertRefused("task-not-open", () -> complete(task, Map.of()));
        assertThat(task(f, "pick").status()).isEqualTo(Task.Status.CANCELLED);
        dispatch.cancelAll(f.orderId());
        assertThat(book.get(task.id()).status()).isEqualTo(Task.Status.CANCELLED);
    }

    @Test
    void shouldKeepItsStateWhenATaskIsHandedOutAgain() {
        var f = atStore(1, 1);
        var job = job(f, "accept", 100, 1);
        storeTasks.open(job);
        var task = tasks(f).getFirst();
        storeTasks.claim(task.id(), "bob");

        storeTasks.open(job(f, "accept", 101, 1));

        assertThat(tasks(f)).singleElement().satisfies(again -> {
            assertThat(again.id()).isEqualTo(task.id());
            assertThat(again.claimedBy()).isEqualTo("bob");
            assertThat(again.jobKey()).isEqualTo(101);
        });
    }

    @Test
    void shouldStayOpenWhenOnlySomeLinesAreGivenBack() {
        var f = atStore(3, 2);
        var task = task(f, "accept");

        var after = storeTasks.reject(task.id(), "damaged", List.of(new Rejected("SKU-1", 1)), "ada");

        assertThat(after.status()).isEqualTo(Task.Status.OPEN);
        assertThat(fulfilment(f.id()).units()).isEqualTo(4);
        assertThat(stock("store-1", "SKU-1")).containsExactly(20, 2, 1);
        assertThat(complete(task, Map.of()).status()).isEqualTo(Task.Status.COMPLETED);
    }

    @Test
    void shouldEndTheTaskWhenEverythingIsGivenBack() {
        var f = atStore(3, 2);
        var task = task(f, "pick");

        var after = storeTasks.reject(task.id(), "no-variance", List.of(), "ada");

        assertThat(after.status()).isEqualTo(Task.Status.COMPLETED);
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.REJECTED);
        assertThat(variables(100)).isEqualTo("{\"linesLeft\": false}");
    }

    @Test
    void shouldRefuseByFieldWhenARejectionIsWrong() {
        var f = atStore(3, 2);
        var task = task(f, "accept");
        var wrong = List.of(new Rejected("SKU-1", 9), new Rejected("SKU-2", -1), new Rejected("SKU-9", 1));

        var refused = catchThrowableOfType(
                InvalidInputException.class, () -> storeTasks.reject(task.id(), "bored", wrong, "ada"));

        assertThat(refused.errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("reason", "lines[0].quantity", "lines[1].quantity", "lines", "lines");
        assertThat(fulfilment(f.id()).units()).isEqualTo(5);
        var packing = task(f, "pack");
        assertRefused("task-not-rejectable", () -> storeTasks.reject(packing.id(), "damaged", List.of(), "ada"));
    }

    @Test
    void shouldShipFromTheStoreWhenItHasALabel() {
        var f = fromStore();
        complete(task(f, "accept"), Map.of());
        complete(task(f, "pick"), Map.of());
        complete(task(f, "pack"), Map.of());
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.PACKED);
        var shipping = task(f, "ship");
        assertRefused("no-label", () -> complete(shipping, Map.of()));

        dispatch.buyLabel(f.id());
        complete(shipping, Map.of());

        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.SHIPPED);
        assertThat(carrier.collected()).containsExactly(f.id());
    }

    @Test
    void shouldPassWhatWasEnteredOnWhenAnAnalystDrewTheStep() {
        var f = atStore(1, 1);
        complete(task(f, "gift-wrap"), Map.of("ribbon", "red", "orderId", "ord_other", "fulfilmentId", "ful_other"));

        assertThat(variables(100)).isEqualTo("{\"ribbon\": \"red\"}");
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.ALLOCATED);
    }

    @Test
    void shouldListTasksByWhatIsAskedFor() {
        var f = atStore(1, 1);
        var accept = task(f, "accept");
        clock.advance(Duration.ofSeconds(1));
        var pick = task(f, "pick");
        complete(accept, Map.of());

        assertThat(found(null, null, false)).containsExactly(accept.id(), pick.id());
        assertThat(found("store-1", null, true)).containsExactly(pick.id());
        assertThat(found("store-2", null, false)).isEmpty();
        assertThat(found(null, "accept", false)).containsExactly(accept.id());
        assertThat(book.page(new TaskBook.Filter(null, null, f.id(), f.orderId(), false), accept.id(), 10))
                .extracting(Task::id)
                .containsExactly(pick.id());
    }

    private List<String> found(String node, String kind, boolean openOnly) {
        var filter = new TaskBook.Filter(node == null ? null : new NodeId(node), kind, null, null, openOnly);
        return book.page(filter, "", 10).stream().map(Task::id).toList();
    }

    private Fulfilment fromStore() {
        given(aStore("store-1"));
        given("SKU-1");
        counted("store-1", "SKU-1", 20);
        rules.sourceBy(StrategyBuilder.aStrategy().preferring(NodeType.STORE));
        return sourced(accepted(anOrder().withLine("SKU-1", 1))).getFirst();
    }

    private Task task(Fulfilment f, String kind) {
        var job = nextJob++;
        storeTasks.open(job(f, kind, job, job));
        return tasks(f).stream().filter(t -> t.jobKey() == job).findFirst().orElseThrow();
    }

    private static Task.Job job(Fulfilment f, String kind, long job, long element) {
        return new Task.Job(job, element, 1, kind, "The " + kind, f.id(), null, null);
    }

    private List<Task> tasks(Fulfilment f) {
        return book.page(new TaskBook.Filter(null, null, f.id(), null, false), "", 100);
    }

    private Task complete(Task task, Map<String, Object> entered) {
        return storeTasks.complete(task.id(), entered, "ada");
    }

    private String code(Fulfilment f) {
        return fulfilment(f.id()).pickupCode();
    }

    /** What the process is told when the job is completed. */
    private String variables(long job) {
        return jdbc.sql("select variables from engine_command where message_id = ?")
                .param(Long.toString(job))
                .query(String.class)
                .single();
    }

    private static Map<String, Object> picked(Object... skusAndUnits) {
        var picked = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < skusAndUnits.length; i += 2) {
            picked.add(Map.of("sku", skusAndUnits[i], "quantity", skusAndUnits[i + 1]));
        }
        return Map.of("picked", picked);
    }

    private static Map<String, Object> overflowing() {
        return picked("SKU-1", Integer.MAX_VALUE, "SKU-1", Integer.MAX_VALUE, "SKU-1", 2, "SKU-2", 1);
    }

    private List<String> errors(Task task, Map<String, Object> entered) {
        return catchThrowableOfType(InvalidInputException.class, () -> complete(task, entered)).errors().stream()
                .map(FieldError::field)
                .distinct()
                .toList();
    }

    private static String refusal(Runnable call) {
        try {
            call.run();
            return "done";
        } catch (RefusedException e) {
            return e.code();
        }
    }

    private static void assertRefused(String code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
