package org.baton.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baton.domain.support.NodeBuilder.aStore;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Reservations.Outcome;
import org.baton.domain.inventory.Reservations.Wanted;
import org.baton.domain.support.DomainIT;
import org.baton.domain.support.Race;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;

class ReservationsIT extends DomainIT {

    private static final int THREADS = 32;
    private static final FulfilmentId F = new FulfilmentId("ful_1");

    @Autowired
    private Reservations reservations;

    @BeforeEach
    void network() {
        given(aStore("store-1"));
        given("SKU-1", "SKU-2", "SKU-3", "SKU-4", "SKU-5");
        counted("store-1", "SKU-1", 10);
        counted("store-1", "SKU-2", 10);
    }

    @Test
    void shouldHoldEveryUnitWhenThereIsEnough() {
        assertThat(reserve(wanted(1, "SKU-1", 4), wanted(2, "SKU-2", 3), wanted(3, "SKU-1", 6)))
                .isEqualTo(new Outcome.Reserved());

        assertThat(stock("store-1", "SKU-1")).containsExactly(10, 10, 0);
        assertThat(stock("store-1", "SKU-2")).containsExactly(10, 3, 0);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldHoldNothingWhenOneLineFallsShort() {
        var outcome = reserve(wanted(1, "SKU-1", 4), wanted(2, "SKU-2", 11), wanted(3, "SKU-3", 1));

        assertThat(outcome).isEqualTo(new Outcome.Shortfall(List.of(key("SKU-2"), key("SKU-3"))));
        assertThat(stock("store-1", "SKU-1")).containsExactly(10, 0, 0);
        assertThat(count("reservation")).isZero();
    }

    @Test
    void shouldFallShortWhenTwoLinesOfOneSkuWantMoreThanThereIs() {
        assertThat(reserve(wanted(1, "SKU-1", 6), wanted(2, "SKU-1", 5))).isInstanceOf(Outcome.Shortfall.class);
    }

    @Test
    void shouldNotOfferSafetyStock() {
        feed.count(List.of(new StockFeed.Count("store-1", "SKU-1", 10, 8, null, null, null, null)), "count", "test");

        assertThat(reserve(wanted(1, "SKU-1", 3))).isInstanceOf(Outcome.Shortfall.class);
        assertThat(reserve(wanted(1, "SKU-1", 2))).isInstanceOf(Outcome.Reserved.class);
    }

    @Test
    void shouldRefuseWhenThereIsNoTransaction() {
        assertThatThrownBy(() -> reservations.ship(F)).isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void shouldNeverOversellWhenManyWantTheSameFewSkus() throws Exception {
        var skus = List.of("SKU-1", "SKU-2", "SKU-3", "SKU-4", "SKU-5");
        skus.forEach(sku -> counted("store-1", sku, 60));
        var tasks = new ArrayList<Callable<Integer>>();
        for (int thread = 0; thread < THREADS; thread++) {
            var name = "t" + thread;
            var random = new Random(thread);
            tasks.add(() -> buyAndLetGo(skus, name, random));
        }

        var held = Race.run(tasks).stream().mapToInt(i -> i).sum();

        assertThat(stockOutOfBalance()).isEmpty();
        var sums = jdbc.sql("select sum(reserved) r, max(reserved - on_hand) over_sold from stock")
                .query()
                .singleRow();
        assertThat(sums).containsEntry("r", (long) held);
        assertThat((Integer) sums.get("over_sold")).isNotPositive();
        // Everybody wanted far more than there is, so hardly anything may be left.
        assertThat(held).isGreaterThan(250);
    }

    private int buyAndLetGo(List<String> skus, String thread, Random random) {
        int held = 0;
        for (int n = 0; n < 12; n++) {
            var id = new FulfilmentId("ful_" + thread + "_" + n);
            var order = new ArrayList<>(skus);
            Collections.shuffle(order, random);
            var wanted = new ArrayList<Wanted>();
            for (int line = 1; line <= 2; line++) {
                var quantity = 1 + random.nextInt(3);
                wanted.add(
                        new Wanted(id, new OrderId("ord_" + id), line, node(), new Sku(order.get(line - 1)), quantity));
            }
            var reserved = reserve(wanted.toArray(Wanted[]::new)) instanceof Outcome.Reserved;
            if (reserved && n % 6 == 0) {
                transaction.executeWithoutResult(t -> reservations.release(id, "changed my mind"));
            } else if (reserved) {
                held += wanted.stream().mapToInt(Wanted::quantity).sum();
            }
        }
        return held;
    }

    /** The table of rejection reasons in the field: 10 on hand, 4 reserved, 3 of them given back. */
    @ParameterizedTest
    @CsvSource({"NOT_IN_STOCK, 0, 1, 0", "MISMATCH, 7, 1, 0", "DAMAGED, 10, 1, 3", "NO_VARIANCE, 10, 1, 0"})
    void shouldCorrectStockByTheReasonWhenUnitsAreGivenBack(
            RejectionReason reason, int onHand, int reserved, int damaged) {
        reserve(wanted(1, "SKU-1", 4));

        giveBack(Map.of(1, 3), reason);

        assertThat(stock("store-1", "SKU-1")).containsExactly(onHand, reserved, damaged);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NOT_IN_STOCK, 0, 0", "MISMATCH, 0, 0", "DAMAGED, 10, 10", "NO_VARIANCE, 10, 0"})
    void shouldNotCorrectTwiceWhenTwoLinesOfOneSkuAreGivenBack(RejectionReason reason, int onHand, int damaged) {
        reserve(wanted(1, "SKU-1", 6), wanted(2, "SKU-1", 4));

        giveBack(Map.of(1, 6, 2, 4), reason);

        assertThat(stock("store-1", "SKU-1")).containsExactly(onHand, 0, damaged);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NOT_IN_STOCK, 0, 0", "MISMATCH, 0, 0", "DAMAGED, 5, 5", "NO_VARIANCE, 5, 0"})
    void shouldStayAboveZeroWhenThePointOfSaleSoldWhatWasHeld(RejectionReason reason, int onHand, int damaged) {
        reserve(wanted(1, "SKU-1", 4), wanted(2, "SKU-1", 4));
        counted("store-1", "SKU-1", 5);

        giveBack(Map.of(1, 4, 2, 4), reason);

        assertThat(stock("store-1", "SKU-1")).containsExactly(onHand, 0, damaged);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldLeaveDamagedUnitsWhenTheRestIsNotInStock() {
        reserve(wanted(1, "SKU-1", 5));
        giveBack(Map.of(1, 2), RejectionReason.DAMAGED, "rejected/0");
        giveBack(Map.of(1, 3), RejectionReason.NOT_IN_STOCK, "rejected/2");

        assertThat(stock("store-1", "SKU-1")).containsExactly(2, 0, 2);
    }

    @Test
    void shouldTakeUnitsFromOnHandWhenTheyShip() {
        reserve(wanted(1, "SKU-1", 4), wanted(2, "SKU-1", 2));

        for (int time = 0; time < 2; time++) {
            transaction.executeWithoutResult(t -> reservations.ship(F));
        }

        assertThat(stock("store-1", "SKU-1")).containsExactly(4, 0, 0);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldShipNoMoreThanIsOnHandWhenAUnitWasSoldMeanwhile() {
        reserve(wanted(1, "SKU-1", 4), wanted(2, "SKU-1", 2));
        counted("store-1", "SKU-1", 5);

        transaction.executeWithoutResult(t -> reservations.ship(F));

        assertThat(stock("store-1", "SKU-1")).containsExactly(0, 0, 0);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldDoNothingWhenNothingIsHeld() {
        transaction.executeWithoutResult(t -> {
            reservations.release(new OrderId("ord_none"), "cancelled");
            reservations.release(F, "not collected");
            reservations.ship(F);
            reservations.giveBack(F, Map.of(1, 1), RejectionReason.DAMAGED, "rejected/0");
        });

        assertThat(count("stock_movement")).isEqualTo(2);
    }

    @Test
    void shouldLetGoOfAllWhenAnOrderIsReleasedTwice() {
        reserve(wanted(1, "SKU-1", 4), wanted(2, "SKU-2", 2));

        for (int time = 0; time < 2; time++) {
            transaction.executeWithoutResult(t -> reservations.release(new OrderId("ord_1"), "cancelled"));
        }

        assertThat(stock("store-1", "SKU-1")).containsExactly(10, 0, 0);
        assertThat(stock("store-1", "SKU-2")).containsExactly(10, 0, 0);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    private void giveBack(Map<Integer, Integer> units, RejectionReason reason) {
        giveBack(units, reason, "rejected/0");
    }

    private void giveBack(Map<Integer, Integer> units, RejectionReason reason, String cause) {
        transaction.executeWithoutResult(t -> reservations.giveBack(F, units, reason, cause));
    }

    private Outcome reserve(Wanted... wanted) {
        return transaction.execute(t -> reservations.reserve(List.of(wanted), 0));
    }

    private static Wanted wanted(int line, String sku, int quantity) {
        return new Wanted(F, new OrderId("ord_1"), line, node(), new Sku(sku), quantity);
    }

    private static StockKey key(String sku) {
        return new StockKey(node(), new Sku(sku));
    }

    private static NodeId node() {
        return new NodeId("store-1");
    }
}
