package org.baton.app.api.inventory;

import static org.baton.app.api.inventory.JsonBytes.of;
import static org.baton.app.api.inventory.JsonBytes.quoted;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.baton.app.api.inventory.AvailabilityController.NodeAnswer;
import org.baton.app.api.inventory.AvailabilityController.Units;
import org.baton.app.api.inventory.AvailabilityController.View;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers about availability just as Jackson does, in a third of the time: most of what is said of a node is the
 * same in every answer and is kept, and the few times and SKUs of an answer are made text once.
 */
final class AvailabilityJson {

    private static final int BYTES_OF_A_NODE = 400;
    private static final byte[] NULL = of("null");
    private static final byte[] NOTHING = of("[]");
    private static final byte[] FIRST = of("[");
    private static final byte[] NEXT = of(",");
    private static final byte[] LAST = of("]");
    private static final byte[] END = of("}");
    private static final byte[] POINT = of(".");
    private static final byte[] AS_OF = of("{\"asOf\":");
    private static final byte[] CHANNEL = of(",\"channel\":");
    private static final byte[] OPTION = of(",\"option\":");
    private static final byte[] BY = of(",\"by\":");
    private static final byte[] TOTAL = of(",\"total\":");
    private static final byte[] NODES = of(",\"nodes\":");
    private static final byte[] OPEN = of(",\"openNow\":true,\"earliest\":");
    private static final byte[] CLOSED = of(",\"openNow\":false,\"earliest\":");
    private static final byte[] ITEMS = of(",\"items\":");
    private static final byte[] SKU = of("{\"sku\":");
    private static final byte[] AVAILABLE = of(",\"available\":");

    /**
     * What is always said of a node.
     *
     * @param json up to its opening hours
     * @param distanceAt where its distance goes between
     */
    private record Words(String name, String type, @Nullable String hours, byte[] json, int distanceAt) {

        static Words about(NodeAnswer node) {
            var json = new JsonBytes(BYTES_OF_A_NODE)
                    .put(of("{\"node\":"))
                    .put(quoted(node.node()))
                    .put(of(",\"name\":"))
                    .put(quoted(node.name()))
                    .put(of(",\"type\":"))
                    .put(quoted(node.type()))
                    .put(of(",\"distanceMiles\":"));
            var distanceAt = json.length();
            var hours = node.openingHours();
            json.put(of(",\"openingHours\":")).put(hours == null ? NULL : quoted(hours));
            return new Words(node.name(), node.type(), hours, json.toArray(), distanceAt);
        }

        boolean areStillOf(NodeAnswer node) {
            return name.equals(node.name()) && type.equals(node.type()) && Objects.equals(hours, node.openingHours());
        }
    }

    private final Map<String, Words> byNode = new ConcurrentHashMap<>();

    JsonBytes write(View view) {
        return new Writer(view).json;
    }

    private Words words(NodeAnswer node) {
        var known = byNode.get(node.node());
        if (known == null || !known.areStillOf(node)) {
            known = Words.about(node);
            byNode.put(node.node(), known);
        }
        return known;
    }

    /** Of one answer. */
    private final class Writer {

        private final JsonBytes json;
        private final Map<Object, byte[]> texts = new HashMap<>();

        Writer(View view) {
            var nodes = view.nodes();
            json = new JsonBytes(BYTES_OF_A_NODE * (nodes == null ? 1 : nodes.size() + 1));
            text(AS_OF, view.asOf());
            text(CHANNEL, view.channel());
            text(OPTION, view.option());
            text(BY, view.by());
            units(TOTAL, view.total());
            nodes(nodes);
            json.put(END);
        }

        private void nodes(@Nullable List<NodeAnswer> nodes) {
            json.put(NODES);
            if (nodes == null || nodes.isEmpty()) {
                json.put(nodes == null ? NULL : NOTHING);
                return;
            }
            var separator = FIRST;
            for (var node : nodes) {
                var words = words(node);
                json.put(separator).put(words.json(), 0, words.distanceAt());
                distance(node.distanceMiles());
                json.put(words.json(), words.distanceAt(), words.json().length);
                text(node.openNow() ? OPEN : CLOSED, node.earliest());
                units(ITEMS, node.items());
                json.put(END);
                separator = NEXT;
            }
            json.put(LAST);
        }

        /** Told in tenths of a mile. */
        private void distance(double miles) {
            long tenths = Math.round(miles * 10);
            json.number(tenths / 10).put(POINT).number(tenths % 10);
        }

        private void units(byte[] name, @Nullable List<Units> all) {
            json.put(name);
            if (all == null || all.isEmpty()) {
                json.put(all == null ? NULL : NOTHING);
                return;
            }
            var separator = FIRST;
            for (var units : all) {
                json.put(separator);
                text(SKU, units.sku());
                json.put(AVAILABLE).number(units.available()).put(NODES);
                var nodes = units.nodes();
                if (nodes == null) {
                    json.put(NULL);
                } else {
                    json.number(nodes);
                }
                json.put(END);
                separator = NEXT;
            }
            json.put(LAST);
        }

        /** A text, or a time or a date, which is written as one. */
        private void text(byte[] name, @Nullable Object value) {
            json.put(name).put(value == null ? NULL : texts.computeIfAbsent(value, JsonBytes::quoted));
        }
    }
}
