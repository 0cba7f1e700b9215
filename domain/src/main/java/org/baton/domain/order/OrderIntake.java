package org.baton.domain.order;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.Ids;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
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
        record Accepted(OrderId orderId) implements Outcome {}

        /** The same order had been handed in before: this is the first one. */
        record AlreadyAccepted(OrderId orderId) implements Outcome {}
    }

    /**
     * A caller's promise that two requests with the same key are the same request.
     *
     * @param caller whose key it is
     * @param requestHash of the body, to tell a repetition from a reused key
     */
    public record IdempotencyKey(String caller, String key, String requestHash) {}

    private final OrderValidator validator;
    private final OrderBook orders;
    private final OrderEvents events;
    private final OrderMessages messages;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OrderIntake(
            OrderValidator validator,
            OrderBook orders,
            OrderEvents events,
            OrderMessages messages,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.validator = validator;
        this.orders = orders;
        this.events = events;
        this.messages = messages;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Accepts an order, or returns the first one when it was handed in before.
     *
     * @throws org.baton.domain.common.InvalidInputException naming every field that is wrong; nothing is stored
     * @throws RefusedException with code {@code idempotency-key-reused} if the key came with another body before
     */
    public Outcome accept(OrderRequest request, @Nullable IdempotencyKey key, String actor) {
        var repeated = repeated(request, key);
        if (repeated.isPresent()) {
            remember(repeated.get(), key);
            return new Outcome.AlreadyAccepted(repeated.get());
        }
        var order = validator.validate(request, Ids.next(OrderId.PREFIX, clock::millis));
        try {
            transaction.executeWithoutResult(status -> store(order, request.promise(), key, actor));
            return new Outcome.Accepted(order.id());
        } catch (DuplicateKeyException e) {
            // Two requests for one order raced: the other one was first.
            return repeated(request, key)
                    .<Outcome>map(Outcome.AlreadyAccepted::new)
                    .orElseThrow(() -> e);
        }
    }

    private void store(Order order, @Nullable String promise, @Nullable IdempotencyKey key, String actor) {
        orders.insert(order);
        if (promise != null) {
            orders.notePromise(order.id(), promise);
        }
        if (key != null && !remember(order.id(), key)) {
            throw new DuplicateKeyException("another request with the same key was faster");
        }
        events.append(
                order.id(),
                "order-accepted",
                actor,
                Map.of("channel", order.channel(), "channelOrderNumber", order.channelOrderNumber()));
        messages.accepted(order.id());
    }

    /** Binds a key to its order; false if it is bound already. */
    private boolean remember(OrderId order, @Nullable IdempotencyKey key) {
        return key != null
                && jdbc.sql("""
                                insert into idempotency_key (caller, key, request_hash, order_id, created_at)
                                values (?, ?, ?, ?, ?) on conflict do nothing""")
                                .params(
                                        key.caller(),
                                        key.key(),
                                        key.requestHash(),
                                        order.value(),
                                        Timestamp.from(clock.instant()))
                                .update()
                        == 1;
    }

    private Optional<OrderId> repeated(OrderRequest request, @Nullable IdempotencyKey key) {
        if (key != null) {
            var known = jdbc.sql("select order_id, request_hash from idempotency_key where caller = ? and key = ?")
                    .params(key.caller(), key.key())
                    .query((rs, n) -> Map.entry(rs.getString("order_id"), rs.getString("request_hash")))
                    .optional();
            if (known.isPresent()) {
                if (!known.get().getValue().equals(key.requestHash())) {
                    throw new RefusedException(
                            "idempotency-key-reused", "This Idempotency-Key came with another body before.");
                }
                return Optional.of(new OrderId(known.get().getKey()));
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
