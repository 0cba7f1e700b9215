package org.baton.rules.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.baton.domain.fulfilment.FulfilmentPolicies.Policy;
import org.baton.domain.inventory.NodeType;
import org.baton.rules.DecisionTables;
import org.junit.jupiter.api.Test;

class TableFulfilmentPoliciesTest {

    private final TableFulfilmentPolicies policies = new TableFulfilmentPolicies(DecisionTables.shipped());

    @Test
    void shouldNameMethodProcessAndTimes() {
        assertThat(policies.policyFor("pickup", NodeType.STORE))
                .contains(new Policy(
                        "PICKUP",
                        "fulfil-pickup",
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofDays(3),
                        5,
                        0));
    }

    @Test
    void shouldHaveNoPickupWindowWhenNobodyCollects() {
        assertThat(policies.policyFor("ship", NodeType.WAREHOUSE).orElseThrow().pickupWindow())
                .isZero();
    }

    @Test
    void shouldHaveNoPolicyForPickupAtAWarehouse() {
        assertThat(policies.policyFor("pickup", NodeType.WAREHOUSE)).isEmpty();
    }
}
