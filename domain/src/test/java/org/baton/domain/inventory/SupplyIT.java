package org.baton.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baton.domain.support.NodeBuilder.aStore;
import static org.baton.domain.support.NodeBuilder.aWarehouse;
import static org.baton.domain.support.OrderBuilder.anOrder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.baton.domain.common.OrderId;
import org.baton.domain.fulfilment.Backorders;
import org.baton.domain.order.OrderRequest.CustomerRequest;
import org.baton.domain.order.OrderRequest.DeliveryRequest;
import org.baton.domain.order.OrderStatus;
import org.baton.domain.support.DomainIT;
import org.baton.domain.support.OrderBuilder;
import org.baton.domain.support.Race;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SupplyIT extends DomainIT {

    @Autowired
    private Reservations reservations;

    @Autowired
    private Backorders backorders;

    @BeforeEach
    void network() {
        given(aWarehouse("dc-1").at("60606"));
        given(aStore("store-1").at("60611"));
        given(aStore("store-2").at("60611"));
        given("SKU-1", "SKU-2");
    }

    @RepeatedTest(10)
    void shouldSourceOrWakeEveryOrderWhenSupplyArrivesWhileItIsSourced() throws Exception {
        var waiting = new ArrayList<OrderId>();
        for (int i = 0; i < 6; i++) {
            waiting.add(accepted(anOrder().withLine("SKU-1", 1)));
        }
        var tasks = new ArrayList<Callable<Boolean>>();
        waiting.forEach(order -> tasks.add(() -> !sourced(order).isEmpty()));
        // The row of this pair does not exist before: nothing of it can be locked but its product.
        tasks.add(3, () -> {
            counted("dc-1", "SKU-1", 100);
            return true;
        });

        var ignored = Race.run(tasks);

        assertThat(waiting).allSatisfy(order -> {
            if (status(order) == OrderStatus.BACKORDERED) {
                assertThat(commands()).anyMatch(c -> c.startsWith("lines-to-source/" + order + "/supply/"));
            } else {
                assertThat(status(order)).isEqualTo(OrderStatus.IN_FULFILMENT);
            }
        });
    }

    @Test
    void shouldWakeABackorderWhenACancelledOrderLetsStockGo() {
        counted("dc-1", "SKU-1", 1);
        var first = accepted(anOrder().withLine("SKU-1", 1));
        var second = accepted(anOrder().withLine("SKU-1", 1));
        List.of(first, second).forEach(this::sourced);

        transaction.executeWithoutResult(status -> reservations.release(first, "cancelled"));

        assertThat(commands()).contains("lines-to-source/" + second + "/supply/" + first + "/release");
        assertThat(sourced(second)).hasSize(1);
    }

    @Test
    void shouldWakeABackorderWhenANodeGivesUnitsBackThatItHas() {
        counted("dc-1", "SKU-1", 1);
        var first = sourced(accepted(anOrder().withLine("SKU-1", 1))).getFirst();
        var second = accepted(anOrder().withLine("SKU-1", 1));
        sourced(second);

        progress.giveBack(first.id(), Map.of(1, 1), RejectionReason.NO_VARIANCE, "dc");

        assertThat(woken()).contains("lines-to-source/" + second + "/supply/" + first.id() + "/rejected/0");
    }

    @Test
    void shouldWakeNobodyWhenANodeGivesUnitsBackThatItDoesNotHave() {
        counted("dc-1", "SKU-1", 1);
        var first = sourced(accepted(anOrder().withLine("SKU-1", 1))).getFirst();
        sourced(accepted(anOrder().withLine("SKU-1", 1)));

        progress.giveBack(first.id(), Map.of(1, 1), RejectionReason.NOT_IN_STOCK, "dc");

        assertThat(woken()).allMatch(c -> c.startsWith("lines-to-source/" + first.orderId()));
    }

    @Test
    void shouldWakeWhoCollectsAlsoWhenAnotherNodeMaySendIt() {
        var order = accepted(anOrder().collectedAt("store-1").withLine("SKU-1", 1));
        sourced(order);

        counted("store-2", "SKU-1", 9);

        assertThat(woken()).hasSize(1);
    }

    @Test
    void shouldWakeOnlyAsManyAsTheSupplySufficesForInTheOrderOfTheirTurns() {
        var last = waiting(anOrder().withLine("SKU-1", 2));
        var promised = waiting(anOrder()
                .delivered(new DeliveryRequest("ship", null, "2026-11-19", OrderBuilder.address("60606")))
                .withLine("SKU-1", 2));
        var first = waiting(anOrder()
                .by(new CustomerRequest("c-1", "Bo", null, null, "en", List.of(), "platinum"))
                .withLine("SKU-1", 2));

        counted("dc-1", "SKU-1", 3);

        assertThat(woken()).hasSize(2);
        assertThat(woken().get(0)).startsWith("lines-to-source/" + first);
        assertThat(woken().get(1)).startsWith("lines-to-source/" + promised);
        assertThat(order(last).lines().get(1).backordered()).isTrue();
    }

    private OrderId waiting(OrderBuilder order) {
        var id = accepted(order);
        var ignored = screen(id);
        clock.advance(Duration.ofMinutes(1));
        sourced(id);
        return id;
    }

    @Test
    void shouldWakeWhenLessIsKeptAsSafetyStock() {
        var before = new StockFeed.Count("dc-1", "SKU-1", 5, 5, null, null, null, null);
        assertThat(feed.count(List.of(before), "count", "test").getFirst().errors())
                .isEmpty();
        sourced(accepted(anOrder().withLine("SKU-1", 1)));

        var after = new StockFeed.Count("dc-1", "SKU-1", 5, 0, null, null, null, null);
        assertThat(feed.count(List.of(after), "count", "test").getFirst().errors())
                .isEmpty();

        assertThat(woken()).hasSize(1);
    }

    @Test
    void shouldWakeOnlyAsManyAsTheSupplyCovers() {
        var late = accepted(anOrder().withLine("SKU-1", 2).placedAt(clock.instant()));
        var early =
                accepted(anOrder().withLine("SKU-1", 2).placedAt(clock.instant().minusSeconds(60)));
        var last =
                accepted(anOrder().withLine("SKU-1", 2).placedAt(clock.instant().plusSeconds(60)));
        List.of(late, early, last).forEach(this::sourced);

        counted("dc-1", "SKU-1", 3);

        assertThat(woken()).hasSize(2);
        assertThat(woken().getFirst()).startsWith("lines-to-source/" + early + "/supply/");
        assertThat(woken().getLast()).startsWith("lines-to-source/" + late + "/supply/");
    }

    @Test
    void shouldWakeTheNextWhenWhoWasWokenCouldNotUseTheSupply() {
        var first = accepted(anOrder().withLine("SKU-1", 1).placedAt(clock.instant()));
        var next =
                accepted(anOrder().withLine("SKU-1", 1).placedAt(clock.instant().plusSeconds(60)));
        List.of(first, next).forEach(this::sourced);
        counted("dc-1", "SKU-1", 1);
        assertThat(woken()).singleElement().asString().startsWith("lines-to-source/" + first);

        clock.advance(Duration.ofMinutes(1));
        backorders.sweep();

        assertThat(woken()).anyMatch(c -> c.startsWith("lines-to-source/" + next + "/swept/"));
        backorders.sweep();
        assertThat(woken()).hasSize(2);
    }

    private List<String> woken() {
        return commands().stream().filter(c -> c.startsWith("lines-to-source/")).toList();
    }
}
