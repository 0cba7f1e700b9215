package org.baton.domain.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baton.domain.support.NodeBuilder.aStore;
import static org.baton.domain.support.NodeBuilder.aWarehouse;
import static org.baton.domain.support.OrderBuilder.anOrder;
import static org.baton.domain.support.StrategyBuilder.aStrategy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.baton.domain.common.OrderId;
import org.baton.domain.fulfilment.Fulfilment.FulfilmentLine;
import org.baton.domain.inventory.RejectionReason;
import org.baton.domain.order.LineStatus;
import org.baton.domain.order.OrderStatus;
import org.baton.domain.routing.SourcingDecisions;
import org.baton.domain.routing.StrategyRules.Fallback;
import org.baton.domain.support.DomainIT;
import org.baton.domain.support.Race;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AllocationIT extends DomainIT {

    @Autowired
    private SourcingDecisions decisions;

    @BeforeEach
    void network() {
        given(aWarehouse("dc-1").at("60606"));
        given(aWarehouse("dc-2").at("10001"));
        given(aStore("store-1").at("60611"));
        given("SKU-1", "SKU-2");
        counted("dc-1", "SKU-1", 5);
        counted("dc-2", "SKU-1", 50);
    }

    @Test
    void shouldMakeFulfilmentReservationAndDecisionWhenANodeHasEverything() {
        var id = accepted(anOrder().withLine("SKU-1", 2));

        var allocated = allocation.allocate(id, "step-1");

        assertThat(allocated.backorderExpiresAfter()).isEqualTo(Duration.ofDays(14));
        var made = allocated.fulfilments().getFirst();
        assertThat(made.id()).isEqualTo(id.fulfilment(1));
        assertThat(made.node().value()).isEqualTo("dc-1");
        assertThat(made.method()).isEqualTo("SHIP_FROM_WAREHOUSE");
        assertThat(made.process()).isEqualTo("fulfil-ship-from-warehouse");
        assertThat(made.pickupCode()).isNull();
        assertThat(fulfilment(made.id())).isEqualTo(made);
        assertThat(status(id)).isEqualTo(OrderStatus.IN_FULFILMENT);
        assertThat(stock("dc-1", "SKU-1")).containsExactly(5, 2, 0);
        assertThat(eventTypes(id)).contains("fulfilment-allocated");
        var record = decisions.of(id).getFirst().record();
        assertThat(record.at("/strategy/name").asString()).isEqualTo("standard");
        assertThat(record.at("/candidatesInAll").asInt()).isEqualTo(2);
        assertThat(record.at("/chosen/0/lines/0/quantity").asInt()).isEqualTo(2);
        assertThat(record.at("/chosen/0/node").asString()).isEqualTo("dc-1");
    }

    @Test
    void shouldGiveTheFirstAnswerWhenAStepIsRepeated() {
        var id = accepted(anOrder().withLine("SKU-1", 2));

        var first = allocation.allocate(id, "step-1");
        var second = allocation.allocate(id, "step-1");

        assertThat(second).isEqualTo(first);
        assertThat(stock("dc-1", "SKU-1")).containsExactly(5, 2, 0);
        assertThat(decisions.of(id)).hasSize(1);
    }

    @Test
    void shouldMakeOneSetOfFulfilmentsWhenAStepRunsTwiceAtOnce() throws Exception {
        var id = accepted(anOrder().withLine("SKU-1", 2));
        Callable<Allocation.Allocated> step = () -> allocation.allocate(id, "step-1");

        var results = Race.run(List.of(step, step, step, step));

        assertThat(results).containsOnly(results.getFirst());
        assertThat(count("fulfilment")).isEqualTo(1);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldMakeNothingWhenNothingIsOpen() {
        var id = accepted(anOrder().collectedAt("store-1").withLine("SKU-1", 2));
        counted("store-1", "SKU-1", 9);
        allocation.allocate(id, "step-1");

        assertThat(allocation.allocate(id, "step-2").fulfilments()).isEmpty();
    }

    @Test
    void shouldSplitWhenNoNodeHasEverything() {
        counted("dc-2", "SKU-1", 0);
        counted("dc-2", "SKU-2", 4);
        var id = accepted(anOrder().withLine("SKU-1", 5).withLine("SKU-2", 1));

        var made = sourced(id);

        assertThat(made).extracting(f -> f.node().value()).containsExactly("dc-1", "dc-2");
        assertThat(made).extracting(f -> f.id()).containsExactly(id.fulfilment(1), id.fulfilment(2));
        assertThat(made.get(1).lines()).extracting(FulfilmentLine::lineNumber).containsExactly(2);
    }

    @Test
    void shouldBackorderTheRestWhenSupplyIsShort() {
        var id = accepted(anOrder().withLine("SKU-1", 60));

        var made = sourced(id);

        assertThat(made.stream().mapToInt(Fulfilment::units).sum()).isEqualTo(55);
        var line = order(id).lines().get(1);
        assertThat(line.toSource()).isEqualTo(5);
        assertThat(line.backordered()).isTrue();
        assertThat(eventTypes(id)).contains("lines-backordered");
    }

    @Test
    void shouldEscalateWhenTheStrategySaysSo() {
        rules.sourceBy(aStrategy().otherwise(Fallback.ESCALATE));
        var id = accepted(anOrder().withLine("SKU-2", 1));

        assertThat(sourced(id)).isEmpty();
        assertThat(status(id)).isEqualTo(OrderStatus.ESCALATED);
        assertThat(order(id).lines().get(1).status()).isEqualTo(LineStatus.ESCALATED);
    }

    @Test
    void shouldCancelWhatIsMissingWhenTheStrategySaysSo() {
        rules.sourceBy(aStrategy().otherwise(Fallback.CANCEL));
        var id = accepted(anOrder().withLine("SKU-2", 1));

        sourced(id);

        assertThat(status(id)).isEqualTo(OrderStatus.CANCELLED);
        assertThat(eventTypes(id)).contains("lines-cancelled", "order-cancelled");
    }

    @Test
    void shouldSourceABackorderWhenSupplyHasArrived() {
        var id = accepted(anOrder().withLine("SKU-2", 1));
        sourced(id);
        counted("dc-1", "SKU-2", 1);

        assertThat(sourced(id)).hasSize(1);
        assertThat(order(id).lines().get(1).backordered()).isFalse();
        assertThat(status(id)).isEqualTo(OrderStatus.IN_FULFILMENT);
    }

    @Test
    void shouldAskAnotherNodeWhenOneGaveLinesBack() {
        var id = accepted(anOrder().withLine("SKU-1", 2));
        var first = sourced(id).getFirst();
        progress.giveBack(first.id(), Map.of(1, 2), RejectionReason.NO_VARIANCE, "ada");

        var second = sourced(id).getFirst();

        assertThat(second.node().value()).isEqualTo("dc-2");
        assertThat(second.id()).isEqualTo(id.fulfilment(2));
        assertThat(stock("dc-1", "SKU-1")).containsExactly(5, 0, 0);
    }

    @Test
    void shouldGiveACodeWhenTheCustomerCollects() {
        counted("store-1", "SKU-1", 5);
        var id = accepted(anOrder().collectedAt("store-1").withLine("SKU-1", 2));

        var made = sourced(id).getFirst();

        assertThat(made.node().value()).isEqualTo("store-1");
        assertThat(made.pickupCode()).matches("\\d{6}");
        assertThat(made.method()).isEqualTo("PICKUP");
        assertThat(made.promisedAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(150)));
    }

    @Test
    void shouldBackorderWhenTheChosenStoreHasClosed() {
        counted("store-1", "SKU-1", 5);
        var id = accepted(anOrder().collectedAt("store-1").withLine("SKU-1", 2));
        given(aStore("store-1").at("60611").closed());

        assertThat(sourced(id)).isEmpty();
        assertThat(status(id)).isEqualTo(OrderStatus.BACKORDERED);
    }

    @Test
    void shouldReserveNothingWhenTheOrderIsBeingCancelled() {
        var id = accepted(anOrder().withLine("SKU-1", 2));
        lifecycle.requestCancel(id, "changed my mind", "ada");

        assertThat(sourced(id)).isEmpty();
        assertThat(stock("dc-1", "SKU-1")).containsExactly(5, 0, 0);
    }

    @Test
    void shouldSayWhatToDoWhenTheTableHasNoPolicy() {
        counted("store-1", "SKU-1", 5);
        var id = accepted(anOrder().collectedAt("store-1").withLine("SKU-1", 2));
        jdbc.sql("update node set type = 'warehouse' where id = 'store-1'").update();
        given(aWarehouse("store-3"));

        assertThatThrownBy(() -> sourced(id)).hasMessageContaining("fulfilment-policy has no row for pickup");
        assertThat(stock("store-1", "SKU-1")).containsExactly(5, 0, 0);
    }

    @Test
    void shouldNeverOversellWhenManyOrdersAreSourcedAtOnce() throws Exception {
        counted("dc-2", "SKU-1", 5);
        var ids = new ArrayList<OrderId>();
        for (int i = 0; i < 16; i++) {
            ids.add(accepted(anOrder().withLine("SKU-1", 1)));
        }
        var tasks = new ArrayList<Callable<List<Fulfilment>>>();
        ids.forEach(id -> tasks.add(() -> sourced(id)));

        var made = Race.run(tasks).stream().mapToInt(List::size).sum();

        assertThat(made).isEqualTo(10);
        assertThat(stock("dc-1", "SKU-1")).containsExactly(5, 5, 0);
        assertThat(stock("dc-2", "SKU-1")).containsExactly(5, 5, 0);
        assertThat(ids.stream().filter(id -> status(id) == OrderStatus.BACKORDERED))
                .hasSize(6);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldTryTheNextStrategyWhenTheFirstDoesNotFulfilTheWholeOrder() {
        rules.sourceBy(facts -> facts.previousStrategy() == null
                ? aStrategy()
                        .named("near")
                        .within(10)
                        .mostSplits(0)
                        .otherwise(Fallback.NEXT_STRATEGY)
                        .build()
                : aStrategy().named("after " + facts.previousStrategy()).build());
        var id = accepted(anOrder().withLine("SKU-1", 20));

        var made = sourced(id);

        assertThat(made).extracting(f -> f.node().value()).containsExactly("dc-2");
        var record = decisions.of(id).getFirst().record();
        assertThat(record.at("/strategy/name").asString()).isEqualTo("after near");
        assertThat(record.at("/tried/0").asString()).isEqualTo("near");
    }

    @Test
    void shouldLeaveToAPersonWhatNoStrategyOfACircleCanFulfil() {
        rules.sourceBy(facts -> aStrategy()
                .named("round and round")
                .otherwise(Fallback.NEXT_STRATEGY)
                .build());
        var id = accepted(anOrder().withLine("SKU-1", 60));

        assertThat(sourced(id)).hasSize(2);

        assertThat(order(id).lines().get(1).escalated()).isTrue();
        assertThat(eventTypes(id)).contains("lines-escalated");
        assertThat(decisions.of(id).getFirst().record().at("/tried/0").asString())
                .isEqualTo("round and round");
    }

    @Test
    void shouldParkWhatNobodyCanFulfilAndGoOnWhenItIsTriedAgain() {
        rules.sourceBy(aStrategy().otherwise(Fallback.PARK));
        var id = accepted(anOrder().withLine("SKU-2", 3));

        assertThat(sourced(id)).isEmpty();

        assertThat(status(id)).isEqualTo(OrderStatus.BACKORDERED);
        assertThat(eventTypes(id)).contains("lines-parked");
        counted("dc-2", "SKU-2", 3);
        assertThat(sourced(id)).extracting(f -> f.node().value()).containsExactly("dc-2");
    }

    @Test
    void shouldDecideAgainByTheVersionsThatDecidedFirst() {
        var first = Map.of("sourcing-strategy", "v2-a", "node-eligibility", "b");
        rules.areVersions(first);
        var id = accepted(anOrder().withLine("SKU-1", 2));
        var made = sourced(id).getFirst();
        assertThat(rules.versionsAskedFor()).isEmpty();
        rules.areVersions(Map.of("sourcing-strategy", "v3-c", "node-eligibility", "b"));

        progress.giveBack(made.id(), Map.of(1, 2), RejectionReason.NO_VARIANCE, "ann");
        sourced(id);

        assertThat(rules.versionsAskedFor()).isEqualTo(first);
    }
}
