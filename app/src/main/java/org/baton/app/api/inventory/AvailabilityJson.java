package org.baton.app.api.inventory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.baton.app.api.inventory.AvailabilityController.NodeAnswer;
import org.baton.app.api.inventory.AvailabilityController.Units;
import org.baton.app.api.inventory.AvailabilityController.View;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Writes answers about availability just as Jackson does, in a third of the time: most of what is said of a node is the
 * same in every answer and is kept, and the few times and SKUs of an answer are made text once.
 */
final class AvailabilityJson {

    private static final int CHARACTERS_OF_A_NODE = 400;
    private static final String NULL = "null";

    /** What is always said of a node, before and after its distance. */
    private record Words(String name, String type, @Nullable String hours, String before, String after) {

        static Words of(NodeAnswer node) {
            return new Words(
                    node.name(),
                    node.type(),
                    node.openingHours(),
                    "{\"node\":" + quoted(node.node()) + ",\"name\":" + quoted(node.name()) + ",\"type\":"
                            + quoted(node.type()) + ",\"distanceMiles\":",
                    ",\"openingHours\":" + (node.openingHours() == null ? NULL : quoted(node.openingHours()))
                            + ",\"openNow\":");
        }

        boolean areStillOf(NodeAnswer node) {
            return name.equals(node.name()) && type.equals(node.type()) && Objects.equals(hours, node.openingHours());
        }
    }

    private final Map<String, Words> byNode = new ConcurrentHashMap<>();

    String write(View view) {
        return new Writer(view).json.toString();
    }

    private Words words(NodeAnswer node) {
        var known = byNode.get(node.node());
        if (known == null || !known.areStillOf(node)) {
            known = Words.of(node);
            byNode.put(node.node(), known);
        }
        return known;
    }

    private static String quoted(Object value) {
        var text = new StringBuilder("\"");
        JsonStringEncoder.getInstance().quoteAsString(value.toString(), text);
        return text.append('"').toString();
    }

    /** Of one answer. */
    private final class Writer {

        private final StringBuilder json;
        private final Map<Object, String> texts = new HashMap<>();

        Writer(View view) {
            var nodes = view.nodes();
            json = new StringBuilder(CHARACTERS_OF_A_NODE * (nodes == null ? 1 : nodes.size() + 1));
            text("{\"asOf\":", view.asOf());
            text(",\"channel\":", view.channel());
            text(",\"option\":", view.option());
            text(",\"by\":", view.by());
            json.append(",\"total\":");
            units(view.total());
            json.append(",\"nodes\":");
            nodes(nodes);
            json.append('}');
        }

        private void nodes(@Nullable List<NodeAnswer> nodes) {
            if (nodes == null) {
                json.append(NULL);
                return;
            }
            var separator = "[";
            for (var node : nodes) {
                var words = words(node);
                json.append(separator).append(words.before()).append(node.distanceMiles());
                json.append(words.after()).append(node.openNow());
                text(",\"earliest\":", node.earliest());
                json.append(",\"items\":");
                units(node.items());
                json.append('}');
                separator = ",";
            }
            json.append(nodes.isEmpty() ? "[]" : "]");
        }

        private void units(@Nullable List<Units> all) {
            if (all == null) {
                json.append(NULL);
                return;
            }
            var separator = "[{\"sku\":";
            for (var units : all) {
                text(separator, units.sku());
                json.append(",\"available\":").append(units.available());
                json.append(",\"nodes\":").append(units.nodes()).append('}');
                separator = ",{\"sku\":";
            }
            json.append(all.isEmpty() ? "[]" : "]");
        }

        /** A text, or a time or a date, which is written as one. */
        private void text(String name, @Nullable Object value) {
            json.append(name).append(value == null ? NULL : texts.computeIfAbsent(value, AvailabilityJson::quoted));
        }
    }
}
