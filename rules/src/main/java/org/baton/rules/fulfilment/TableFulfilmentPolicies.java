package org.baton.rules.fulfilment;

import java.time.Duration;
import java.util.Optional;
import org.baton.domain.fulfilment.FulfilmentPolicies;
import org.baton.domain.inventory.NodeType;
import org.baton.rules.Decision;
import org.baton.rules.DecisionTables;
import org.baton.rules.MemoOfTable;
import org.baton.rules.ShippedTables;

/** Finds the policy of a fulfilment by the table {@code fulfilment-policy}. */
public final class TableFulfilmentPolicies implements FulfilmentPolicies {

    private final MemoOfTable<Optional<Policy>> answers;

    public TableFulfilmentPolicies(DecisionTables tables) {
        this.answers = new MemoOfTable<>(
                tables,
                ShippedTables.FULFILMENT_POLICY,
                decision -> decision.matched() ? Optional.of(policy(decision)) : Optional.empty());
    }

    @Override
    public Optional<Policy> policyFor(String deliveryOption, NodeType nodeType) {
        return answers.ask(deliveryOption, nodeType.text());
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
