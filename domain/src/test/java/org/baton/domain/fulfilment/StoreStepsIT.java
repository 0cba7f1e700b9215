package org.baton.domain.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.baton.domain.support.NodeBuilder.aStore;
import static org.baton.domain.support.OrderBuilder.anOrder;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.fulfilment.Fulfilment.FulfilmentLine;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.order.OrderStatus;
import org.baton.domain.support.Race;
import org.baton.domain.support.StrategyBuilder;
import org.junit.jupiter.api.Test;

class StoreStepsIT extends StoreTaskCase {

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
        assertThat(tasks.get(task.id()).status()).isEqualTo(Task.Status.OPEN);
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
        assertThat(commands()).as("the step itself tells the process").doesNotContain("fulfilment-shipped/" + f.id());
        assertThat(carrier.collected()).as("told once it is committed").isEmpty();
        followUp();
        assertThat(carrier.collected()).containsExactly(f.id());
    }

    @Test
    void shouldPassWhatWasEnteredOnWhenAnAnalystDrewTheStep() {
        var f = atStore(1, 1);
        complete(task(f, "gift-wrap"), Map.of("ribbon", "red", "orderId", "ord_other", "fulfilmentId", "ful_other"));

        assertThat(variables(100)).isEqualTo("{\"ribbon\": \"red\"}");
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.ALLOCATED);
    }

    private Fulfilment fromStore() {
        given(aStore("store-1"));
        given("SKU-1");
        counted("store-1", "SKU-1", 20);
        rules.sourceBy(StrategyBuilder.aStrategy().preferring(NodeType.STORE));
        return sourced(accepted(anOrder().withLine("SKU-1", 1))).getFirst();
    }

    private String code(Fulfilment f) {
        return fulfilment(f.id()).pickupCode();
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
}
