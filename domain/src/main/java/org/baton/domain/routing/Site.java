package org.baton.domain.routing;

import java.time.ZoneId;
import java.util.Set;
import org.baton.domain.common.NodeId;
import org.baton.domain.inventory.Node;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.inventory.OpeningHours;

/** A node with what a decision asks of it again and again worked out once. */
public record Site(
        Node node,
        NodeId id,
        NodeType type,
        String typeText,
        OpeningHours hours,
        ZoneId zone,
        Set<String> capabilities) {

    public static Site of(Node node) {
        return new Site(
                node,
                node.id(),
                node.type(),
                node.typeText(),
                OpeningHours.of(node),
                ZoneId.of(node.timeZone()),
                Set.copyOf(node.capabilities()));
    }

    /** Ordinary goods can be handled anywhere, and a store takes what it sells; cold goods need a cold room. */
    boolean handles(String handling) {
        return handling.equals("ordinary") || handling.equals("fragile") || capabilities.contains(handling);
    }
}
