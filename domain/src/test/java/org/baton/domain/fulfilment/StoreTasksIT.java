package org.baton.domain.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NodeId;
import org.baton.domain.fulfilment.StoreTasks.Rejected;
import org.baton.domain.support.Race;
import org.junit.jupiter.api.Test;

class StoreTasksIT extends StoreTaskCase {

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
        assertThat(storeTasks.complete(task, Map.of(), "bob").status()).isEqualTo(Task.Status.COMPLETED);
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
        assertThat(tasks.get(task.id()).status()).isEqualTo(Task.Status.CANCELLED);
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
        assertThat(tasks.page(new TaskBook.Filter(null, null, f.id(), f.orderId(), false), accept.id(), 10))
                .extracting(Task::id)
                .containsExactly(pick.id());
    }

    private List<String> found(String node, String kind, boolean openOnly) {
        var filter = new TaskBook.Filter(node == null ? null : new NodeId(node), kind, null, null, openOnly);
        return tasks.page(filter, "", 10).stream().map(Task::id).toList();
    }
}
