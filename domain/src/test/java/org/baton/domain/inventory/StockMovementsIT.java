package org.baton.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.baton.domain.support.NodeBuilder.aStore;
import static org.baton.domain.support.NodeBuilder.aWarehouse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.common.Saved;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.StockMovements.Message;
import org.baton.domain.inventory.StockMovements.Result;
import org.baton.domain.support.DomainIT;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

class StockMovementsIT extends DomainIT {

    @Autowired
    private StockMovements movements;

    @Autowired
    private StockTransfers transfers;

    @Autowired
    private Inbound inbound;

    @Autowired
    private StockSignals signals;

    @Autowired
    private LedgerView ledger;

    private Instant now = Instant.EPOCH;

    @BeforeEach
    void network() {
        given(aStore("store-1"));
        given(aWarehouse("dc-1"));
        given("SKU-1", "SKU-2");
        now = clock.instant();
        clock.advance(Duration.ofHours(1));
    }

    private Message message(String id, String type, int quantity, int minute) {
        return message(id, type, quantity, minute, null);
    }

    private Message message(String id, String type, int quantity, int minute, @Nullable String reference) {
        var reason = type.equals("adjustment") ? "found behind the shelf" : null;
        return new Message(
                id, "pos", now.plusSeconds(60L * minute), "store-1", "SKU-1", type, quantity, reason, reference, null);
    }

    private List<Result> told(Message... messages) {
        return movements.take(List.of(messages), "till");
    }

    @Test
    void shouldMoveStockAsEachTypeSays() {
        var results = told(
                message("1", "count", 10, 0),
                message("2", "sale", 3, 1),
                message("3", "return", 1, 2),
                message("4", "receipt", 20, 3),
                message("5", "adjustment", -2, 4),
                message("6", "transfer-out", 4, 5),
                message("7", "transfer-in", 5, 6),
                message("8", "damage", 2, 7));

        assertThat(results).extracting(Result::status).containsOnly("applied");
        assertThat(results.getFirst().variance()).isEqualTo(10);
        assertThat(stock("store-1", "SKU-1")).containsExactly(27, 0, 2);
        assertThat(stockOutOfBalance()).isEmpty();
        assertThat(ledger.of(new Sku("SKU-1"), null, Long.MAX_VALUE, 10))
                .hasSize(8)
                .allSatisfy(e -> assertThat(e.source()).isEqualTo("pos"))
                .extracting(LedgerView.Entry::quantity)
                .containsExactly(2, 5, 4, -2, 20, 1, 3, 10);
    }

    @Test
    void shouldChangeNothingWhenAMessageIsRepeated() {
        told(message("1", "receipt", 5, 0));

        assertThat(told(message("1", "receipt", 5, 0), message("2", "sale", 1, 1)))
                .extracting(Result::status)
                .containsExactly("unchanged", "applied");
        assertThat(stock("store-1", "SKU-1")).containsExactly(4, 0, 0);
        assertThatThrownBy(() -> told(message("1", "receipt", 6, 0)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.errors())
                                .extracting(FieldError::field, FieldError::code)
                                .containsExactly(tuple("[0].id", "reused")));
    }

    @Test
    void shouldLetANewerCountStandWhenAnOlderOneComesLate() {
        told(message("new", "count", 7, 30));

        assertThat(told(message("old", "count", 50, 10)))
                .extracting(Result::status)
                .containsExactly("counted-since");
        assertThat(stock("store-1", "SKU-1")).containsExactly(7, 0, 0);
    }

    @Test
    void shouldKeepNewerMovementsWhenAnOlderCountComesLate() {
        told(message("1", "receipt", 10, 0), message("2", "sale", 4, 20));

        var late = told(message("3", "count", 9, 10));

        assertThat(late.getFirst().variance()).isEqualTo(-1);
        assertThat(stock("store-1", "SKU-1")).containsExactly(5, 0, 0);
    }

    @Test
    void shouldOnlyNoteASaleThatACountHasSeen() {
        told(message("1", "count", 9, 10));

        assertThat(told(message("2", "sale", 1, 5))).extracting(Result::status).containsExactly("counted-since");
        assertThat(stock("store-1", "SKU-1")).containsExactly(9, 0, 0);
        assertThat(count("stock_movement")).isEqualTo(2);
    }

    @Test
    void shouldTakeNoneWhenOneIsWrong() {
        var wrong = new Message("2", "pos", now, "nowhere", "NOTHING", "sale", -1, null, null, null);

        assertThatThrownBy(() -> told(
                        message("1", "receipt", 5, 0),
                        wrong,
                        message("1", "receipt", 5, 0),
                        message("4", "theft", 1, 0),
                        message("5", "sale", 1, 1_000),
                        new Message(null, null, null, null, null, null, null, null, null, null)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.errors())
                                .extracting(FieldError::field)
                                .containsExactly(
                                        "[1].node",
                                        "[1].sku",
                                        "[1].quantity",
                                        "[2].id",
                                        "[3].type",
                                        "[4].occurredAt",
                                        "[5].id",
                                        "[5].node",
                                        "[5].sku",
                                        "[5].occurredAt",
                                        "[5].type"));
        assertThat(count("stock_movement")).isZero();
    }

