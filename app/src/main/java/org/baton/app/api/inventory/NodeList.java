package org.baton.app.api.inventory;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.PageRequest;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.inventory.GeoPoint;
import org.baton.domain.inventory.Node;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.inventory.PostalCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists the network: all of it by id, or what is near a place, nearest first. */
@Component
class NodeList {

    private static final double DEFAULT_RADIUS_MILES = 50;
    private static final double WIDEST_MILES = 12_500; // half way round the earth
    private static final Pattern POINT =
            Pattern.compile("(-?[0-9]{1,2}(?:\\.[0-9]{1,12})?),(-?[0-9]{1,3}(?:\\.[0-9]{1,12})?)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}(\\.[0-9]{1,6})?");

    private final Nodes nodes;
    private final PostalCodes postalCodes;

    NodeList(Nodes nodes, PostalCodes postalCodes) {
        this.nodes = nodes;
        this.postalCodes = postalCodes;
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
        var rows = nodes.near(point(place), radius(radius), types);
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

    private GeoPoint point(String place) {
        var text = QueryChecks.text("near", place);
        var point = POINT.matcher(text == null ? "" : text);
        if (point.matches()) {
            var latitude = Double.parseDouble(point.group(1));
            var longitude = Double.parseDouble(point.group(2));
            if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) {
                return new GeoPoint(latitude, longitude);
            }
        }
        return postalCodes
                .locate(text == null ? "" : text)
                .orElseThrow(() -> new InvalidInputException(
                        "near", "unknown-place", "A ZIP code such as 60606, or latitude,longitude."));
    }

    private static double radius(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return DEFAULT_RADIUS_MILES;
        }
        var radius = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : -1;
        if (radius < 0 || radius > WIDEST_MILES) {
            throw new InvalidInputException("radiusMiles", "out-of-range", "A number from 0 to 12500.");
        }
        return radius;
    }
}
