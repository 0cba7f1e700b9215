package org.baton.app.api.web;

import java.util.List;
import org.baton.domain.common.FieldError;
import org.springframework.http.HttpStatus;

/**
 * What a caller is told when something is wrong (RFC 9457).
 *
 * @param type stable name for programs: {@code urn:baton:problem:} and a word
 * @param title of the type, the same every time
 * @param detail about this very case
 * @param errors what is wrong field by field; empty where no field is to blame
 */
public record Problem(String type, String title, int status, String detail, List<FieldError> errors) {

    /** The media type of every problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String PREFIX = "urn:baton:problem:";

    public static Problem of(HttpStatus status, String code, String title, String detail) {
        return new Problem(PREFIX + code, title, status.value(), detail, List.of());
    }

    /** Nothing is wrong with the request, but something that is needed for it is away. */
    public static Problem unavailable() {
        return of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "unavailable",
                "Not available now",
                "Send the request again in a while.");
    }

    static Problem invalid(List<FieldError> errors) {
        var detail = errors.size() == 1
                ? errors.getFirst().message()
                : errors.size() + " fields are wrong; nothing was stored.";
        return new Problem(PREFIX + "invalid-input", "The input is not valid", 400, detail, errors);
    }

    static Problem bodyTooLarge(long limit) {
        return of(
                HttpStatus.CONTENT_TOO_LARGE,
                "body-too-large",
                "The body is too large",
                "At most " + limit + " bytes are taken here.");
    }

    static Problem plain(HttpStatus status, String detail) {
        var code = status.getReasonPhrase().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]+", "-");
        return of(status, code, status.getReasonPhrase(), detail);
    }
}
