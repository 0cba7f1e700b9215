package org.baton.domain.routing.replay;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Node;
import org.baton.domain.routing.Goods;

/** What is known of a past period. */
public interface PastFacts {

    /** Units that could be promised before the first event. */
    record Held(NodeId node, Sku sku, int units) {}

    /** The network; nodes that are not active any more are left out. */
    List<Node> nodes();

    /** Every SKU of the period's orders. */
    Map<Sku, Goods> goods();

    /** How many orders will be asked about for the first time. */
    long orders();

    void eachHeld(Consumer<Held> consumer);

    /** Oldest first; read once, and not kept. */
    Iterator<PastEvent> events();
}
