package org.baton.domain.common;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Reads and writes JSON columns and inputs in one way; what does not fit is told by field. */
@Component
public final class Json {

    private final JsonMapper mapper = JsonMapper.builder()
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
        try {
            T value = mapper.readValue(json, type);
            if (value == null) {
                throw new InvalidInputException("", "required", "The body is null.");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            throw new InvalidInputException(path(e.getPath()), "unknown-field", "There is no such field.");
        } catch (InputCoercionException e) {
            var field = path(e.processor().streamReadContext());
            throw new InvalidInputException(field, "wrong-type", "Cannot be read as a whole number: too large.");
        } catch (DatabindException e) {
            throw new InvalidInputException(path(e.getPath()), "wrong-type", reason(e));
        } catch (JacksonException e) {
            var at = e.getLocation();
            var where = at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
            throw new InvalidInputException("", "malformed-json", "The body is not JSON" + where + ".");
        }
    }

    private static String reason(DatabindException e) {
        return e instanceof MismatchedInputException m && m.getTargetType() != null
                ? "Cannot be read as " + word(m.getTargetType()) + "."
                : "Cannot be read.";
    }

    private static String word(Class<?> type) {
        if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return "a whole number";
        }
        if (type == Instant.class) {
            return "a time such as 2026-11-20T16:00:00Z";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type == String.class ? "a text" : type == Boolean.class ? "true or false" : "an object";
    }

    private static String path(TokenStreamContext context) {
        var parent = context.getParent();
        if (parent == null) {
            return "";
        }
        var step = context.inArray() ? "[" + context.getCurrentIndex() + "]" : "." + context.currentName();
        return (path(parent) + step).replaceFirst("^\\.", "");
    }

    private static String path(List<JacksonException.Reference> path) {
        return path.stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
