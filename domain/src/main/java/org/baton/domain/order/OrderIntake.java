package org.baton.domain.order;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.Ids;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.order.RequestKeys.IdempotencyKey;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one door for orders, whatever the channel: checked as a whole, then order, event and engine command are
 * committed together, and only then is it acknowledged.
 */
@Service
public class OrderIntake {

    /** What became of an order that was handed in. */
    public sealed interface Outcome {

        OrderId orderId();

        /** A new order, stored durably. */
        record Accepted(Order order) implements Outcome {

            @Override
            public OrderId orderId() {
                return order.id();
            }
        }

        /** The same order had been handed in before: this is the first one. */
        record AlreadyAccepted(OrderId orderId) implements Outcome {}
    }

    private final OrderValidator validator;
    private final OrderBook orders;
    private final OrderEvents events;
    private final OrderMessages messages;
    private final RequestKeys keys;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OrderIntake(
            OrderValidator validator,
            OrderBook orders,
            OrderEvents events,
            OrderMessages messages,
            RequestKeys keys,
            TransactionTemplate transaction,
            Clock clock) {
        this.validator = validator;
        this.orders = orders;
        this.events = events;
        this.messages = messages;
        this.keys = keys;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Accepts an order, or returns the first one when it was handed in before.
     *
     * @throws InvalidInputException naming every field that is wrong; nothing is stored
     * @throws RefusedException with code {@code idempotency-key-reused} if the key came with another body before
     */
    public Outcome accept(OrderRequest request, @Nullable IdempotencyKey key, String actor) {
        Order order;
        try {
            order = validator.validate(request, Ids.next(OrderId.PREFIX, clock::millis));
        } catch (InvalidInputException e) {
            // What was accepted before stays so, whatever is asked of orders today.
            return acceptedBefore(request, key).orElseThrow(() -> e);
        }
        try {
            transaction.executeWithoutResult(status -> store(order, request.promise(), key, actor));
            return new Outcome.Accepted(order);
        } catch (DuplicateKeyException e) {
            // The database is asked by trying: nearly every order is new.
            return acceptedBefore(request, key).orElseThrow(() -> e);
        }
    }

    private Optional<Outcome> acceptedBefore(OrderRequest request, @Nullable IdempotencyKey key) {
        var first = repeated(request, key);
        if (key != null && first.isPresent()) {
            var ignored = keys.remember(first.get(), key);
        }
        return first.map(Outcome.AlreadyAccepted::new);
    }

    /**
     * Checks an order as {@link #accept} would, and keeps nothing of it.
     *
     * @throws InvalidInputException naming every field that is wrong
     */
    public Order check(OrderRequest request) {
        return validator.validate(request, Ids.next(OrderId.PREFIX, clock::millis));
    }

    private void store(Order order, @Nullable String promise, @Nullable IdempotencyKey key, String actor) {
        orders.insert(order, promise);
        if (key != null) {
            keys.bind(order.id(), key);
        }
        events.append(
                order.id(),
                "order-accepted",
                actor,
                Map.of("channel", order.channel(), "channelOrderNumber", order.channelOrderNumber()));
        messages.accepted(order);
    }

    private Optional<OrderId> repeated(OrderRequest request, @Nullable IdempotencyKey key) {
        if (key != null) {
            var known = keys.known(key);
            if (known.isPresent()) {
                return known;
            }
        }
        var channel = request.channel();
        var number = request.channelOrderNumber();
        if (channel == null || number == null || !FieldChecks.isStorable(channel) || !FieldChecks.isStorable(number)) {
            return Optional.empty();
        }
        return orders.idOf(channel.strip(), number.strip());
    }
}
