package org.baton.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.baton.domain.support.NodeBuilder.aStore;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.inventory.StockMovements.Message;
import org.baton.domain.inventory.StockSnapshots.Origin;
import org.baton.domain.support.DomainIT;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class StockSequencesIT extends DomainIT {

    @Autowired
    private StockMovements movements;

    @Autowired
    private StockSnapshots snapshots;

    @BeforeEach
    void store() {
        given(aStore("store-1"));
        given("SKU-1");
    }

    private String told(String source, String type, int quantity, @Nullable Instant at, @Nullable Long sequence) {
        var id = source + type + at + sequence;
        var message = new Message(id, source, at, "store-1", "SKU-1", type, quantity, null, null, sequence);
        return movements.take(List.of(message), "test").getFirst().status();
    }

    private StockSnapshots.Report snapshot(String source, @Nullable Instant asOf, @Nullable Long sequence, int onHand) {
        var origin = new Origin(source, clock.instant(), sequence, "test", "key-" + sequence + asOf, "hash");
        return snapshots.take(origin, rows -> rows.row(2, "store-1", "SKU-1", onHand, asOf, null, null, null, null));
    }

    private static void assertMixed(String field, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.errors())
                                .extracting(FieldError::field, FieldError::code)
                                .containsExactly(tuple(field, "mixed")));
    }

    @Test
    void shouldNotLetAnOlderNumberOverwriteANewerOne() {
        assertThat(told("wms", "count", 10, null, 20L)).isEqualTo("applied");
        assertThat(told("wms", "count", 3, null, 10L)).isEqualTo("counted-since");
        assertThat(told("wms", "sale", 1, null, 19L)).isEqualTo("counted-since");
        assertThat(told("wms", "sale", 1, null, 21L)).isEqualTo("applied");

        assertThat(snapshot("wms", null, 15L, 99).superseded()).isEqualTo(1);
        assertThat(stock("store-1", "SKU-1")).containsExactly(9, 0, 0);
        assertThat(snapshot("wms", null, 20L, 8).changed()).isEqualTo(1);
        assertThat(stock("store-1", "SKU-1")).containsExactly(7, 0, 0);
    }

    @Test
    void shouldTakeALateNumberForOlderThanWhatAnotherSourceToldMeanwhile() {
        told("wms", "count", 10, null, 1L);
        clock.advance(Duration.ofMinutes(1));
        told("wms", "receipt", 5, null, 3L);
        clock.advance(Duration.ofMinutes(1));
        told("pos", "sale", 2, clock.instant(), null);
        clock.advance(Duration.ofMinutes(1));

        // It was counted before the receipt, and so before the sale.
        told("wms", "count", 20, null, 2L);

        assertThat(stock("store-1", "SKU-1")).containsExactly(23, 0, 0);
    }

    @Test
    void shouldRefuseASourceThatMixesTimesAndNumbers() {
        var now = clock.instant();
        told("wms", "count", 10, null, 1L);
        told("pos", "sale", 1, now, null);

        assertMixed("[0].sequence", () -> told("wms", "sale", 1, now, null));
        assertMixed("[0].sequence", () -> told("pos", "sale", 1, null, 7L));
        assertMixed("[0].sequence", () -> told("new", "sale", 1, now, 7L));
        assertMixed("sequence", () -> snapshot("pos", null, 7L, 5));
        assertMixed("sequence", () -> snapshot("wms", null, null, 5));
        assertMixed("rows[2].asOf", () -> snapshot("wms", now, 9L, 5));
        assertMixed(
                "[1].sequence",
                () -> movements.take(
                        List.of(
                                new Message("a", "new", null, "store-1", "SKU-1", "sale", 1, null, null, 1L),
                                new Message("b", "new", now, "store-1", "SKU-1", "sale", 1, null, null, null)),
                        "test"));

        assertThat(stock("store-1", "SKU-1")).containsExactly(9, 0, 0);
        assertThat(jdbc.sql("select source || ' ' || ordered_by from stock_source order by 1")
                        .query(String.class)
                        .list())
                .containsExactly("pos time", "wms sequence");
    }

    @Test
    void shouldSayThatOneOfBothIsNeeded() {
        assertThatThrownBy(() -> told("new", "sale", 1, null, null))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.errors())
                                .extracting(FieldError::field, FieldError::code)
                                .containsExactly(tuple("[0].occurredAt", "required")));
        assertThatThrownBy(() -> told("new", "sale", 1, null, -1L)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void shouldCountFirstWhenACountAndASaleHaveTheSameTimeInWhateverOrderTheyArrive() {
        given("SKU-2");
        var at = clock.instant();
        clock.advance(Duration.ofMinutes(1));
        var count = new Message("c", "pos", at, "store-1", "SKU-1", "count", 10, null, null, null);
        var sale = new Message("s", "pos", at, "store-1", "SKU-1", "sale", 1, null, null, null);
        var count2 = new Message("c2", "pos", at, "store-1", "SKU-2", "count", 10, null, null, null);
        var sale2 = new Message("s2", "pos", at, "store-1", "SKU-2", "sale", 1, null, null, null);

        movements.take(List.of(count), "till");
        movements.take(List.of(sale), "till");
        movements.take(List.of(sale2), "till");
        movements.take(List.of(count2), "till");

        assertThat(stock("store-1", "SKU-1")).containsExactly(9, 0, 0);
        assertThat(stock("store-1", "SKU-2")).containsExactly(9, 0, 0);
    }
}
