package org.baton.domain.fulfilment;

import java.time.Duration;
import java.util.Optional;
import org.baton.domain.inventory.NodeType;

/** How a part of an order is fulfilled from a type of node; answered by the rule table {@code fulfilment-policy}. */
public interface FulfilmentPolicies {

    /** The policy, or nothing where that type of node cannot serve that delivery option. */
    Optional<Policy> policyFor(String deliveryOption, NodeType nodeType);

    /**
     * How to fulfil.
     *
     * @param method e.g. PICKUP, SHIP_FROM_WAREHOUSE; a new one is a row of the table and a diagram
     * @param process the id of the process that carries it out
     * @param acceptWithin how long a store may take to accept
     * @param pickWithin how long it may take to pick after that
     * @param pickupWindow how long the customer may take to collect
     * @param mostWrongCodes wrong pickup codes after which only an ID opens the hand-over
     * @param mostDeliveries how often a courier tries to deliver before the goods come back
     */
    record Policy(
            String method,
            String process,
            Duration acceptWithin,
            Duration pickWithin,
            Duration pickupWindow,
            int mostWrongCodes,
            int mostDeliveries) {}
}