    @Test
    void shouldReceiveAgainstANotice() {
        var line = new Inbound.Line("store-1", "SKU-1", 12, LocalDate.parse("2026-12-01"));
        assertThat(inbound.save("ASN-7", List.of(line), "erp")).isEqualTo(Saved.CREATED);
        var at = List.of(new NodeId("store-1"));
        var skus = List.of(new Sku("SKU-1"));
        assertThat(inbound.by(LocalDate.parse("2026-11-30"), at, skus)).isEmpty();
        assertThat(inbound.by(LocalDate.parse("2026-12-01"), at, skus)).containsValue(12);

        told(message("1", "receipt", 5, 0, "ASN-7"));
        told(message("1", "receipt", 5, 0, "ASN-7"));

        assertThat(inbound.by(LocalDate.parse("2026-12-01"), at, skus)).containsValue(7);
        assertThat(inbound.of("ASN-7").getFirst().received()).isEqualTo(5);
    }

    @Test
    void shouldTransferBothSidesOrNone() {
        told(message("1", "receipt", 5, 0));
        var transfer = new StockTransfers.Transfer("T-1", "store-1", "dc-1", "SKU-1", 3, null, null);

        assertThat(transfers.transfer(transfer, "ops")).isTrue();
        assertThat(transfers.transfer(transfer, "ops")).isFalse();
        assertThat(stock("store-1", "SKU-1")).containsExactly(2, 0, 0);
        assertThat(stock("dc-1", "SKU-1")).containsExactly(3, 0, 0);

        var tooMany = new StockTransfers.Transfer("T-2", "store-1", "dc-1", "SKU-1", 3, null, null);
        assertThatThrownBy(() -> transfers.transfer(tooMany, "ops")).isInstanceOf(RefusedException.class);
        var other = new StockTransfers.Transfer("T-1", "store-1", "dc-1", "SKU-1", 2, null, null);
        assertThatThrownBy(() -> transfers.transfer(other, "ops")).isInstanceOf(RefusedException.class);
        assertThat(stock("store-1", "SKU-1")).containsExactly(2, 0, 0);
    }

    @Test
    void shouldCountATransferUnderWayAsInbound() {
        told(message("1", "receipt", 5, 0));
        var day = LocalDate.parse("2026-11-25");
        var transfer = new StockTransfers.Transfer("T-1", "store-1", "dc-1", "SKU-1", 3, day, "christmas");

        assertThat(transfers.transfer(transfer, "ops")).isTrue();

        assertThat(stock("store-1", "SKU-1")).containsExactly(2, 0, 0);
        assertThat(inbound.by(day, List.of(new NodeId("dc-1")), List.of(new Sku("SKU-1"))))
                .containsValue(3);
    }

    @Test
    void shouldSignalLowOutBackAndOversold() {
        told(message("1", "receipt", 5, 0));
        told(message("2", "sale", 3, 1));
        told(message("3", "sale", 2, 2));
        told(message("4", "receipt", 9, 3));

        assertThat(signals.page(null, null, null, 0, 10))
                .extracting(s -> s.type().text(), StockSignal::units)
                .containsExactly(tuple("low-stock", 2), tuple("out-of-stock", 0), tuple("back-in-stock", 9));
    }

    @Test
    void shouldRefuseEveryOtherWriterOfUnits() {
        told(message("1", "receipt", 5, 0));

        assertThatThrownBy(() -> jdbc.sql("update stock set on_hand = 6").update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.sql("update stock set reserved = 1").update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() ->
                        jdbc.sql("update stock_movement set on_hand_change = 6").update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.sql("delete from stock_movement").update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into stock (node_id, sku, on_hand, updated_at)
                                values ('dc-1', 'SKU-2', 3, now())""").update()).isInstanceOf(DataAccessException.class);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldKeepBackWhatTheTableSaysUnlessTheNodeSaysOtherwise() {
        rules.keepBack(2, 1, 4);
        told(message("1", "receipt", 10, 0));
        assertThat(available()).isEqualTo(7);

        var counted = new StockFeed.Count("store-1", "SKU-1", 10, 0, null, null, null, null);
        assertThat(feed.count(List.of(counted), "count", "test").getFirst().errors())
                .isEmpty();

        assertThat(available()).isEqualTo(9);
    }

    @Autowired
    private StockView view;

    private int available() {
        return view.at(List.of(new NodeId("store-1")), List.of(new Sku("SKU-1")))
                .getFirst()
                .availableToPromise();
    }
}
