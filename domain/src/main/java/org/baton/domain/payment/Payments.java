package org.baton.domain.payment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.Money;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RoundTrip;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.baton.domain.order.HoldReason;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderEvents;
import org.baton.domain.order.OrderLifecycle;
import org.baton.domain.payment.PaymentEntry.Kind;
import org.baton.domain.payment.PaymentEntry.Status;
import org.baton.domain.payment.PaymentGateway.Answer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves an order's money: authorised once it is accepted, captured per fulfilment when the goods leave, and let go, as
 * far as it was not captured, when it is cancelled or ends with less than was ordered. The provider is asked outside of
 * any transaction, with the entry's key, so that a repeated try is one effect. An order that is paid by invoice asks no
 * provider.
 */
@Service
public class Payments {

    private static final String CARD = "card";

    private final OrderBook orders;
    private final OrderLifecycle lifecycle;
    private final OrderEvents events;
    private final FulfilmentBook fulfilments;
    private final PaymentBook entries;
    private final PaymentGateway gateway;
    private final TransactionTemplate transaction;
    private final JdbcTemplate database;

    Payments(
            OrderBook orders,
            OrderLifecycle lifecycle,
            OrderEvents events,
            FulfilmentBook fulfilments,
            PaymentBook entries,
            PaymentGateway gateway,
            TransactionTemplate transaction,
            JdbcTemplate database) {
        this.orders = orders;
        this.lifecycle = lifecycle;
        this.events = events;
        this.fulfilments = fulfilments;
        this.entries = entries;
        this.gateway = gateway;
        this.transaction = transaction;
        this.database = database;
    }

    /**
     * Authorises what the order costs. Each release of a declined order is a new try with a key of its own.
     *
     * @return false if the provider declined; the order is then on hold
     */
    public boolean authorise(OrderId id) {
        var trip = new RoundTrip(database);
        var read = orders.find(trip, id);
        var booked = entries.of(trip, id);
        trip.go();
        var order = read.get().orElseThrow(() -> new NotFoundException("order", id));
        if (!order.paymentMethod().equals(CARD) || order.total().minor() == 0 || order.cancelRequested()) {
            return true;
        }
        var declined = with(booked.get(), Kind.AUTHORISATION, Status.DECLINED);
        // A declined order that is still on hold is asked for again by a repeated job: the answer stands.
        var attempt = order.holdReason() == HoldReason.AWAITING_PAYMENT ? declined.size() : declined.size() + 1;
        var entry =
                entries.open(id + "/authorise/" + Math.max(1, attempt), id, null, Kind.AUTHORISATION, order.total());
        if (entry.status() == Status.PENDING) {
            var answer = gateway.authorise(entry.key(), Objects.requireNonNull(order.paymentToken()), order.total());
            var cancelled = Boolean.TRUE.equals(transaction.execute(status -> answered(entry, answer)));
            if (cancelled) {
                letGoIfLate(id);
            }
            return answer instanceof Answer.Authorised;
        }
        return entry.status() == Status.DONE;
    }

    /** @return whether the order is being cancelled */
    private boolean answered(PaymentEntry entry, Answer answer) {
        var order = orders.lockRow(entry.orderId());
        switch (answer) {
            case Answer.Authorised authorised -> {
                entries.answer(entry.key(), Status.DONE, authorised.reference(), null);
                event(order.id(), "payment-authorised", Map.of("amount", text(entry)));
                if (order.cancelRequested()) {
                    // The cancellation was faster than the provider, and may have found nothing to let go.
                    var ignored = entries.open(lateKey(order.id()), order.id(), null, Kind.VOID, entry.amount());
                }
            }
            case Answer.Declined declined -> {
                entries.answer(entry.key(), Status.DECLINED, null, declined.reason());
                event(order.id(), "payment-declined", Map.of("reason", declined.reason()));
                lifecycle.hold(order.id(), HoldReason.AWAITING_PAYMENT);
            }
        }
        return order.cancelRequested();
    }

    private static String lateKey(OrderId id) {
        return id + "/void-late";
    }

    /** Takes what one fulfilment's goods cost; shipping goes with the first. What was refused whole costs nothing. */
    public void capture(FulfilmentId id) {
        Optional.ofNullable(transaction.execute(status -> openCapture(id))).ifPresent(this::capture);
    }

    /** @param authorised the provider's reference of what the money is taken from */
    private record Capture(FulfilmentId fulfilment, PaymentEntry entry, String authorised) {}

