package org.baton.rules.order;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import org.baton.domain.order.HoldReason;
import org.baton.domain.order.ScreeningRules;
import org.baton.rules.Decision;
import org.baton.rules.DecisionTables;
import org.baton.rules.ShippedTables;

/** Screens orders by the table {@code order-screening}. */
public final class TableScreeningRules implements ScreeningRules {

    private final DecisionTables tables;

    public TableScreeningRules(DecisionTables tables) {
        this.tables = tables;
    }

    @Override
    public Screening screen(Facts facts) {
        Decision decision = tables.decide(
                ShippedTables.ORDER_SCREENING.name(),
                Map.of(
                        "orderValue", new BigDecimal(facts.value().amount()),
                        "channel", facts.channel(),
                        "deliveryOption", facts.deliveryOption(),
                        "customerTier", ShippedTables.orNone(facts.customerTier()),
                        "paymentMethod", facts.paymentMethod(),
                        "postalCodeKnown", facts.knownPostalCode(),
                        "lineCount", facts.lineCount(),
                        "largestQuantity", facts.largestQuantity()));
        return new Screening(
                Verdict.valueOf(decision.text("screening").toUpperCase(Locale.ROOT)),
                decision.optionalText("holdReason").map(HoldReason::valueOf).orElse(null),
                decision.duration("holdExpiresAfter"),
                decision.because(),
                decision.version());
    }
}
