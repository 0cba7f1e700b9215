package org.baton.app.console.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The form that an analyst drew for a step, in the schema of the Camunda Modeler. It is shown and read by its fields
 * alone; a kind of field that is not known here is shown as a line of text, so that no step is ever stuck for a form.
 *
 * @param notes texts that the form shows
 */
record TaskForm(List<Field> fields, List<String> notes) {

    private static final int LONGEST = 4000;
    private static final TaskForm NONE = new TaskForm(List.of(), List.of());

    /** What a field takes. */
    enum Kind {
        TEXT,
        LONG_TEXT,
        NUMBER,
        CHECK,
        CHOICE
    }

    /** One of the values that a choice offers. */
    record Option(String value, String label) {}

    /** @param key the process variable that it fills */
    record Field(
            String key,
            Kind kind,
            String label,
            @Nullable String description,
            boolean required,
            List<Option> options) {}

    static TaskForm of(@Nullable String form, Json json) {
        if (form == null) {
            return NONE;
        }
        var fields = new ArrayList<Field>();
        var notes = new ArrayList<String>();
        collect(json.tree(form).path("components"), fields, notes);
        return new TaskForm(List.copyOf(fields), List.copyOf(notes));
    }

    private static void collect(JsonNode components, List<Field> fields, List<String> notes) {
        for (var component : components) {
            var key = component.path("key").asString("");
            if (component.path("type").asString("").equals("text")) {
                notes.add(component.path("text").asString("").replaceAll("(?m)^#+\\s*", ""));
            } else if (!key.isEmpty()) {
                fields.add(field(key, component));
            }
            collect(component.path("components"), fields, notes);
        }
    }

    private static Field field(String key, JsonNode component) {
        var options = component
                .path("values")
                .valueStream()
                .map(value -> new Option(
                        value.path("value").asString(""), value.path("label").asString("")))
                .toList();
        var label = component.path("label").asString("");
        return new Field(
                key,
                kind(component.path("type").asString("")),
                label.isBlank() ? key : label,
                component.path("description").isString()
                        ? component.path("description").asString("")
                        : null,
                component.path("validate").path("required").asBoolean(false),
                options);
    }

    private static Kind kind(String type) {
        return switch (type) {
            case "textarea" -> Kind.LONG_TEXT;
            case "number" -> Kind.NUMBER;
            case "checkbox" -> Kind.CHECK;
            case "select", "radio" -> Kind.CHOICE;
            default -> Kind.TEXT;
        };
    }

    /**
     * What was filled in, by process variable.
     *
     * @throws org.baton.domain.common.InvalidInputException naming every field that is wrong
     */
    Map<String, Object> read(Map<String, String> filled) {
        var checks = new FieldChecks();
        var values = new LinkedHashMap<String, Object>();
        for (var field : fields) {
            var text = filled.getOrDefault("form." + field.key(), "");
            if (field.kind() == Kind.CHECK) {
                values.put(field.key(), !text.isEmpty());
                if (field.required() && text.isEmpty()) {
                    checks.add(field.label(), "required", "Tick it when it is done.");
                }
            } else if (!text.isBlank()) {
                values.put(field.key(), value(field, text, checks));
            } else if (field.required()) {
                checks.add(field.label(), "required", "This field is required.");
            }
        }
        checks.orThrow();
        return values;
    }

    private static Object value(Field field, String text, FieldChecks checks) {
        switch (field.kind()) {
            case NUMBER -> {
                if (text.strip().matches("-?[0-9]{1,9}")) {
                    return Integer.parseInt(text.strip());
                }
                if (text.strip().matches("-?[0-9]{1,9}[.][0-9]{1,6}")) {
                    return Double.parseDouble(text.strip());
                }
                checks.add(field.label(), "malformed", "A number is expected.");
            }
            case CHOICE -> {
                if (field.options().stream().noneMatch(option -> option.value().equals(text))) {
                    checks.add(field.label(), "unknown-value", "Choose one of those offered.");
                }
            }
            default -> {
                if (text.length() > LONGEST) {
                    checks.add(field.label(), "too-long", "At most " + LONGEST + " characters.");
                }
            }
        }
        return text.strip();
    }
}
