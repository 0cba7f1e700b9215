package org.baton.domain.order;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.order.OrderBook.Counter;
import org.baton.domain.order.ScreeningRules.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What happens to an order as a whole; each change with its event in one transaction, under the order's lock. */
@Service
public class OrderLifecycle {

    /** Where an order stands when its process has nothing left to do at the moment. */
    public enum Progress {
        /** Every unit is with the customer or cancelled. */
        SETTLED,
        /** Every unit is cancelled. */
        CANCELLED,
        /** Somebody holds it: nothing goes on until it is released. */
        HELD,
        /** Units wait for supply or for a person, or have come back: then their message is on its way. */
        WAITING
    }

    /**
     * What the order's process goes on with.
     *
     * @param partlyCancelled whether it was settled with fewer units than were ordered: it costs less than was secured
     */
    public record Completed(Progress progress, boolean partlyCancelled) {}

    private final OrderBook orders;
    private final OrderEvents events;
    private final OrderMessages messages;
    private final ScreeningRules rules;
    private final Catalogue catalogue;
    private final OrderMarks marks;
    private final OrderSchedule schedule;

    OrderLifecycle(
            OrderBook orders,
            OrderEvents events,
            OrderMessages messages,
            ScreeningRules rules,
            Catalogue catalogue,
            OrderMarks marks,
            OrderSchedule schedule) {
        this.orders = orders;
        this.events = events;
        this.messages = messages;
        this.rules = rules;
        this.catalogue = catalogue;
        this.marks = marks;
        this.schedule = schedule;
    }

    /**
     * What screening found.
     *
     * @param holdExpiresAfter a held order that nobody releases in this time is cancelled
     * @param sourceAt when its sourcing may begin; in the past for an order that is wanted at once
     */
    public record Screened(Verdict verdict, Duration holdExpiresAfter, Instant sourceAt) {}

    /**
     * Binds an order to the one process that conducts it, judges it by the rule table, once, and puts it on hold where the
     * table says so.
     *
     * @return nothing if another instance conducts it already, because its start was handed over twice
     * @throws NotFoundException if there is no such order, e.g. in a database that does not belong to the engine
     */
    @Transactional
    public Optional<Screened> screen(OrderId id, long processInstanceKey) {
        var order = orders.lock(id);
        var conductor = order.processInstanceKey();
        return conductor == null || conductor == processInstanceKey
                ? Optional.of(screen(order, processInstanceKey))
                : Optional.empty();
    }

    private Screened screen(Order order, long processInstanceKey) {
        var id = order.id();
        // Screening settles an order: one that was never settled was never screened.
        var before = order.version() == 0 ? Optional.<Screened>empty() : marks.screened(id);
        if (before.isPresent()) {
            marks.bind(id, processInstanceKey);
            var screened = before.get();
            var released = screened.verdict() == Verdict.HOLD && order.holdReason() == null;
            return released ? new Screened(Verdict.ACCEPT, screened.holdExpiresAfter(), screened.sourceAt()) : screened;
        }
        var screening = rules.screen(facts(order));
        var turn = schedule.plan(order);
        var screened = new Screened(screening.verdict(), screening.holdExpiresAfter(), turn.at());
        marks.screened(id, processInstanceKey, screened, turn);
        events.append(
                id,
                "order-screened",
                OrderEvents.BATON,
                Map.of(
                        "verdict", screening.verdict(),
                        "because", screening.because(),
                        "rules", screening.version()));
        if (screening.verdict() == Verdict.REJECT) {
            marks.cancelRequested(id, "Refused by screening: " + screening.because());
        }
        if (screening.verdict() == Verdict.HOLD) {
            putOnHold(order, Objects.requireNonNullElse(screening.holdReason(), HoldReason.MANUAL));
        } else {
            var ignored = orders.settleAtLast(order.scheduledFor(turn.later()));
        }
        return screened;
    }

    private ScreeningRules.Facts facts(Order order) {
        var delivery = order.delivery();
        var known = delivery.deliveryOption().isCollected()
                || delivery.postalCode() != null && catalogue.knowsPostalCode(delivery.postalCode());
        var largest = order.lines().values().stream()
                .mapToInt(OrderLine::quantity)
                .max()
                .orElse(0);
        return new ScreeningRules.Facts(
                order.total(),
                order.channel(),
                delivery.option(),
                order.customer().tier(),
                order.paymentMethod(),
                known,
                order.lines().size(),
                largest);
    }

    /** Pauses an order that cannot go on by itself; its process waits for the release. */
    @Transactional
    public void hold(OrderId id, HoldReason reason) {
        var order = orders.lock(id);
        if (!order.status().isEnd() && order.holdReason() != reason) {
            putOnHold(order, reason);
        }
    }

