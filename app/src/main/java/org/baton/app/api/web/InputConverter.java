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
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.ErrorResponseException;
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
        // Of every media type, so that no other converter reads what this one refuses.
        return type.getName().startsWith("org.baton.") || type == Map.class;
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
        demandJson(message.getHeaders().getContentType());
        var bytes = message.getBody().readAllBytes();
        RequestContextHolder.currentRequestAttributes()
                .setAttribute(BodyHash.ATTRIBUTE, BodyHash.of(bytes), RequestAttributes.SCOPE_REQUEST);
        var text = StrictText.decode(bytes);
        if (text.isBlank()) {
            throw new InvalidInputException("", "required", "The body is empty.");
        }
        return json.readInput(text, type);
    }

    private static void demandJson(@Nullable MediaType type) {
        var charset = type == null ? null : type.getCharset();
        if (!MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)
                || charset != null && !charset.equals(StandardCharsets.UTF_8)) {
            var body = ProblemDetail.forStatusAndDetail(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send application/json in UTF-8.");
            throw new ErrorResponseException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, body, null);
        }
    }

    @Override
    public void write(Object value, @Nullable MediaType type, HttpOutputMessage message) {
        throw new UnsupportedOperationException("reads only");
    }
}
