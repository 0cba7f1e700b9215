package org.baton.domain.fulfilment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.baton.domain.common.FieldChecks;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The form that an analyst drew for a step in the Camunda Modeler (the schema of form-js): what it shows, what may be
 * entered, and whether what was entered is right. A kind of field that is not known is taken for a line of text, so that
 * no step is ever stuck for its form; {@link StepFormLint} tells the analyst.
 *
 * @param parts notes and fields in the order of the form
 */
public record StepForm(List<Part> parts) {

    private static final int LONGEST = 4000;
    static final StepForm NONE = new StepForm(List.of());

    /** A thing on the form. */
    public sealed interface Part permits Note, Field {}

    /** Words that the form shows. */
    public record Note(String text) implements Part {}

    /** What a field takes. */
    public enum Kind {
        TEXT,
        LONG_TEXT,
        NUMBER,
        CHECK,
        SELECT,
        RADIO;

        /** Whether one of several values is chosen. */
        public boolean isChoice() {
            return this == SELECT || this == RADIO;
        }
    }

    /** One of the values that a choice offers. */
    public record Option(String value, String label) {}

    /**
     * What the analyst demands of a value besides its kind.
     *
     * @param pattern found somewhere in the text
     */
    public record Demands(
            boolean required,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable Integer minLength,
            @Nullable Integer maxLength,
            @Nullable String pattern) {}

    /**
     * Something to enter.
     *
     * @param key the process variable that it fills
     * @param initial what stands there before anybody enters anything
     */
    public record Field(
            String key,
            Kind kind,
            String label,
            @Nullable String description,
            Demands demands,
            @Nullable String initial,
            List<Option> options)
            implements Part {}

    /** Reads a schema. */
    public static StepForm of(JsonNode schema) {
        var parts = new ArrayList<Part>();
        collect(schema.path("components"), parts);
        return new StepForm(List.copyOf(parts));
    }

    private static void collect(JsonNode components, List<Part> parts) {
        for (var component : components) {
            var key = component.path("key").asString("");
            if (component.path("type").asString("").equals("text")) {
                parts.add(new Note(plain(component.path("text").asString(""))));
            } else if (!key.isEmpty()) {
                parts.add(field(key, component));
            }
            collect(component.path("components"), parts);
        }
    }

    /** The Modeler's text is Markdown; its marks are left out. */
    private static String plain(String markdown) {
        return markdown.replaceAll("(?m)^#+\\s*", "")
                .replaceAll("\\*\\*|__|`", "")
                .strip();
    }

    private static Field field(String key, JsonNode component) {
        var label = component.path("label").asString("");
        return new Field(
                key,
                kind(component.path("type").asString("")),
                label.isBlank() ? key : label,
                text(component.path("description")),
                demands(component.path("validate")),
                text(component.path("defaultValue")),
                component.path("values").valueStream().map(StepForm::option).toList());
    }

    private static Option option(JsonNode value) {
        var word = value.path("value").asString("");
        return new Option(word, value.path("label").asString(word));
    }

    private static Demands demands(JsonNode validate) {
        return new Demands(
                validate.path("required").asBoolean(false),
                number(validate.path("min")),
                number(validate.path("max")),
                number(validate.path("minLength")) instanceof BigDecimal least ? least.intValue() : null,
                number(validate.path("maxLength")) instanceof BigDecimal most ? most.intValue() : null,
                text(validate.path("pattern")));
    }

    private static @Nullable String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asString("") : null;
    }

    private static @Nullable BigDecimal number(JsonNode node) {
        return node.isNumber() ? node.decimalValue() : null;
    }

    static Kind kind(String type) {
        return switch (type) {
            case "textarea" -> Kind.LONG_TEXT;
            case "number" -> Kind.NUMBER;
            case "checkbox" -> Kind.CHECK;
            case "select" -> Kind.SELECT;
            case "radio" -> Kind.RADIO;
            default -> Kind.TEXT;
        };
    }

    public List<Field> fields() {
        return parts.stream()
                .filter(Field.class::isInstance)
                .map(Field.class::cast)
                .toList();
    }

    /**
     * Checks what was entered.
     *
     * @return what was entered; texts that were left empty are not there
     * @throws org.baton.domain.common.InvalidInputException naming the key of every field that is wrong
     */
    Map<String, Object> check(Map<String, Object> entered) {
        var checks = new FieldChecks();
        var values = new LinkedHashMap<>(entered);
        for (var field : fields()) {
            var value = entered.get(field.key());
            if (value == null || value.equals("")) {
                values.remove(field.key());
            }
            if (field.demands().required() && isMissing(value)) {
                checks.add(field.key(), "required", "This field is required.");
            } else if (value != null && !value.equals("")) {
                wrong(field, value).ifPresent(message -> checks.add(field.key(), "invalid", message));
            }
        }
        checks.orThrow();
        return values;
    }

    /** A box that must be ticked is missing until it is. */
    private static boolean isMissing(@Nullable Object value) {
        return value == null || value.equals("") || value.equals(false);
    }

    private static Optional<String> wrong(Field field, Object value) {
        return switch (field.kind()) {
            case NUMBER -> value instanceof Number n ? wrongNumber(field, n) : Optional.of("A number is expected.");
            case CHECK -> value instanceof Boolean ? Optional.empty() : Optional.of("Yes or no is expected.");
            case SELECT, RADIO ->
                field.options().stream().anyMatch(option -> option.value().equals(value))
                        ? Optional.empty()
                        : Optional.of("Choose one of those offered.");
            case TEXT, LONG_TEXT ->
                value instanceof String text ? wrongText(field.demands(), text) : Optional.of("A text is expected.");
        };
    }

    private static Optional<String> wrongNumber(Field field, Number entered) {
        var value = new BigDecimal(entered.toString());
        var min = field.demands().min();
        var max = field.demands().max();
        if (min != null && value.compareTo(min) < 0) {
            return Optional.of("At least " + min.toPlainString() + ".");
        }
        return max != null && value.compareTo(max) > 0
                ? Optional.of("At most " + max.toPlainString() + ".")
                : Optional.empty();
    }

    private static Optional<String> wrongText(Demands demands, String text) {
        var least = demands.minLength();
        var most = demands.maxLength() == null ? LONGEST : Math.min(LONGEST, demands.maxLength());
        if (least != null && text.length() < least) {
            return Optional.of("At least " + least + " characters.");
        }
        if (text.length() > most) {
            return Optional.of("At most " + most + " characters.");
        }
        return demands.pattern() != null && !fits(demands.pattern(), text)
                ? Optional.of("This does not have the form that is expected.")
                : Optional.empty();
    }

    private static boolean fits(String pattern, String text) {
        try {
            return Pattern.compile(pattern).matcher(text).find();
        } catch (PatternSyntaxException e) {
            // Nobody could enter anything: the analyst is told by the lint.
            return true;
        }
    }
}