    /**
     * Pauses an order because somebody wants it; its process comes to the hold once nothing of it is on its way. Who
     * calls this has taken back what could still be fulfilled.
     *
     * @param note why, in the words of who holds it
     * @throws RefusedException with code {@code order-ended} or {@code order-held}
     */
    @Transactional
    public Order pause(OrderId id, String note, String actor) {
        var order = orders.lock(id);
        refuseIfEnded(order);
        if (order.holdReason() != null) {
            throw new RefusedException("order-held", "The order is on hold already: " + order.holdReason() + ".");
        }
        marks.hold(id, HoldReason.MANUAL);
        events.append(id, "order-held", actor, Map.of("reason", HoldReason.MANUAL, "note", note));
        messages.linesToSource(id, "held/" + order.version());
        return orders.settle(id);
    }

    private void putOnHold(Order order, HoldReason reason) {
        marks.hold(order.id(), reason);
        var ignored = orders.settle(order.id());
        events.append(order.id(), "order-held", OrderEvents.BATON, Map.of("reason", reason));
    }

    /**
     * Lets a held order go on.
     *
     * @throws RefusedException with code {@code order-not-held}, or {@code order-ended} if it is being cancelled
     */
    @Transactional
    public Order release(OrderId id, String actor) {
        return release(id, null, actor);
    }

    /**
     * Lets a held order go on.
     *
     * @param note why, in the words of who released it
     * @throws RefusedException with code {@code order-not-held}
     */
    @Transactional
    public Order release(OrderId id, @Nullable String note, String actor) {
        var order = orders.lock(id);
        if (order.holdReason() == null) {
            throw new RefusedException("order-not-held", "The order is not on hold.");
        }
        refuseIfEnded(order);
        marks.liftHold(id);
        var released = orders.settle(id);
        var why =
                note == null ? Map.of("held", order.holdReason()) : Map.of("held", order.holdReason(), "reason", note);
        events.append(id, "order-released", actor, why);
        messages.released(id, released.version());
        return released;
    }

    /**
     * Asks for an order to be cancelled; its process then undoes what was done. Asking twice is asking once.
     *
     * @throws RefusedException with code {@code order-ended} or {@code order-partly-fulfilled}
     */
    @Transactional
    public Order requestCancel(OrderId id, String reason, String actor) {
        var order = orders.lock(id);
        if (order.cancelRequested()) {
            return order;
        }
        refuseIfEnded(order);
        if (order.lines().values().stream().anyMatch(line -> line.fulfilled() > 0)) {
            throw new RefusedException(
                    "order-partly-fulfilled", "Part of the order has left already: it can be returned, not cancelled.");
        }
        marks.cancelRequested(id, reason);
        events.append(id, "order-cancel-requested", actor, Map.of("reason", reason));
        messages.cancelRequested(id);
        return orders.settle(id);
    }

    /** @throws RefusedException with code {@code order-ended} if nothing of it can be changed any more */
    public static void refuseIfEnded(Order order) {
        if (order.status().isEnd() || order.cancelRequested()) {
            throw new RefusedException("order-ended", "The order is " + order.status() + " or being cancelled.");
        }
    }

    /** Closes an order whose effects have been undone: every unit that is not with the customer is cancelled. */
    @Transactional
    public void cancel(OrderId id) {
        var order = orders.lock(id);
        if (order.status().isEnd()) {
            return;
        }
        marks.cancelRequested(
                id, order.holdReason() == null ? "Cancelled" : "Nobody released the hold " + order.holdReason());
        marks.liftHold(id);
        cancelUnsourced(order);
    }

    /** Gives up on the units that waited too long for supply. */
    @Transactional
    public void cancelBackorder(OrderId id) {
        var order = orders.lock(id);
        if (order.holdReason() == null && order.lines().values().stream().anyMatch(line -> line.toSource() > 0)) {
            events.append(id, "backorder-cancelled", OrderEvents.BATON, Map.of());
            cancelUnsourced(order);
        }
    }

    private void cancelUnsourced(Order order) {
        orders.move(order.id(), null, Counter.CANCELLED, toSource(order));
        var ignored = orders.settle(order.id());
    }

    /** Says whether the order's process may end, and settles the status. */
    @Transactional
    public Completed complete(OrderId id) {
        var order = orders.lock(id);
        var status = order.status().isEnd() ? order.status() : orders.settleAtLast(order);
        return switch (status) {
            case CANCELLED -> new Completed(Progress.CANCELLED, false);
            case FULFILLED ->
                new Completed(Progress.SETTLED, order.lines().values().stream().anyMatch(line -> line.cancelled() > 0));
            default -> {
                var waits = order.holdReason() == null || order.cancelRequested();
                yield new Completed(waits ? Progress.WAITING : Progress.HELD, false);
            }
        };
    }

    private static Map<Integer, Integer> toSource(Order order) {
        return order.lines().entrySet().stream()
                .filter(line -> line.getValue().toSource() > 0)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, line -> line.getValue().toSource()));
    }
}
