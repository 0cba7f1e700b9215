package org.baton.domain.inventory;

import java.util.Comparator;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;

/** One SKU at one node. Rows are always locked in this order, so that two changes never wait for each other. */
public record StockKey(NodeId node, Sku sku) implements Comparable<StockKey> {

    private static final Comparator<StockKey> ORDER = Comparator.comparing(
                    (StockKey key) -> key.sku().value())
            .thenComparing(key -> key.node().value());

    static StockKey of(String node, String sku) {
        return new StockKey(new NodeId(node), new Sku(sku));
    }

    @Override
    public int compareTo(StockKey other) {
        return ORDER.compare(this, other);
    }
}
