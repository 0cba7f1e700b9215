package org.baton.domain.notification;

import java.time.ZoneId;
import java.util.Optional;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.inventory.Node;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.order.Order;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells by which clock a customer lives, so that no phone rings at night. */
@Component
class CustomerClock {

    private final Nodes nodes;
    private final TimeZones zones;
    private final NotificationSettings settings;

    CustomerClock(Nodes nodes, TimeZones zones, NotificationSettings settings) {
        this.nodes = nodes;
        this.zones = zones;
        this.settings = settings;
    }

    /** The zone of the address, or of the store that the customer goes to. */
    ZoneId zone(Order order, @Nullable Fulfilment fulfilment) {
        return zones.of(order.delivery().postalCode())
                .or(() -> store(order, fulfilment).map(node -> ZoneId.of(node.timeZone())))
                .orElse(settings.timeZone());
    }

    private Optional<Node> store(Order order, @Nullable Fulfilment fulfilment) {
        if (!order.delivery().deliveryOption().isCollected()) {
            return Optional.empty();
        }
        var chosen = fulfilment == null ? order.delivery().chosenNode() : fulfilment.node();
        return chosen == null ? Optional.empty() : nodes.find(chosen);
    }
}
