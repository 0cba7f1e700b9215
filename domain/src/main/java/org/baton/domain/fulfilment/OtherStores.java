package org.baton.domain.fulfilment;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Availability;
import org.baton.domain.inventory.Availability.AtNode;
import org.baton.domain.inventory.Availability.Question;
import org.baton.domain.inventory.Channels;
import org.baton.domain.inventory.Node;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.inventory.Nodes.Near;
import org.baton.domain.order.DeliveryOption;
import org.baton.domain.order.Order;
import org.springframework.stereotype.Component;

/** Finds where else a customer could collect an order whose store cannot give it. */
@Component
class OtherStores {

    private static final double MOST_MILES = 60;
    private static final int MOST_ASKED = 50;
    private static final int MOST_NAMED = 5;

    private final Nodes nodes;
    private final Availability availability;
    private final Channels channels;

    OtherStores(Nodes nodes, Availability availability, Channels channels) {
        this.nodes = nodes;
        this.availability = availability;
        this.channels = channels;
    }

    /** The nearest stores that have all that the customer does not have yet, nearest first. */
    List<Near> near(Order order) {
        var wanted = wanted(order);
        var chosen = order.delivery().chosenNode();
        var from = chosen == null ? null : nodes.find(chosen).orElse(null);
        if (from == null || wanted.isEmpty()) {
            return List.of();
        }
        var question = new Question(List.copyOf(wanted.keySet()), channels.of(order.channel()), null);
        var curbside = order.delivery().deliveryOption() == DeliveryOption.CURBSIDE;
        return availability
                .near(question, from.place(), MOST_MILES, MOST_ASKED, node -> serves(node, from, curbside))
                .nodes()
                .stream()
                .filter(one -> has(one, question.skus(), wanted))
                .map(AtNode::near)
                .limit(MOST_NAMED)
                .toList();
    }

    private static boolean serves(Node node, Node from, boolean curbside) {
        return node.type() == NodeType.STORE
                && node.active()
                && !node.id().equals(from.id())
                && (!curbside || node.capabilities().contains("curbside"));
    }

    private static Map<Sku, Integer> wanted(Order order) {
        var wanted = new TreeMap<Sku, Integer>((a, b) -> a.value().compareTo(b.value()));
        order.lines().values().stream()
                .filter(line -> line.unsettled() > 0)
                .forEach(line -> wanted.merge(line.sku(), line.unsettled(), Integer::sum));
        return wanted;
    }

    private static boolean has(AtNode one, List<Sku> skus, Map<Sku, Integer> wanted) {
        for (int s = 0; s < skus.size(); s++) {
            if (one.units()[s] < wanted.getOrDefault(skus.get(s), 0)) {
                return false;
            }
        }
        return true;
    }
}
