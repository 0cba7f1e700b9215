package org.baton.app.api.routing;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Shows ids of a stored record as plain texts: {@code {"node": {"value": "store-1"}}} becomes {@code "store-1"}. */
final class PlainIds {

    private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;

    private PlainIds() {}

    static JsonNode of(JsonNode node) {
        if (node.isArray()) {
            var copy = FACTORY.arrayNode();
            node.forEach(item -> copy.add(of(item)));
            return copy;
        }
        return node instanceof ObjectNode object ? plain(object) : node;
    }

    private static JsonNode plain(ObjectNode object) {
        var value = object.get("value");
        if (object.size() == 1 && value != null && value.isString()) {
            return value;
        }
        var copy = FACTORY.objectNode();
        object.properties().forEach(field -> copy.set(field.getKey(), of(field.getValue())));
        return copy;
    }
}
