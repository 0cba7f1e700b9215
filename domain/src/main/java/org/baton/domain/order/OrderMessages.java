package org.baton.domain.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.OrderId;
import org.baton.domain.engine.EngineCommand;
import org.baton.domain.engine.EngineOutbox;
import org.springframework.stereotype.Component;

/**
 * The messages by which a change to an order reaches its process. Their ids come from the business fact that causes
 * them, so that a repeated cause is one message.
 */
@Component
public class OrderMessages {

    /** Long enough for a process that is busy elsewhere to come back and find it. */
    private static final Duration KEPT = Duration.ofDays(7);

    /** A release is for the hold it lifts: long enough for its process to come to the hold, and no longer. */
    private static final Duration RELEASE_KEPT = Duration.ofMinutes(15);

    private final EngineOutbox outbox;

    OrderMessages(EngineOutbox outbox) {
        this.outbox = outbox;
    }

    /** Starts the process that conducts the order. It carries besides the id what a person knows the order by. */
    void accepted(Order order) {
        accepted(order, "");
    }

    private void accepted(Order order, String suffix) {
        var id = order.id();
        var variables = Map.<String, Object>of(
                "orderId", id.value(), "orderNumber", order.channelOrderNumber(), "channel", order.channel());
        outbox.write(new EngineCommand.Message(
                "order-accepted", id.value(), "order-accepted/" + id + suffix, variables, KEPT));
    }

    /** Starts the process again that conducts the order, and brings it to where it was. */
    void resumed(Order order, int times) {
        accepted(order, "/" + times);
        if (order.cancelRequested()) {
            send("order-cancel-requested", order.id(), "order-cancel-requested/" + order.id() + "/" + times);
        }
    }

    void released(OrderId order, long version) {
        outbox.write(message("order-released", order, "order-released/" + order + "/" + version, RELEASE_KEPT));
    }

    void rescheduled(OrderId order, long version, Instant sourceAt) {
        var variables = Map.<String, Object>of("sourceAt", sourceAt.toString());
        outbox.write(new EngineCommand.Message(
                "order-rescheduled", order.value(), "order-rescheduled/" + order + "/" + version, variables, KEPT));
    }

    void cancelRequested(OrderId order) {
        send("order-cancel-requested", order, "order-cancel-requested/" + order);
    }

    /**
     * Tells the process that some lines can be sourced: they came back, or supply arrived.
     *
     * @param cause names the fact, e.g. {@code ful_…/rejected/1}
     */
    public void linesToSource(OrderId order, String cause) {
        send("lines-to-source", order, "lines-to-source/" + order + "/" + cause);
    }

    /** Tells the processes of many orders the same. */
    public void linesToSource(List<OrderId> orders, String cause) {
        outbox.write(orders.stream()
                .map(order -> message("lines-to-source", order, "lines-to-source/" + order + "/" + cause, KEPT))
                .toList());
    }

    private void send(String name, OrderId order, String id) {
        outbox.write(message(name, order, id, KEPT));
    }

    private static EngineCommand message(String name, OrderId order, String id, Duration kept) {
        var variables = Map.<String, Object>of("orderId", order.value());
        return new EngineCommand.Message(name, order.value(), id, variables, kept);
    }
}
