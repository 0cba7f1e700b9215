package org.baton.domain.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.baton.domain.support.NodeBuilder.aStore;
import static org.baton.domain.support.OrderBuilder.anOrder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.inventory.StockFeed;
import org.baton.domain.support.Race;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class WavesIT extends StoreTaskCase {

    private static final NodeId STORE = new NodeId("store-1");

    @Autowired
    private Waves waves;

    private final List<Fulfilment> parts = new ArrayList<>();

    @BeforeEach
    void threeOrders() {
        given(aStore("store-1"));
        given("SKU-1", "SKU-2", "SKU-3");
        shelf("SKU-1", "B", "B02");
        shelf("SKU-2", "A", "A09");
        shelf("SKU-3", null, null);
        parts.clear();
        order("SKU-1", 1, "SKU-2", 1);
        order("SKU-1", 2, "SKU-3", 1);
        order("SKU-2", 1, "SKU-3", 1);
    }

    private void shelf(String sku, String aisle, String bin) {
        var count = new StockFeed.Count("store-1", sku, 30, null, null, aisle, bin, null);
        assertThat(feed.count(List.of(count), "count", "test").getFirst().errors())
                .isEmpty();
    }

    private void order(String first, int firstUnits, String second, int secondUnits) {
        var f = sourced(accepted(anOrder()
                        .collectedAt("store-1")
                        .withLine(first, firstUnits)
                        .withLine(second, secondUnits)))
                .getFirst();
        complete(task(f, "accept"), Map.of());
        task(f, "pick");
        parts.add(f);
    }

    @Test
    void shouldSortTheStopsOfAllOrdersByAisleAndBin() {
        var wave = waves.begin(STORE, 10, "ada");

        assertThat(wave.stops())
                .extracting(
                        Waves.Stop::aisle, Waves.Stop::bin, stop -> stop.sku().value(), Waves.Stop::units)
                .containsExactly(
                        tuple("A", "A09", "SKU-2", 2), tuple("B", "B02", "SKU-1", 3), tuple(null, null, "SKU-3", 2));
        assertThat(wave.parts()).extracting(Waves.Part::status).containsOnly(Task.Status.CLAIMED);
        assertRefused("nothing-to-pick", () -> waves.begin(STORE, 10, "bo"));
    }

    @Test
    void shouldSayIntoWhichSlotAnItemGoesAndCompleteAllPicks() {
        var wave = waves.begin(STORE, 10, "ada");
        assertThat(waves.scan(wave.id(), "SKU-9", null, "ada").slot()).isNull();
        for (var sku : List.of("SKU-2", "SKU-2", "SKU-1", "SKU-1", "SKU-1", "SKU-3", "SKU-3")) {
            assertThat(waves.scan(wave.id(), sku, null, "ada").slot()).as(sku).isNotNull();
        }
        assertThat(waves.scan(wave.id(), "SKU-1", null, "ada").scan().accepted())
                .as("one too many")
                .isFalse();

        var done = waves.complete(wave.id(), null, "ada");

        assertThat(done.endedAt()).isNotNull();
        assertThat(parts)
                .allSatisfy(f -> assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.PICKED));
        assertRefused("wave-ended", () -> waves.complete(wave.id(), null, "ada"));
        assertRefused("wave-ended", () -> waves.scan(wave.id(), "SKU-1", null, "ada"));
    }

    @Test
    void shouldCompleteNothingUnlessEverythingIsScannedOrExplained() {
        var wave = waves.begin(STORE, 10, "ada");
        waves.scan(wave.id(), "SKU-2", null, "ada");

        assertRefused("not-all-scanned", () -> waves.complete(wave.id(), null, "ada"));
        assertThat(parts)
                .allSatisfy(f -> assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.ACCEPTED));

        waves.complete(wave.id(), "mismatch", "ada");
        assertThat(parts)
                .as("one order needed what was scanned, the others got nothing")
                .extracting(f -> fulfilment(f.id()).units())
                .containsExactlyInAnyOrder(1, 0, 0);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldGiveEachOrderToOneWalkWhenTwoBeginAtOnce() throws Exception {
        Callable<Integer> ada = () -> begin("ada");
        Callable<Integer> bo = () -> begin("bo");

        var taken = Race.run(List.of(ada, bo));

        assertThat(taken.stream().mapToInt(i -> i).sum()).isEqualTo(3);
        assertThat(count("wave_part")).isEqualTo(3);
    }

    private int begin(String who) {
        try {
            return waves.begin(STORE, 2, who).parts().size();
        } catch (RefusedException e) {
            return 0;
        }
    }

    @Test
    void shouldBeTheWalkOfOneAssociate() {
        var wave = waves.begin(STORE, 10, "ada");

        assertRefused("task-claimed", () -> waves.scan(wave.id(), "SKU-1", null, "bo"));
        assertRefused("task-claimed", () -> waves.complete(wave.id(), null, "bo"));
    }
}
