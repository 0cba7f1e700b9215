package org.baton.app.api.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Reads every JSON body the strict way, so that unknown fields and wrong types are named, and notes its hash. */
final class InputConverter implements HttpMessageConverter<Object> {

    private final Json json;

    InputConverter(Json json) {
        this.json = json;
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        var charset = mediaType == null ? null : mediaType.getCharset();
        return (type.getName().startsWith("org.baton.") || type == Map.class)
                && MediaType.APPLICATION_JSON.isCompatibleWith(mediaType)
                && (charset == null || charset.equals(StandardCharsets.UTF_8));
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    public List<MediaType> getSupportedMediaTypes() {
        return List.of(MediaType.APPLICATION_JSON);
    }

    @Override
    public Object read(Class<? extends Object> type, HttpInputMessage message) throws IOException {
        var bytes = message.getBody().readAllBytes();
        RequestContextHolder.currentRequestAttributes()
                .setAttribute(BodyHash.ATTRIBUTE, BodyHash.of(bytes), RequestAttributes.SCOPE_REQUEST);
        var text = StrictText.decode(bytes);
        if (text.isBlank()) {
            throw new InvalidInputException("", "required", "The body is empty.");
        }
        return json.readInput(text, type);
    }

    @Override
    public void write(Object value, @Nullable MediaType type, HttpOutputMessage message) {
        throw new UnsupportedOperationException("reads only");
    }
}
