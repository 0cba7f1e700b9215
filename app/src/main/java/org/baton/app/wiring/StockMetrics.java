package org.baton.app.wiring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.baton.domain.inventory.StockConflict;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Counts how often orders lose stock to each other: {@code baton_stock_conflicts_total}. */
@Component
class StockMetrics {

    private final Counter conflicts;

    StockMetrics(MeterRegistry registry) {
        conflicts = Counter.builder("baton.stock.conflicts")
                .description("Reservations that found units gone since the look at the stock")
                .register(registry);
    }

    @EventListener
    void conflict(StockConflict conflict) {
        conflicts.increment();
    }
}
