package org.baton.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.baton.domain.support.NodeBuilder.aStore;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.RefusedException;
import org.baton.domain.inventory.StockMovements.Message;
import org.baton.domain.inventory.StockSnapshots.Origin;
import org.baton.domain.inventory.StockSnapshots.Report;
import org.baton.domain.support.DomainIT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class StockSnapshotsIT extends DomainIT {

    private record Row(String node, String sku, int onHand) {}

    @Autowired
    private StockSnapshots snapshots;

    @Autowired
    private StockMovements movements;

    @Autowired
    private Reconciliations reconciliations;

    private Instant start = Instant.EPOCH;

    @BeforeEach
    void network() {
        given(aStore("store-1"));
        given(aStore("store-2"));
        given("SKU-1", "SKU-2", "SKU\\3");
        start = clock.instant();
        clock.advance(Duration.ofHours(1));
    }

    private Report snapshot(String key, int minute, Row... rows) {
        var asOf = start.plusSeconds(60L * minute);
        return snapshots.take(new Origin("wms", asOf, null, "test", key, "hash-" + Arrays.hashCode(rows)), sink -> {
            for (int i = 0; i < rows.length; i++) {
                sink.row(i + 2, rows[i].node(), rows[i].sku(), rows[i].onHand(), null, null, null, null, null);
            }
        });
    }

    private void sold(String id, String sku, int minute) {
        movements.take(
                List.of(new Message(
                        id, "pos", start.plusSeconds(60L * minute), "store-1", sku, "sale", 1, null, null, null)),
                "till");
    }

    @Test
    void shouldTakeWhatDiffersAndLeaveTheRest() {
        var first = snapshot(
                "a",
                0,
                new Row("store-1", "SKU-1", 5),
                new Row("store-1", "SKU\\3", 0),
                new Row("store-2", "SKU-2", 7));
        var second = snapshot("b", 1, new Row("store-1", "SKU-1", 5), new Row("store-2", "SKU-2", 9));

        assertThat(List.of(first.rows(), first.changed(), first.unchanged())).containsExactly(3L, 2L, 1L);
        assertThat(List.of(second.rows(), second.changed(), second.unchanged())).containsExactly(2L, 1L, 1L);
        assertThat(stock("store-2", "SKU-2")).containsExactly(9, 0, 0);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldTellHowFarItAndBatonLayApart() {
        snapshot("a", 0, new Row("store-1", "SKU-1", 5), new Row("store-1", "SKU-2", 4));
        snapshot(
                "b",
                1,
                new Row("store-1", "SKU-1", 5),
                new Row("store-1", "SKU-2", 1),
                new Row("store-1", "SKU\\3", 0));

        var rows = reconciliations.page("wms", null, "", "", 10);

        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().accuracyPercent()).isEqualTo(66.67);
        assertThat(rows.getFirst())
                .extracting("rows", "agreeing", "unitsSaid", "unitsBelieved", "unitsOff")
                .containsExactly(3, 2, 6L, 9L, 3L);
    }

    @Test
    void shouldKeepNewerMovementsAndForgetOlderSales() {
        snapshot("a", 0, new Row("store-1", "SKU-1", 10), new Row("store-1", "SKU-2", 10));
        sold("1", "SKU-1", 30);

        var report = snapshot("b", 20, new Row("store-1", "SKU-1", 8), new Row("store-1", "SKU-2", 10));
        assertThat(stock("store-1", "SKU-1")).containsExactly(7, 0, 0);
        assertThat(report.changed()).isEqualTo(1);

        // The whole store was counted at minute 20, also the row that agreed.
        sold("2", "SKU-2", 10);
        assertThat(stock("store-1", "SKU-2")).containsExactly(10, 0, 0);
        sold("3", "SKU-2", 25);
        assertThat(stock("store-1", "SKU-2")).containsExactly(9, 0, 0);
    }

    @Test
    void shouldForgetOlderSalesOfRowsThatAPartOfAStoreWasCountedOf() {
        snapshot("a", 0, new Row("store-1", "SKU-1", 10), new Row("store-1", "SKU-2", 10));
        snapshot("b", 20, new Row("store-1", "SKU-2", 10));

        sold("1", "SKU-2", 10);
        sold("2", "SKU-1", 10);

        assertThat(stock("store-1", "SKU-2")).containsExactly(10, 0, 0);
        assertThat(stock("store-1", "SKU-1")).containsExactly(9, 0, 0);
    }

    @Test
    void shouldCountARowApartThatTheCountsOfItsStoreDoNotName() {
        snapshot(
                "a",
                0,
                new Row("store-1", "SKU-1", 10),
                new Row("store-1", "SKU-2", 10),
                new Row("store-1", "SKU\\3", 10));
        snapshot("b", 20, new Row("store-1", "SKU-1", 10), new Row("store-1", "SKU-2", 10));

        sold("1", "SKU-1", 10);
        sold("2", "SKU\\3", 10);
        sold("3", "SKU\\3", -10);
        assertThat(stock("store-1", "SKU-1")).containsExactly(10, 0, 0);
        assertThat(stock("store-1", "SKU\\3")).containsExactly(9, 0, 0);

        snapshot("c", 30, new Row("store-1", "SKU-1", 10), new Row("store-1", "SKU-2", 10));
        sold("4", "SKU\\3", 25);
        assertThat(stock("store-1", "SKU\\3")).containsExactly(8, 0, 0);

        snapshot(
                "d",
                40,
                new Row("store-1", "SKU-1", 10),
                new Row("store-1", "SKU-2", 10),
                new Row("store-1", "SKU\\3", 8));
        sold("5", "SKU\\3", 35);
        assertThat(stock("store-1", "SKU\\3")).containsExactly(8, 0, 0);
        snapshot("e", 50, new Row("store-1", "SKU\\3", 8));
        sold("6", "SKU\\3", 45);
        assertThat(stock("store-1", "SKU\\3")).containsExactly(8, 0, 0);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldReadOnlyTheRowsThatASmallSnapshotNames() {
        var skus = IntStream.range(100, 130).mapToObj(n -> "SKU-" + n).toArray(String[]::new);
        given(skus);
        snapshot(
                "a",
                0,
                Arrays.stream(skus).map(sku -> new Row("store-1", sku, 5)).toArray(Row[]::new));
        jdbc.sql("analyze stock").update();

        var small = snapshot(
                "b",
                20,
                new Row("store-1", "SKU-100", 5),
                new Row("store-1", "SKU-101", 6),
                new Row("store-2", "SKU-100", 7));

        assertThat(List.of(small.rows(), small.changed(), small.unchanged())).containsExactly(3L, 2L, 1L);
        assertThat(reconciliations.page("wms", null, "", "", 10))
                .extracting("rows", "agreeing", "unitsSaid", "unitsBelieved", "unitsOff")
                .containsExactly(tuple(2, 1, 11L, 10L, 1L), tuple(1, 0, 7L, 0L, 7L));
        // Only what was named is counted: the rest of the store keeps its older sales.
        sold("1", "SKU-100", 10);
        sold("2", "SKU-129", 10);
        assertThat(stock("store-1", "SKU-100")).containsExactly(5, 0, 0);
        assertThat(stock("store-1", "SKU-129")).containsExactly(4, 0, 0);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldTakeWhatRowsSayBesidesUnitsAndLeaveWhatTheyDoNotSay() {
        snapshot("a", 0, new Row("store-1", "SKU-1", 5), new Row("store-1", "SKU-2", 5));
        jdbc.sql("update stock set aisle = 'A', bin = 'B', safety_stock = 3").update();

        var report = snapshots.take(new Origin("wms", start.plusSeconds(60), null, "test", "b", "hash"), sink -> {
            sink.row(2, "store-1", "SKU-1", 5, null, null, 2, "C\\D", null);
            sink.row(3, "store-1", "SKU-2", 5, null, 3, null, "A", "B");
        });

        assertThat(List.of(report.changed(), report.unchanged())).containsExactly(0L, 2L);
        assertThat(jdbc.sql("""
                        select concat_ws(' ', sku, safety_stock, threshold, aisle, bin, on_hand) from stock order by sku""").query(String.class).list()).containsExactly("SKU-1 3 2 C\\D B 5", "SKU-2 3 A B 5");
    }

    @Test
    void shouldChangeNothingWhenASnapshotIsOlderThanTheLast() {
        snapshot("a", 20, new Row("store-1", "SKU-1", 10));

        var late = snapshot("b", 10, new Row("store-1", "SKU-1", 3));

        assertThat(late.superseded()).isEqualTo(1);
        assertThat(stock("store-1", "SKU-1")).containsExactly(10, 0, 0);
    }

    @Test
    void shouldTakeTheSameSnapshotOnce() {
        var first = snapshot("a", 0, new Row("store-1", "SKU-1", 5));
        sold("1", "SKU-1", 5);

        assertThat(snapshot("a", 0, new Row("store-1", "SKU-1", 5))).isEqualTo(first);
        assertThatThrownBy(() -> snapshot("a", 0, new Row("store-1", "SKU-1", 6)))
                .isInstanceOf(RefusedException.class);
        assertThat(stock("store-1", "SKU-1")).containsExactly(4, 0, 0);
    }

    @Test
    void shouldTakeNothingWhenAnyRowIsWrong() {
        assertThatThrownBy(() -> snapshot(
                        "a",
                        0,
                        new Row("store-1", "SKU-1", 5),
                        new Row("nowhere", "SKU-1", 5),
                        new Row("store-1", "NOTHING", 5)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.errors())
                                .extracting(FieldError::field)
                                .containsExactly("rows[3].node", "rows[4].sku"));
        assertThatThrownBy(() -> snapshot(
                        "a",
                        0,
                        new Row("store-1", "SKU-1", 5),
                        new Row("store-2", "SKU-1", 5),
                        new Row("store-1", "SKU-1", 6)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.errors())
                                .extracting(FieldError::field, FieldError::code)
                                .containsExactly(tuple("rows[4]", "duplicate")));
        assertThat(count("stock")).isZero();
        assertThat(count("stock_snapshot")).isZero();
    }
}
