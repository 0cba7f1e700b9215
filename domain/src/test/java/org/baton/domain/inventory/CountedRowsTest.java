package org.baton.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.inventory.CountedRows.Details;
import org.baton.domain.inventory.StockComparison.Known;
import org.junit.jupiter.api.Test;

class CountedRowsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant LATER = NOON.plusMillis(1);
    private static final int NODES = 7;
    private static final int SKUS = 900;

    private static CountedRows many() {
        return CountedRows.of(
                sink -> {
                    for (int i = 0; i < NODES * SKUS; i++) {
                        var at = i % NODES == 0 ? LATER : null;
                        var bin = i % 2 == 0 ? "B" + i % 3 : null;
                        sink.row(i + 2, "node-" + i % NODES, "sku-" + i / NODES, i, at, null, null, null, bin);
                    }
                },
                NOON);
    }

    @Test
    void shouldFindEachOfManyRows() {
        var rows = many();

        assertThat(rows.total()).isEqualTo(NODES * SKUS);
        for (int i = 0; i < NODES * SKUS; i++) {
            int row = rows.find(
                    rows.nodes().find("node-" + i % NODES), rows.skus().find("sku-" + i / NODES));
            assertThat(row).isEqualTo(i);
            assertThat(rows.line(row)).isEqualTo(i + 2);
            assertThat(rows.onHand(row)).isEqualTo(i);
            assertThat(rows.at(row)).isEqualTo(i % NODES == 0 ? LATER : NOON);
            assertThat(rows.details(row).bin()).isEqualTo(i % 2 == 0 ? "B" + i % 3 : null);
        }
        assertThat(rows.find(rows.nodes().find("node-8"), 0)).isEqualTo(-1);
    }

    @Test
    void shouldSumUpWhatWasSaidOfANode() {
        var rows = CountedRows.of(
                sink -> {
                    sink.row(2, "a", "1", 5, LATER, null, null, null, null);
                    sink.row(3, "b", "1", 1, null, null, null, null, null);
                    sink.row(4, "b", "2", 2, LATER, null, null, null, null);
                },
                NOON);

        var a = rows.of(rows.nodes().find("a"));
        var b = rows.of(rows.nodes().find("b"));
        assertThat(a.asOf()).contains(LATER);
        assertThat(b.asOf()).isEmpty();
        assertThat(Arrays.asList(a.rows(), a.units(), b.rows(), b.units())).containsExactly(1L, 5L, 2L, 3L);
        assertThatThrownBy(() -> rows.countedAt(Map.of("a", NOON, "b", NOON)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.errors())
                                .extracting(FieldError::field)
                                .containsExactly("rows[2].asOf"));
    }

    @Test
    void shouldLeaveOnlyRowsThatSaySomethingNewInTheOrderOfTheirStock() {
        var rows = CountedRows.of(
                sink -> {
                    sink.row(2, "b", "2", 5, null, null, null, "A", null);
                    sink.row(3, "a", "2", 5, null, null, null, null, null);
                    sink.row(4, "b", "1", 5, null, null, null, null, null);
                    sink.row(5, "a", "3", 5, null, null, null, null, null);
                    sink.row(6, "c", "1", 5, null, null, null, null, null);
                    sink.row(7, "a", "1", 5, null, null, null, null, null);
                },
                NOON);
        var comparison = new StockComparison(rows);
        long before = rows.micros(0) - 1;
        comparison.meet(0, new Known(5, before, false, new Details(3, null, "B", "C")));
        comparison.meet(1, new Known(5, before, false, Details.NONE));
        comparison.meet(2, new Known(7, before, false, Details.NONE));
        comparison.meet(3, new Known(5, rows.micros(3), false, Details.NONE));
        comparison.meet(4, new Known(5, before, true, Details.NONE));
        comparison.end();

        assertThat(comparison.open()).containsExactly(5, 2, 4, 0, 3);
        assertThat(comparison.isFresh(5)).isTrue();
        assertThat(comparison.isFresh(2)).isFalse();
        assertThat(comparison.tellsMore(0)).isTrue();
        var b = comparison.of(rows.nodes().find("b"));
        assertThat(Arrays.asList(b.differing(), b.more(), b.off())).containsExactly(1L, -2L, 2L);
        assertThat(comparison.of(rows.nodes().find("c")).apart()).isEqualTo(1);
        assertThat(comparison.of(rows.nodes().find("a")).counted()).isEqualTo(1);
    }
}
