package org.baton.rules.order;

import java.util.Map;
import org.baton.domain.order.ScheduleRules;
import org.baton.rules.Decision;
import org.baton.rules.DecisionTables;
import org.baton.rules.ShippedTables;
import org.jspecify.annotations.Nullable;

/** Finds when an order's turn comes by the table {@code order-schedule}. */
public final class TableScheduleRules implements ScheduleRules {

    private final DecisionTables tables;

    public TableScheduleRules(DecisionTables tables) {
        this.tables = tables;
    }

    @Override
    public Turn turnOf(String deliveryOption, String channel, @Nullable String customerTier) {
        Decision decision = tables.decide(
                ShippedTables.ORDER_SCHEDULE.name(),
                Map.of(
                        "deliveryOption", deliveryOption,
                        "channel", channel,
                        "customerTier", ShippedTables.orNone(customerTier)));
        return new Turn(decision.duration("startBefore"), decision.count("priority"));
    }
}
