package org.baton.app.cli.importing;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baton.app.runtime.StartFailure;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stores from a GeoJSON file: points that bear the tags of OpenStreetMap, read one by one. */
final class GeoJsonNodes implements RowReader {

    private static final Pattern ZIP = Pattern.compile("[0-9]{5}(-[0-9]{4})?");

    private final JsonParser parser;
    private final String idPrefix;

    GeoJsonNodes(InputStream file, String idPrefix) {
        this.parser = JsonMapper.shared().createParser(file);
        this.idPrefix = idPrefix;
    }

    @Override
    public List<String> columns() {
        return List.copyOf(Kind.NODES.columns().keySet());
    }

    @Override
    public void read(Consumer<Row> rows) {
        try {
            findFeatures();
            for (long number = 1; parser.nextToken() == JsonToken.START_OBJECT; number++) {
                JsonNode feature = parser.readValueAsTree();
                rows.accept(row(number, feature));
            }
        } catch (JacksonException e) {
            throw new StartFailure("The file is not JSON from here on: " + e.getOriginalMessage(), e);
        }
    }

    private void findFeatures() {
        if (parser.nextToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                var value = parser.nextToken();
                if (name.equals("features") && value == JsonToken.START_ARRAY) {
                    return;
                }
                parser.skipChildren();
            }
        }
        throw new StartFailure("The file is not a GeoJSON FeatureCollection.");
    }

    private Row row(long number, JsonNode feature) {
        var errors = new ArrayList<String>();
        var document = document(feature, errors);
        var cells = columns().stream()
                .map(column -> Objects.toString(document.get(column), ""))
                .toList();
        return new Row(List.of(new Row.Source(number, cells)), document, errors);
    }

    private Map<String, Object> document(JsonNode feature, List<String> errors) {
        var tags = feature.path("properties");
        var document = new LinkedHashMap<String, Object>();
        put(document, "id", id(feature, tags));
        put(
                document,
                "name",
                Stream.of(text(tags, "name"), text(tags, "brand"))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
        document.put("type", "store");
        var line1 = Stream.of(text(tags, "addr:housenumber"), text(tags, "addr:street"))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        put(document, "line1", line1.isEmpty() ? null : line1);
        put(document, "city", text(tags, "addr:city"));
        put(document, "region", text(tags, "addr:state"));
        put(document, "postalCode", postalCode(text(tags, "addr:postcode")));
        put(document, "country", text(tags, "addr:country"));
        put(document, "openingHours", text(tags, "opening_hours"));
        put(document, "phone", first(text(tags, "phone")));
        point(feature.path("geometry"), document, errors);
        return document;
    }

    private static void point(JsonNode geometry, Map<String, Object> document, List<String> errors) {
        var coordinates = geometry.path("coordinates");
        if (!geometry.path("type").asString("").equals("Point")
                || !coordinates.path(0).isNumber()
                || !coordinates.path(1).isNumber()) {
            errors.add("geometry: a point is expected");
            return;
        }
        document.put("latitude", coordinates.path(1).doubleValue());
        document.put("longitude", coordinates.path(0).doubleValue());
    }

    /** The number of the store: the last part of its reference, or of the feature's own id. */
    private @Nullable String id(JsonNode feature, JsonNode tags) {
        var reference = Stream.of(text(tags, "ref"), text(feature, "id"), text(tags, "@id"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        var parts = Stream.of(reference.split("[/?#]"))
                .filter(part -> !part.isBlank())
                .toList();
        return parts.isEmpty() ? null : idPrefix + parts.getLast().strip().replaceAll("[^A-Za-z0-9._-]+", "-");
    }

    private static @Nullable String postalCode(@Nullable String tag) {
        var zip = ZIP.matcher(tag == null ? "" : tag);
        return zip.find() ? zip.group() : tag;
    }

    private static @Nullable String first(@Nullable String tag) {
        return tag == null ? null : tag.split(";", 2)[0].strip();
    }

    private static @Nullable String text(JsonNode node, String name) {
        var text = node.path(name).asString("").strip();
        return text.isEmpty() ? null : text;
    }

    private static void put(Map<String, Object> document, String name, @Nullable String value) {
        if (value != null) {
            document.put(name, value);
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
