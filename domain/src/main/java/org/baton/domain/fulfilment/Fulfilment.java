package org.baton.domain.fulfilment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.Sku;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one order that one node fulfils by one method.
 *
 * @param process id of the process that carries it out
 * @param pickupCode what the customer shows at the counter, for what is collected
 * @param stagedAt the marked place where it waits
 * @param destination the store that the goods go to first, when the customer collects them at another than {@code node}
 * @param mostWrongCodes wrong pickup codes after which only an ID opens the hand-over
 * @param mostDeliveries how often a courier tries to deliver
 * @param departed its units have left the stock of its node
 */
public record Fulfilment(
        FulfilmentId id,
        OrderId orderId,
        NodeId node,
        String method,
        String process,
        FulfilmentStatus status,
        @Nullable Instant promisedAt,
        Duration acceptWithin,
        Duration pickWithin,
        Duration pickupWindow,
        @Nullable String pickupCode,
        int wrongCodes,
        @Nullable String stagedAt,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        Instant createdAt,
        Instant updatedAt,
        @Nullable NodeId destination,
        int mostWrongCodes,
        int mostDeliveries,
        boolean departed,
        List<FulfilmentLine> lines) {

    /**
     * One line.
     *
     * @param quantity units this fulfilment still answers for
     * @param picked of them, lie in the basket or the parcel
     * @param rejected units that it gave back
     * @param scanned of quantity, passed the scanner
     * @param handedOver of quantity, the customer has taken while others still wait
     */
    public record FulfilmentLine(
            int lineNumber, Sku sku, int quantity, int picked, int rejected, int scanned, int handedOver) {

        /** Units that the customer does not have yet. */
        public int waiting() {
            return quantity - handedOver;
        }
    }

    /** Where the goods are worked on now: at the node, or at the store where they are collected. */
    public NodeId place() {
        return destination != null && departed ? destination : node;
    }

    /** Every unit it still answers for, by line number. */
    public Map<Integer, Integer> unitsByLine() {
        return lines.stream()
                .filter(line -> line.quantity() > 0)
                .collect(Collectors.toMap(FulfilmentLine::lineNumber, FulfilmentLine::quantity));
    }

    /** The lines with what the customer does not have yet as their quantity. */
    List<FulfilmentLine> waitingLines() {
        return lines.stream()
                .map(line ->
                        new FulfilmentLine(line.lineNumber(), line.sku(), line.waiting(), 0, line.rejected(), 0, 0))
                .toList();
    }

    /** The units that the customer does not have yet, by line number. */
    public Map<Integer, Integer> waiting() {
        return lines.stream()
                .filter(line -> line.waiting() > 0)
                .collect(Collectors.toMap(FulfilmentLine::lineNumber, FulfilmentLine::waiting));
    }

    /** Units this fulfilment still answers for. */
    public int units() {
        return lines.stream().mapToInt(FulfilmentLine::quantity).sum();
    }
}
