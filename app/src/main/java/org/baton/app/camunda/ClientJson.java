package org.baton.app.camunda;

import io.camunda.client.api.JsonMapper;
import io.camunda.client.api.command.InternalClientException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;

/** Lets process variables be the same JSON as the rest of Baton: records, Instant, LocalDate, Optional. */
final class ClientJson implements JsonMapper {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

    private final tools.jackson.databind.json.JsonMapper mapper;

    ClientJson(tools.jackson.databind.json.JsonMapper mapper) {
        this.mapper = mapper.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    @Override
    public <T> T fromJson(String json, Class<T> type) {
        return named("read " + type.getSimpleName(), () -> mapper.readValue(json, type));
    }

    @Override
    public <T> T transform(Object json, Class<T> type) {
        return named("convert to " + type.getSimpleName(), () -> mapper.convertValue(json, type));
    }

    @Override
    public Map<String, Object> fromJsonAsMap(String json) {
        return named("read a map", () -> mapper.readValue(json, MAP));
    }

    @Override
    public Map<String, String> fromJsonAsStringMap(String json) {
        return named("read a map of strings", () -> mapper.readValue(json, STRINGS));
    }

    @Override
    public String toJson(Object value) {
        return named("write " + value.getClass().getSimpleName(), () -> mapper.writeValueAsString(value));
    }

    @Override
    public String validateJson(String property, String json) {
        return named("read " + property, () -> mapper.readTree(json).toString());
    }

    @Override
    public String validateJson(String property, InputStream json) {
        return named("read " + property, () -> mapper.readTree(json).toString());
    }

    private static <T> T named(String what, Supplier<T> action) {
        try {
            return action.get();
        } catch (JacksonException e) {
            throw new InternalClientException("Could not " + what + " of a process: " + e.getOriginalMessage(), e);
        }
    }
}
