package org.baton.domain.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.order.OrderEdits;
import org.baton.domain.order.OrderStatus;
import org.baton.domain.payment.PaymentBook;
import org.baton.domain.payment.PaymentEntry.Kind;
import org.baton.domain.payment.Payments;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class HandOversIT extends StoreTaskCase {

    @Autowired
    private HandOverBook handOvers;

    @Autowired
    private OrderAmendments amendments;

    @Autowired
    private Arrivals arrivals;

    @Autowired
    private Payments payments;

    @Autowired
    private PaymentBook entries;

    private Fulfilment f;
    private Task handOver;

    @BeforeEach
    void ready() {
        f = atStore(3, 1);
        assertThat(payments.authorise(f.orderId())).isTrue();
        for (var kind : List.of("accept", "pick", "pack")) {
            complete(task(f, kind), Map.of());
        }
        handOver = task(f, "hand-over");
    }

    private Map<String, Object> with(Map<String, Object> more) {
        var entered = new HashMap<>(more);
        entered.put("code", fulfilment(f.id()).pickupCode());
        return entered;
    }

    private static List<Map<String, Object>> units(String sku, int quantity) {
        return List.of(Map.of("sku", sku, "quantity", quantity));
    }

    @Test
    void shouldRecordWhoGotItFromWhom() {
        clock.advance(Duration.ofMinutes(5));
        complete(handOver, with(Map.of("recipient", "Bo Poe")));

        assertThat(handOvers.of(f.id())).singleElement().satisfies(record -> {
            assertThat(record.at()).isEqualTo(clock.instant());
            assertThat(record.associate()).isEqualTo("ada");
            assertThat(record.verifiedBy()).isEqualTo("code");
            assertThat(record.recipient()).isEqualTo("Bo Poe");
        });
        assertThat(status(f.orderId())).isEqualTo(OrderStatus.FULFILLED);
    }

    @Test
    void shouldOpenForTheQrCodeOfThisFulfilmentAlone() {
        var code = String.valueOf(fulfilment(f.id()).pickupCode());
        var foreign = new PickupQr(f.orderId().fulfilment(9), code).text();
        assertRefused("wrong-code", () -> complete(handOver, Map.of("qr", foreign)));
        assertRefused("wrong-code", () -> complete(handOver, Map.of("qr", "https://example.com")));

        complete(handOver, Map.of("qr", new PickupQr(f.id(), code).text()));

        assertThat(handOvers.of(f.id()).getFirst().verifiedBy()).isEqualTo("qr");
    }

    @Test
    void shouldRefuseTwentyTriesAfterTheFifthWithoutChangingAnything() {
        for (int i = 0; i < 20; i++) {
            var expected = i < 5 ? "wrong-code" : "code-locked";
            assertRefused(expected, () -> complete(handOver, Map.of("code", "nope")));
        }
        assertThat(fulfilment(f.id()).wrongCodes()).isEqualTo(5);
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.READY_FOR_PICKUP);
        assertRefused("code-locked", () -> complete(handOver, with(Map.of())));
        assertThat(handOvers.of(f.id())).isEmpty();
    }

    @Test
    void shouldTakeAnIdOnlyOfWhomTheCustomerNamed() {
        assertRefused("not-named", () -> complete(handOver, Map.of("idChecked", true, "recipient", "Mallory")));
        amendments.change(f.orderId(), new OrderEdits.Request(null, null, "Bo  Poe"), order -> {}, "service");

        complete(handOver, Map.of("idChecked", true, "recipient", "bo poe"));

        assertThat(handOvers.of(f.id()).getFirst().verifiedBy()).isEqualTo("id");
    }

    @Test
    void shouldKeepTheRestWaitingWhenOnlySomeIsTaken() {
        var still = complete(handOver, with(Map.of("taken", units("SKU-1", 2))));

        assertThat(still.status()).isEqualTo(Task.Status.OPEN);
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.READY_FOR_PICKUP);
        assertThat(stock("store-1", "SKU-1")).containsExactly(18, 1, 0);
        assertThat(status(f.orderId())).isEqualTo(OrderStatus.PARTIALLY_FULFILLED);

        complete(handOver, with(Map.of()));
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.PICKED_UP);
        assertThat(handOvers.of(f.id())).hasSize(2);
        assertThat(stock("store-1", "SKU-1")).containsExactly(17, 0, 0);
        assertThat(stockOutOfBalance()).isEmpty();
        assertThat(status(f.orderId())).isEqualTo(OrderStatus.FULFILLED);
    }

    @Test
    void shouldPayWhatWasTakenWhenTheRestIsNeverCollected() {
        complete(handOver, with(Map.of("taken", units("SKU-1", 2))));

        assertThat(progress.returnedToStock(f.id())).isFalse();
        payments.capture(f.id());

        assertThat(stock("store-1", "SKU-1")).containsExactly(18, 0, 0);
        assertThat(stock("store-1", "SKU-2")).containsExactly(20, 0, 0);
        assertThat(status(f.orderId())).isEqualTo(OrderStatus.FULFILLED);
        assertThat(captured()).isEqualTo("25.56");
        assertThat(progress.returnedToStock(f.id())).isFalse();
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldPutRefusedGoodsBackAndNotChargeThem() {
        complete(handOver, with(Map.of("refused", units("SKU-1", 3))));
        payments.capture(f.id());

        assertThat(stock("store-1", "SKU-1")).containsExactly(20, 0, 0);
        assertThat(order(f.orderId()).lines().get(1).cancelled()).isEqualTo(3);
        assertThat(captured()).isEqualTo("15.85");
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldSetDamagedGoodsAsideAndChargeNothingWhenEverythingIsRefused() {
        complete(
                handOver,
                with(Map.of(
                        "refused",
                        List.of(Map.of("sku", "SKU-1", "quantity", 3), Map.of("sku", "SKU-2", "quantity", 1)),
                        "refusedReason",
                        "damaged")));
        payments.capture(f.id());

        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.RETURNED_TO_STOCK);
        assertThat(stock("store-1", "SKU-1")).containsExactly(20, 0, 3);
        assertThat(status(f.orderId())).isEqualTo(OrderStatus.CANCELLED);
        assertThat(entries.of(f.orderId())).noneMatch(e -> e.kind() == Kind.CAPTURE);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldRefuseMoreThanWaits() {
        for (var entered : List.<Map<String, Object>>of(
                Map.of("taken", units("SKU-1", 4)),
                Map.of("taken", units("SKU-9", 1)),
                Map.of("taken", units("SKU-1", 2), "refused", units("SKU-1", 2)),
                Map.of("taken", List.of()),
                Map.of("taken", "all"),
                Map.of("refused", units("SKU-1", 1), "refusedReason", "ugly"))) {
            assertThatThrownBy(() -> complete(handOver, with(entered)))
                    .as(entered.toString())
                    .isInstanceOf(InvalidInputException.class);
        }
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.READY_FOR_PICKUP);
        assertThat(stock("store-1", "SKU-1")).containsExactly(20, 3, 0);
        assertThat(handOvers.of(f.id())).isEmpty();
    }

    @Test
    void shouldTellTheStoreWhoWaitsUntilTheyAreServed() {
        var token = arrivals.tokenFor(f);
        var since = arrivals.arrived(token, "7", "blue Volvo");
        clock.advance(Duration.ofMinutes(4));
        assertThat(arrivals.visit(arrivals.tokenFor(f)).since()).isEqualTo(since);
        assertThat(arrivals.arrived(token, "9", null)).isEqualTo(since);
        assertThat(eventTypes(f.orderId())).containsOnlyOnce("customer-arrived");

        assertThat(arrivals.waitingAt(f.node(), 10)).singleElement().satisfies(w -> {
            assertThat(w.spot()).isEqualTo("9");
            assertThat(w.car()).isEqualTo("blue Volvo");
            assertThat(w.since()).isEqualTo(since);
        });
        complete(handOver, with(Map.of()));
        assertThat(arrivals.waitingAt(f.node(), 10)).isEmpty();
        assertRefused("nothing-to-collect", () -> arrivals.arrived(token, null, null));
        assertThat(arrivals.visit(token).open()).isFalse();
    }

    @Test
    void shouldTakeNoLinkThatIsForgedForeignOrOver() {
        var token = arrivals.tokenFor(f);
        var forged = token.substring(0, token.length() - 2) + (token.endsWith("AA") ? "BB" : "AA");
        for (var bad : List.of("x", "a.b", "..", forged, token + "x", "🛒.🛒")) {
            assertThatThrownBy(() -> arrivals.arrived(bad, null, null)).isInstanceOf(NotFoundException.class);
        }
        assertThatThrownBy(() -> arrivals.arrived(token, "x".repeat(41), null))
                .isInstanceOf(InvalidInputException.class);
        clock.advance(Duration.ofDays(31));
        assertThatThrownBy(() -> arrivals.arrived(token, null, null)).isInstanceOf(SignedLinks.LinkOverException.class);
    }

    private String captured() {
        return entries.of(f.orderId()).stream()
                .filter(e -> e.kind() == Kind.CAPTURE)
                .map(e -> e.amount().amount())
                .findFirst()
                .orElse("none");
    }
}
