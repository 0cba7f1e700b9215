package org.baton.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baton.domain.support.NodeBuilder.aStore;
import static org.baton.domain.support.NodeBuilder.aWarehouse;
import static org.baton.domain.support.OrderBuilder.anOrder;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.StockFeed.Count;
import org.baton.domain.order.OrderStatus;
import org.baton.domain.support.DomainIT;
import org.baton.domain.support.Race;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class StockFeedIT extends DomainIT {

    @Autowired
    private StockView view;

    @BeforeEach
    void network() {
        given(aStore("store-1"));
        given(aWarehouse("dc-1"));
        given("SKU-1", "SKU-2");
    }

    @Test
    void shouldSetOnHandWhenStockIsCounted() {
        var results = feed(
                new Count("store-1", "SKU-1", 7, 2, null, "A4", "A4-12", null),
                new Count("store-1", "SKU-2", 0, null, null, null, null, null));

        assertThat(results).extracting(StockFeed.RowResult::changed).containsExactly(true, false);
        assertThat(row("SKU-1"))
                .isEqualTo(new Stock(new NodeId("store-1"), new Sku("SKU-1"), 7, 0, 0, 2, 0, 2, "A4", "A4-12"));
        assertThat(row("SKU-1").availableToPromise()).isEqualTo(5);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldWriteNoMovementWhenACountIsRepeated() {
        feed(count("SKU-1", 7));
        var again = feed(count("SKU-1", 7));

        assertThat(again.getFirst().changed()).isFalse();
        assertThat(count("stock_movement")).isEqualTo(1);
    }

    @Test
    void shouldKeepWhatIsLeftOutWhenACountGivesNoDetails() {
        feed(new Count("store-1", "SKU-1", 7, 2, null, "A4", "A4-12", null));
        feed(count("SKU-1", 9));

        assertThat(row("SKU-1").safetyStock()).isEqualTo(2);
        assertThat(row("SKU-1").bin()).isEqualTo("A4-12");
    }

    @Test
    void shouldLetTheLaterRowStandWhenABatchNamesTheSameStockTwice() {
        feed(
                new Count("store-1", "SKU-1", 7, 1, null, "A1", null, null),
                new Count("store-1", "SKU-1", 4, 3, null, null, "B2", null),
                new Count(" store-1 ", "SKU-1", 5, null, null, null, null, null));

        assertThat(row("SKU-1"))
                .isEqualTo(new Stock(new NodeId("store-1"), new Sku("SKU-1"), 5, 0, 0, 3, 0, 2, "A1", "B2"));
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldRefuseWrongRowsAndTakeTheOthers() {
        var long65 = "x".repeat(65);
        var results = feed(
                new Count("store-9", "SKU-9", -1, -1, null, null, null, null),
                new Count(null, null, null, null, null, null, null, null),
                new Count(long65, long65, 1, null, null, "a\u0000", null, null),
                new Count("store\u0000", "SKU\u0000", Integer.MAX_VALUE, null, null, null, null, null),
                count("SKU-1", 7));

        assertThat(fields(results.get(0))).containsExactly("node", "sku", "onHand", "safetyStock");
        assertThat(fields(results.get(1))).containsExactly("node", "sku", "onHand");
        assertThat(fields(results.get(2))).containsExactly("node", "sku", "aisle");
        assertThat(fields(results.get(3))).containsExactly("node", "sku", "onHand");
        assertThat(results.get(4).errors()).isEmpty();
        assertThat(row("SKU-1").onHand()).isEqualTo(7);
    }

    @Test
    void shouldTakeNothingWhenTheBatchIsEmpty() {
        assertThat(feed()).isEmpty();
    }

    @Test
    void shouldBalanceWhenFeedsRaceOnTheSameStock() throws Exception {
        var tasks = new ArrayList<Callable<List<StockFeed.RowResult>>>();
        for (int i = 0; i < 12; i++) {
            var units = i;
            tasks.add(() -> feed(count("SKU-1", units), count("SKU-2", 20 - units)));
            tasks.add(() -> feed(count("SKU-2", 20 - units), count("SKU-1", units)));
        }

        var ignored = Race.run(tasks);

        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldWakeOrdersInOrderOfPlacementWhenSupplyArrives() {
        var late = accepted(anOrder().withLine("SKU-1", 2).placedAt(clock.instant()));
        var early =
                accepted(anOrder().withLine("SKU-1", 1).placedAt(clock.instant().minusSeconds(60)));
        var other = accepted(anOrder().withLine("SKU-2", 1));
        List.of(late, early, other).forEach(this::sourced);
        assertThat(status(late)).isEqualTo(OrderStatus.BACKORDERED);

        feed(new Count("dc-1", "SKU-1", 5, null, null, null, null, null));

        var woken = commands().stream()
                .filter(c -> c.startsWith("lines-to-source/"))
                .toList();
        assertThat(woken).hasSize(2);
        assertThat(woken.get(0)).startsWith("lines-to-source/" + early + "/supply/");
        assertThat(woken.get(1)).startsWith("lines-to-source/" + late + "/supply/");
        assertThat(sourced(early)).hasSize(1);
        assertThat(status(early)).isEqualTo(OrderStatus.IN_FULFILMENT);
    }

    @Test
    void shouldWakeNobodyWhenStockFalls() {
        feed(new Count("store-1", "SKU-1", 2, null, null, null, null, null));
        var order = accepted(anOrder().withLine("SKU-1", 2));
        sourced(order);
        feed(new Count("store-1", "SKU-1", 1, null, null, null, null, null));

        assertThat(commands()).noneMatch(c -> c.startsWith("lines-to-source/"));
    }

    @Test
    void shouldShowStockInPagesWhenThereIsMuch() {
        feed(count("SKU-1", 1), count("SKU-2", 2), new Count("dc-1", "SKU-1", 3, null, null, null, null, null));

        var first = view.page(null, null, "", "", 2);
        var last = first.getLast();
        var second = view.page(null, null, last.sku().value(), last.node().value(), 2);

        assertThat(first).extracting(Stock::onHand).containsExactly(3, 1);
        assertThat(second).extracting(Stock::onHand).containsExactly(2);
        assertThat(view.page(new NodeId("dc-1"), new Sku("SKU-1"), "", "", 9)).hasSize(1);
        assertThat(view.at(Set.of(new NodeId("store-1")), Set.of(new Sku("SKU-1"), new Sku("SKU-2"))))
                .hasSize(2);
    }

    private List<StockFeed.RowResult> feed(Count... rows) {
        return feed.count(List.of(rows), "stock.csv", "test");
    }

    private static Count count(String sku, int onHand) {
        return new Count("store-1", sku, onHand, null, null, null, null, null);
    }

    private Stock row(String sku) {
        return view.page(new NodeId("store-1"), new Sku(sku), "", "", 1).getFirst();
    }

    private static List<String> fields(StockFeed.RowResult result) {
        return result.errors().stream().map(e -> e.field()).toList();
    }
}
