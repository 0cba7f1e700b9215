package org.baton.domain.common;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** Reads and writes JSON columns and inputs in one way; what does not fit is told by field. */
@Component
public final class Json {

    private final JsonMapper mapper = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .addModule(new SimpleModule().addDeserializer(Instant.class, new Rfc3339Deserializer()))
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .withCoercionConfig(
                    LogicalType.Integer, config -> config.setCoercion(CoercionInputShape.String, CoercionAction.Fail))
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    public String write(Object value) {
        return mapper.writeValueAsString(value);
    }

    /**
     * Reads what Baton itself wrote.
     *
     * @throws JacksonException if it is not of that shape
     */
    public <T> T read(String json, Class<T> type) {
        return mapper.readValue(json, type);
    }

    public JsonNode tree(String json) {
        return mapper.readTree(json);
    }

    /**
     * Reads what a caller sent.
     *
     * @throws InvalidInputException naming the field that has the wrong type, is unknown, or where the text is cut
     */
    public <T> T readInput(String json, Class<T> type) {
        T value;
        try {
            value = mapper.readValue(json, type);
        } catch (UnrecognizedPropertyException e) {
            throw new InvalidInputException(path(e.getPath()), "unknown-field", "There is no such field.");
        } catch (DatabindException | InputCoercionException e) {
            throw new InvalidInputException(path(e.getPath()), "wrong-type", expected(e));
        } catch (JacksonException e) {
            var at = e.getLocation();
            var where = at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
            throw new InvalidInputException(
                    path(e.getPath()), "malformed-json", "This is not JSON that can be read" + where + ".");
        }
        if (value == null) {
            throw new InvalidInputException("", "required", "An object is expected, not null.");
        }
        return value;
    }

    private static String expected(JacksonException e) {
        var type = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        if (e instanceof InputCoercionException || type == Integer.class || type == int.class) {
            return "A whole number of at most nine digits is expected.";
        }
        if (type == null) {
            return "This is not of the expected form.";
        }
        if (e instanceof InvalidFormatException && type.isEnum()) {
            return "One of " + Arrays.toString(type.getEnumConstants()) + " is expected.";
        }
        return switch (type.getSimpleName()) {
            case "String" -> "A text is expected.";
            case "Boolean", "boolean" -> "true or false is expected.";
            case "Double", "double" -> "A number is expected.";
            case "Long", "long" -> "A whole number is expected.";
            case "Instant" -> "A time such as 2026-11-20T16:00:00Z is expected.";
            case "List", "ArrayList" -> "A list is expected.";
            default -> "An object is expected.";
        };
    }

    private static String path(List<JacksonException.Reference> path) {
        return path.stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    /** Takes times as text with an offset only: a bare number could mean seconds or milliseconds. */
    private static final class Rfc3339Deserializer extends StdDeserializer<Instant> {

        private static final int LAST_YEAR = 9999;

        Rfc3339Deserializer() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                try {
                    var time = OffsetDateTime.parse(parser.getString()).withOffsetSameInstant(ZoneOffset.UTC);
                    if (time.getYear() >= 1 && time.getYear() <= LAST_YEAR) {
                        return time.toInstant();
                    }
                } catch (DateTimeException e) {
                    // told below
                }
            }
            throw MismatchedInputException.from(parser, Instant.class, "not a time");
        }
    }
}
