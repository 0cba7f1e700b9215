package org.baton.domain.fulfilment;

import java.time.Duration;
import java.util.Map;
import org.baton.domain.engine.EngineCommand;
import org.baton.domain.engine.EngineOutbox;
import org.baton.domain.inventory.StockSignal;
import org.baton.domain.inventory.StockSignals;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells diagrams what the stock signals say: each signal is a message that may start a process, or that one waits for.
 * The many signals of a snapshot go to the engine one after the other, with pauses, so that no order waits behind them.
 */
@Component
class StockMessages {

    /** Long enough that a message handed over twice is known by its id; short, because mostly nobody waits for it. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private static final Duration APART = Duration.ofMillis(20);

    private final EngineOutbox outbox;

    StockMessages(EngineOutbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void tell(StockSignals.Told told) {
        outbox.write(told.signals().stream().map(StockMessages::message).toList(), APART);
    }

    private static EngineCommand message(StockSignal signal) {
        var name = name(signal.type());
        var node = signal.at().node().value();
        var sku = signal.at().sku().value();
        return new EngineCommand.Message(
                name,
                node + ":" + sku,
                name + "/" + signal.id(),
                Map.of(
                        "stockKey",
                        node + ":" + sku,
                        "node",
                        node,
                        "sku",
                        sku,
                        "units",
                        signal.units(),
                        "signalledAt",
                        signal.time().toString()),
                KEPT);
    }

    private static String name(StockSignal.Type type) {
        return switch (type) {
            case LOW_STOCK -> "stock-low";
            case OUT_OF_STOCK -> "stock-out";
            case BACK_IN_STOCK -> "stock-back";
            case OVERSOLD -> "stock-oversold";
            case MISCOUNTED -> "stock-miscounted";
        };
    }
}
