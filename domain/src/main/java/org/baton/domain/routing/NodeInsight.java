package org.baton.domain.routing;

import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Node;

/** What the rules may ask about a node beyond its master data and stock. What nobody records is answered neutrally. */
public interface NodeInsight {

    /** Nothing is known of any node. */
    NodeInsight NONE = new NodeInsight() {};

    /** Open fulfilments in percent of what the node can work off in a day; 0 where no capacity is written down. */
    default double backlogPercent(Node node) {
        return 0;
    }

    /** How often stock was where it was recorded to be. */
    default double stockAccuracyPercent(NodeId node) {
        return 100;
    }

    /** How the stock of a SKU stands there. */
    default Supply supply(NodeId node, Sku sku) {
        return Supply.NEUTRAL;
    }

    /**
     * How the stock of a SKU stands at a node.
     *
     * @param weeksOfSupply stock by weekly sales; 0 where sales are not known
     */
    record Supply(boolean promotionSoon, boolean overstock, boolean markdown, double weeksOfSupply) {

        /** Nothing is special about it. */
        public static final Supply NEUTRAL = new Supply(false, false, false, 0);
    }
}
