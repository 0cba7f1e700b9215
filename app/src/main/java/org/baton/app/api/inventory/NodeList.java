package org.baton.app.api.inventory;

import java.util.Comparator;
import java.util.List;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.PageRequest;
import org.baton.domain.inventory.Node;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.inventory.Nodes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists the network: all of it by id, or what is near a place, nearest first. */
@Component
class NodeList {

    private static final double DEFAULT_RADIUS_MILES = 50;

    private final Nodes nodes;
    private final Places places;

    NodeList(Nodes nodes, Places places) {
        this.nodes = nodes;
        this.places = places;
    }

    Page<NodeView> all(@Nullable NodeType type, PageRequest request) {
        var rows = nodes.list().stream()
                .filter(node -> type == null || node.type() == type)
                .sorted(Comparator.comparing(Node::idText))
                .filter(node -> node.idText().compareTo(request.afterId()) > 0)
                .limit(request.fetch())
                .toList();
        return Page.cut(
                rows,
                request,
                node -> List.of(node.idText()),
                page -> page.stream().map(node -> NodeView.of(node, null)).toList());
    }

    Page<NodeView> near(String place, @Nullable String radius, @Nullable NodeType type, PageRequest request) {
        var types = type == null ? List.of(NodeType.values()) : List.of(type);
        var rows = nodes.near(places.point("near", place), Places.radius(radius, DEFAULT_RADIUS_MILES), types);
        var from = 0;
        while (from < rows.size() && !request.after().isEmpty() && !isAfter(rows.get(from), request)) {
            from++;
        }
        var page = rows.subList(from, Math.min(rows.size(), from + request.fetch()));
        return Page.cut(
                page,
                request,
                near -> List.of(Double.toString(near.miles()), near.node().idText()),
                shown -> shown.stream()
                        .map(near -> NodeView.of(near.node(), near.miles()))
                        .toList());
    }

    private static boolean isAfter(Nodes.Near near, PageRequest request) {
        try {
            var byMiles = Double.compare(
                    near.miles(), Double.parseDouble(request.after().getFirst()));
            return byMiles > 0
                    || byMiles == 0
                            && near.node().idText().compareTo(request.after().getLast()) > 0;
        } catch (NumberFormatException e) {
            throw PageRequest.badCursor();
        }
    }
}
