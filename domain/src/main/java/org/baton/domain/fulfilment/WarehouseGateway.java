package org.baton.domain.fulfilment;

import java.util.List;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.baton.domain.order.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * A warehouse management system. It answers later, through {@link FulfilmentProgress}: shipped, rejected, delivered.
 * Both calls may be repeated; the fulfilment's id is their key.
 */
public interface WarehouseGateway {

    /** Goods to be sent to a customer. The recipient is personal data. */
    record Release(
            FulfilmentId fulfilment,
            NodeId node,
            List<Item> items,
            @Nullable String recipient,
            Delivery delivery) {}

    /** Units of one SKU. */
    record Item(int lineNumber, Sku sku, int quantity) {}

    /**
     * Hands a fulfilment to the warehouse.
     *
     * @throws org.baton.domain.common.GatewayRejectedException if the warehouse refuses it for good
     * @throws org.baton.domain.common.GatewayUnavailableException if it does not answer
     */
    void release(Release release);

    /**
     * Stops a fulfilment that has not been shipped; one it never heard of counts as stopped.
     *
     * @throws org.baton.domain.common.GatewayRejectedException if it is too late
     * @throws org.baton.domain.common.GatewayUnavailableException if it does not answer
     */
    void cancel(FulfilmentId fulfilment);
}
