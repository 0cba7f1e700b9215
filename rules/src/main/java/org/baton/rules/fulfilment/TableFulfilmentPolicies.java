package org.baton.rules.fulfilment;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.baton.domain.fulfilment.FulfilmentPolicies;
import org.baton.domain.inventory.NodeType;
import org.baton.rules.Decision;
import org.baton.rules.DecisionTables;
import org.baton.rules.ShippedTables;

/** Finds the policy of a fulfilment by the table {@code fulfilment-policy}. */
public final class TableFulfilmentPolicies implements FulfilmentPolicies {

    private final DecisionTables tables;

    public TableFulfilmentPolicies(DecisionTables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<Policy> policyFor(String deliveryOption, NodeType nodeType) {
        Decision decision = tables.decide(
                ShippedTables.FULFILMENT_POLICY.name(),
                Map.of("deliveryOption", deliveryOption, "nodeType", nodeType.text()));
        return decision.matched() ? Optional.of(policy(decision)) : Optional.empty();
    }

    /** What nobody collects has no pickup window and no code, and what no courier brings no tries; the port knows them as zero. */
    private static Policy policy(Decision decision) {
        return new Policy(
                decision.text("method"),
                decision.text("process"),
                decision.duration("acceptWithin"),
                decision.duration("pickWithin"),
                decision.optionalDuration("pickupWindow").orElse(Duration.ZERO),
                decision.optionalCount("mostWrongCodes").orElse(0),
                decision.optionalCount("mostDeliveries").orElse(0));
    }
}