    private void capture(Capture capture) {
        var entry = capture.entry();
        // Providers refuse to take nothing.
        var answer =
                entry.amount().minor() == 0 ? null : gateway.capture(entry.key(), capture.authorised(), entry.amount());
        transaction.executeWithoutResult(status -> {
            if (entries.answer(entry.key(), Status.DONE, answer, null)) {
                event(
                        entry.orderId(),
                        "payment-captured",
                        Map.of(
                                "amount",
                                text(entry),
                                "fulfilmentId",
                                capture.fulfilment().value()));
            }
        });
    }

    /** @return nothing if nothing is to be taken, or it was taken before */
    private @Nullable Capture openCapture(FulfilmentId id) {
        var trip = new RoundTrip(database);
        var ignored = orders.lock(trip, id.order());
        var read = orders.find(trip, id.order());
        var ofOrder = fulfilments.of(trip, id.order());
        var entriesOfOrder = entries.of(trip, id.order());
        trip.go();
        var order = read.get().orElseThrow(() -> new NotFoundException("order", id.order()));
        var parts = ofOrder.get();
        var fulfilment = parts.stream()
                .filter(part -> part.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("fulfilment", id));
        var booked = entriesOfOrder.get();
        var authorised = with(booked, Kind.AUTHORISATION, Status.DONE).stream().findFirst();
        if (authorised.isEmpty() || fulfilment.units() == 0) {
            return null;
        }
        var amount = Charges.of(order, fulfilment, parts, booked);
        var entry = entries.open(booked, order.id() + "/" + id + "/capture", order.id(), id, Kind.CAPTURE, amount);
        return entry.status() == Status.PENDING
                ? new Capture(id, entry, Objects.requireNonNull(authorised.get().providerReference()))
                : null;
    }

    /**
     * Lets go what was authorised and not captured, once nothing more will be; does nothing when there is nothing to let
     * go.
     */
    public void voidPayment(OrderId id) {
        pendingOrDone(id).ifPresent(asked -> {
            // An authorisation whose answer was never read may hold the customer's money: its key finds it.
            var reference = asked.providerReference() == null ? asked.key() : asked.providerReference();
            Optional.ofNullable(transaction.execute(status -> openVoid(asked)))
                    .ifPresent(entry -> letGo(entry, reference));
        });
        letGoIfLate(id);
    }

    private @Nullable PaymentEntry openVoid(PaymentEntry asked) {
        var id = orders.lockRow(asked.orderId()).id();
        var booked = entries.of(id);
        var captured = booked.stream()
                .filter(e -> e.kind() == Kind.CAPTURE && e.status() != Status.DECLINED)
                .mapToLong(e -> e.amount().minor())
                .sum();
        var rest = asked.amount().minor() - captured;
        return rest > 0
                ? entries.open(
                        booked,
                        id + "/void",
                        id,
                        null,
                        Kind.VOID,
                        new Money(rest, asked.amount().currency()))
                : null;
    }

    private void letGoIfLate(OrderId id) {
        with(id, Kind.VOID, Status.PENDING).stream()
                .filter(entry -> entry.key().equals(lateKey(id)))
                .forEach(entry -> letGo(
                        entry,
                        Objects.requireNonNull(authorisation(id).orElseThrow().providerReference())));
    }

    private void letGo(PaymentEntry entry, String reference) {
        if (entry.status() == Status.PENDING) {
            var answer = gateway.voidAuthorisation(entry.key(), reference);
            transaction.executeWithoutResult(status -> {
                if (entries.answer(entry.key(), Status.DONE, answer, null)) {
                    event(entry.orderId(), "payment-voided", Map.of("amount", text(entry)));
                }
            });
        }
    }

    private static String text(PaymentEntry entry) {
        return entry.amount().toString();
    }

    private Optional<PaymentEntry> authorisation(OrderId id) {
        return with(id, Kind.AUTHORISATION, Status.DONE).stream().findFirst();
    }

    private Optional<PaymentEntry> pendingOrDone(OrderId id) {
        return entries.of(id).stream()
                .filter(e -> e.kind() == Kind.AUTHORISATION && e.status() != Status.DECLINED)
                .findFirst();
    }

    private List<PaymentEntry> with(OrderId id, Kind kind, Status status) {
        return with(entries.of(id), kind, status);
    }

    private static List<PaymentEntry> with(List<PaymentEntry> entries, Kind kind, Status status) {
        return entries.stream()
                .filter(e -> e.kind() == kind && e.status() == status)
                .toList();
    }

    private void event(OrderId order, String type, Map<String, ?> data) {
        events.append(order, type, OrderEvents.BATON, data);
    }
}
