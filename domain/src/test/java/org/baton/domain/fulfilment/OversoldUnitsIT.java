package org.baton.domain.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baton.domain.support.NodeBuilder.aStore;
import static org.baton.domain.support.NodeBuilder.aWarehouse;
import static org.baton.domain.support.OrderBuilder.anOrder;
import static org.baton.domain.support.StrategyBuilder.aStrategy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Holds;
import org.baton.domain.inventory.StockMovements;
import org.baton.domain.inventory.StockSignal;
import org.baton.domain.inventory.StockSignals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class OversoldUnitsIT extends StoreTaskCase {

    @Autowired
    private OversoldUnits oversold;

    @Autowired
    private StockMovements movements;

    @Autowired
    private StockSignals signals;

    @Autowired
    private Holds holds;

    private Fulfilment first;
    private Fulfilment second;

    @BeforeEach
    void twoOrdersHoldAllOfAStore() {
        given(aStore("store-1").at("60606"));
        given(aWarehouse("dc-1").at("46204"));
        given("SKU-1");
        rules.sourceBy(aStrategy().minimumStock(1));
        counted("store-1", "SKU-1", 3);
        first = sourced(order()).getFirst();
        clock.advance(Duration.ofMinutes(1));
        second = sourced(order()).getFirst();
        counted("dc-1", "SKU-1", 9);
    }

    private OrderId order() {
        return accepted(anOrder().withLine("SKU-1", 1));
    }

    private void sold(String id, int units) {
        movements.take(
                List.of(new StockMovements.Message(
                        id, "pos", clock.instant(), "store-1", "SKU-1", "sale", units, null, null, null)),
                "till");
    }

    @Test
    void shouldSourceTheNewestOrderAgainWhenTheTillSoldItsUnit() {
        assertThat(List.of(task(first, "accept"), task(second, "accept"))).hasSize(2);

        sold("1", 2);
        assertThat(oversold.handle()).isEqualTo(1);
        assertThat(oversold.handle()).isZero();

        assertThat(fulfilment(second.id()).status()).isEqualTo(FulfilmentStatus.REJECTED);
        assertThat(fulfilment(first.id()).status()).isEqualTo(FulfilmentStatus.ALLOCATED);
        assertThat(commands()).anyMatch(c -> c.startsWith("lines-to-source/" + second.orderId()));
        assertThat(sourced(second.orderId())).extracting(f -> f.node().value()).containsExactly("dc-1");
        assertThat(stock("store-1", "SKU-1")).containsExactly(1, 1, 0);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldTakeTheUnitsOfCartsFirst() {
        assertThat(task(second, "accept").status()).isEqualTo(Task.Status.OPEN);
        var piece = new Holds.Piece(new NodeId("store-1"), new Sku("SKU-1"), 1);
        var ignored = holds.hold(
                new Holds.Cart("prm_1", List.of(piece), 0, clock.instant().plusSeconds(600)));

        sold("1", 1);
        assertThat(oversold.handle()).isEqualTo(1);

        assertThat(holds.held("prm_1")).isEmpty();
        assertThat(fulfilment(second.id()).status()).isEqualTo(FulfilmentStatus.ALLOCATED);
    }

    @Test
    void shouldSourceAgainWhatSomebodyHasTakenOnButNotPicked() {
        complete(task(second, "accept"), Map.of());
        var picking = task(second, "pick");
        storeTasks.claim(picking.id(), "ada");

        sold("1", 2);
        assertThat(oversold.handle()).isEqualTo(1);

        assertThat(fulfilment(second.id()).status()).isEqualTo(FulfilmentStatus.REJECTED);
        assertThat(tasks.get(picking.id()).status()).isEqualTo(Task.Status.CANCELLED);
        assertThat(commands()).contains("fulfilment-recalled/" + second.id());
        assertThat(sourced(second.orderId())).extracting(f -> f.node().value()).containsExactly("dc-1");
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldTakeTheOlderOrdersUnitWhenTheNewestIsPicked() {
        picked(second);

        sold("1", 2);
        assertThat(oversold.handle()).isEqualTo(1);

        assertThat(fulfilment(first.id()).status()).isEqualTo(FulfilmentStatus.REJECTED);
        assertThat(fulfilment(second.id()).status()).isEqualTo(FulfilmentStatus.PICKED);
        assertThat(eventTypes(second.orderId())).doesNotContain("units-oversold");
        assertThat(told(StockSignal.Type.MISCOUNTED)).isEmpty();
        assertThat(stock("store-1", "SKU-1")).containsExactly(1, 1, 0);
    }

    @Test
    void shouldTellPeopleWhenAllUnitsArePickedAlready() {
        picked(first);
        picked(second);

        sold("1", 2);

        assertThat(told(StockSignal.Type.OVERSOLD)).containsExactly(1);
        assertThat(oversold.handle()).isEqualTo(1);
        assertThat(oversold.handle()).isZero();
        assertThat(told(StockSignal.Type.MISCOUNTED)).containsExactly(1);
        assertThat(commands()).anyMatch(c -> c.startsWith("stock-miscounted/"));
        assertThat(eventTypes(second.orderId())).contains("units-oversold");
        assertThat(eventTypes(first.orderId())).doesNotContain("units-oversold");
        assertThat(List.of(
                        fulfilment(first.id()).status(), fulfilment(second.id()).status()))
                .containsOnly(FulfilmentStatus.PICKED);
    }

    @Test
    void shouldSourceAgainWhatCanBeAndTellOfTheRest() {
        picked(second);

        sold("1", 3);
        assertThat(oversold.handle()).isEqualTo(1);

        assertThat(fulfilment(first.id()).status()).isEqualTo(FulfilmentStatus.REJECTED);
        assertThat(told(StockSignal.Type.MISCOUNTED)).containsExactly(1);
        assertThat(eventTypes(second.orderId())).contains("units-oversold");
    }

    @Test
    void shouldTellDiagramsOfEachSignal() {
        sold("1", 2);

        var message = jdbc.sql("""
                select name || ' ' || correlation_key || ' ' || (variables ->> 'units') || ' ' || time_to_live_s
                from engine_command where name like 'stock-%'""").query(String.class).list();
        assertThat(message).contains("stock-oversold store-1:SKU-1 1 60");
    }

    private void picked(Fulfilment f) {
        complete(task(f, "accept"), Map.of());
        complete(task(f, "pick"), Map.of());
    }

    private List<Integer> told(StockSignal.Type type) {
        return signals.page(type, null, null, 0, 10).stream()
                .map(StockSignal::units)
                .toList();
    }
}
