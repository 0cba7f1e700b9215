package org.baton.domain.fulfilment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.baton.domain.common.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Tells an analyst what of a form the store's tablet does not show or check as it was drawn. */
public final class StepFormLint {

    /**
     * One thing to change.
     *
     * @param field the key, or the id of what has none; empty for the form as a whole
     * @param error whether the step cannot be done as drawn; otherwise it is worth a look
     */
    public record Finding(String field, boolean error, String message) {}

    private static final Set<String> SHOWN =
            Set.of("text", "textfield", "textarea", "number", "checkbox", "select", "radio");
    private static final Set<String> LAYOUT = Set.of("group", "separator", "spacer", "button", "default");
    private static final Set<String> RESERVED = Set.of("orderId", "fulfilmentId", "linesLeft");
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();

    private StepFormLint() {}

    /** What is wrong with a form as the Modeler saves it; nothing if all is well. */
    public static List<Finding> check(String schema) {
        var lint = new StepFormLint();
        try {
            var form = new Json().tree(schema);
            if (!form.path("components").isArray()) {
                lint.add("", true, "This is no form: it has no components. Save it as a form from the Modeler.");
            }
            lint.components(form.path("components"));
        } catch (JacksonException e) {
            lint.add("", true, "This file cannot be read as a form (it is no JSON). Save it from the Modeler again.");
        }
        return List.copyOf(lint.findings);
    }

    private void add(String field, boolean error, String message) {
        findings.add(new Finding(field, error, message));
    }

    private void components(JsonNode components) {
        for (var component : components) {
            var type = component.path("type").asString("");
            var key = component.path("key").asString("");
            var name = key.isEmpty() ? component.path("id").asString("") : key;
            if (!SHOWN.contains(type) && !LAYOUT.contains(type)) {
                add(
                        name,
                        true,
                        "A component of type \"" + type
                                + "\" is not shown on the store's tablet. Use text, textfield, textarea, number,"
                                + " checkbox, select or radio.");
            } else if (SHOWN.contains(type) && !type.equals("text")) {
                field(name, key, type, component);
            } else if (type.equals("text")) {
                expression(name, "text", component);
            }
            if (component.path("conditional").has("hide")) {
                add(name, false, "It is always shown: the tablet does not know conditions.");
            }
            components(component.path("components"));
        }
    }

    private void field(String name, String key, String type, JsonNode component) {
        if (!KEY.matcher(key).matches()) {
            add(name, true, "Its key must be the name of a process variable: letters, digits and underscores.");
        } else if (RESERVED.contains(key)) {
            add(name, true, "The process sets \"" + key + "\" by itself. Give the field another key.");
        } else if (!keys.add(key)) {
            add(name, true, "Two fields have the key \"" + key + "\".");
        }
        if (StepForm.kind(type).isChoice() && component.path("values").isEmpty()) {
            add(name, true, "It offers nothing to choose. Give it static values: the tablet does not know others.");
        }
        for (var words : List.of("label", "description", "defaultValue")) {
            expression(name, words, component);
        }
        for (var told : List.of("required", "min", "max", "minLength", "maxLength")) {
            if (component.path("validate").path(told).isString()) {
                add(name, false, "Its \"" + told + "\" is an expression, which the tablet does not know.");
            }
        }
        pattern(name, component.path("validate").path("pattern").asString(""));
    }

    private void pattern(String name, String pattern) {
        try {
            var ignored = Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            add(name, true, "Its pattern is no regular expression: " + e.getDescription() + ".");
        }
    }

    private void expression(String name, String property, JsonNode component) {
        var text = component.path(property).asString("");
        if (text.startsWith("=") || text.contains("{{")) {
            add(name, false, "Its " + property + " is an expression, which the tablet shows as it is.");
        }
    }
}
