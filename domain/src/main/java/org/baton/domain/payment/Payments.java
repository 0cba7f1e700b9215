package org.baton.domain.payment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.OrderId;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.baton.domain.order.HoldReason;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderEvents;
import org.baton.domain.order.OrderLifecycle;
import org.baton.domain.payment.PaymentEntry.Kind;
import org.baton.domain.payment.PaymentEntry.Status;
import org.baton.domain.payment.PaymentGateway.Answer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves an order's money: authorised once it is accepted, captured per fulfilment when the goods leave, let go when it
 * is cancelled. The provider is asked outside of any transaction, with the entry's key, so that a repeated try is one
 * effect. An order that is paid by invoice asks no provider.
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

    Payments(
            OrderBook orders,
            OrderLifecycle lifecycle,
            OrderEvents events,
            FulfilmentBook fulfilments,
            PaymentBook entries,
            PaymentGateway gateway,
            TransactionTemplate transaction) {
        this.orders = orders;
        this.lifecycle = lifecycle;
        this.events = events;
        this.fulfilments = fulfilments;
        this.entries = entries;
        this.gateway = gateway;
        this.transaction = transaction;
    }

    /**
     * Authorises what the order costs. Each release of a declined order is a new try with a key of its own.
     *
     * @return false if the provider declined; the order is then on hold
     */
    public boolean authorise(OrderId id) {
        var order = orders.get(id);
        if (!order.paymentMethod().equals(CARD) || order.total().minor() == 0) {
            return true;
        }
        var declined = ended(id, Kind.AUTHORISATION, Status.DECLINED);
        // A declined order that is still on hold is asked for again by a repeated job: the answer stands.
        var attempt = order.holdReason() == HoldReason.AWAITING_PAYMENT ? declined.size() : declined.size() + 1;
        var entry = entries.open(id + "/authorise/" + attempt, id, null, Kind.AUTHORISATION, order.total());
        if (entry.status() != Status.PENDING) {
            return entry.status() == Status.DONE;
        }
        var answer = gateway.authorise(entry.key(), Objects.requireNonNull(order.paymentToken()), order.total());
        var authorised = Boolean.TRUE.equals(transaction.execute(status -> answered(order, entry, answer)));
        if (answer instanceof Answer.Authorised late && orders.get(id).cancelRequested()) {
            // The cancellation may have been faster than the provider, and found nothing to let go.
            var ignored = gateway.voidAuthorisation(id + "/void-late", late.reference());
        }
        return authorised;
    }

    private boolean answered(Order order, PaymentEntry entry, Answer answer) {
        return switch (answer) {
            case Answer.Authorised authorised -> {
                entries.answer(entry.key(), Status.DONE, authorised.reference(), null);
                event(
                        order.id(),
                        "payment-authorised",
                        Map.of("amount", entry.amount().toString()));
                yield true;
            }
            case Answer.Declined declined -> {
                entries.answer(entry.key(), Status.DECLINED, null, declined.reason());
                event(order.id(), "payment-declined", Map.of("reason", declined.reason()));
                lifecycle.hold(order.id(), HoldReason.AWAITING_PAYMENT);
                yield false;
            }
        };
    }

    /** Takes what one fulfilment's goods cost; shipping goes with the first. */
    public void capture(FulfilmentId id) {
        var fulfilment = fulfilments.get(id);
        var order = orders.get(fulfilment.orderId());
        var authorisation = authorisation(order.id());
        if (authorisation.isEmpty()) {
            return;
        }
        var charge = transaction.execute(status -> {
            var locked = orders.lock(order.id());
            var amount = Charges.of(locked, fulfilment, fulfilments.of(order.id()), entries.of(order.id()));
            return entries.open(order.id() + "/" + id + "/capture", order.id(), id, Kind.CAPTURE, amount);
        });
        var entry = Objects.requireNonNull(charge);
        if (entry.status() == Status.PENDING) {
            var reference = gateway.capture(
                    entry.key(), Objects.requireNonNull(authorisation.get().providerReference()), entry.amount());
            transaction.executeWithoutResult(status -> {
                entries.answer(entry.key(), Status.DONE, reference, null);
                event(
                        order.id(),
                        "payment-captured",
                        Map.of("amount", entry.amount().toString(), "fulfilmentId", id.value()));
            });
        }
    }

    /** Lets go what was authorised; does nothing when there is nothing to let go. */
    public void voidPayment(OrderId id) {
        var authorisation = pendingOrDone(id);
        if (authorisation.isEmpty()) {
            return;
        }
        var asked = authorisation.get();
        var entry = entries.open(id + "/void", id, null, Kind.VOID, asked.amount());
        if (entry.status() != Status.PENDING) {
            return;
        }
        // An authorisation whose answer was never read may hold the customer's money: its key finds it.
        var reference = asked.providerReference() == null ? asked.key() : asked.providerReference();
        var answer = gateway.voidAuthorisation(entry.key(), reference);
        transaction.executeWithoutResult(status -> {
            entries.answer(entry.key(), Status.DONE, answer, null);
            event(id, "payment-voided", Map.of("amount", entry.amount().toString()));
        });
    }

    private Optional<PaymentEntry> authorisation(OrderId id) {
        return ended(id, Kind.AUTHORISATION, Status.DONE).stream().findFirst();
    }

    private Optional<PaymentEntry> pendingOrDone(OrderId id) {
        return entries.of(id).stream()
                .filter(e -> e.kind() == Kind.AUTHORISATION && e.status() != Status.DECLINED)
                .findFirst();
    }

    private List<PaymentEntry> ended(OrderId id, Kind kind, Status status) {
        return entries.of(id).stream()
                .filter(e -> e.kind() == kind && e.status() == status)
                .toList();
    }

    private void event(OrderId order, String type, Map<String, ?> data) {
        events.append(order, type, OrderEvents.BATON, data);
    }
}
