package org.baton.app.api.web;

import java.util.regex.Pattern;
import org.baton.domain.common.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** Reads the header by which a caller marks two requests as the same one. */
public final class IdempotencyHeader {

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private IdempotencyHeader() {}

    /** The key, or null where there is none. */
    public static @Nullable String of(@Nullable String header) {
        if (header == null) {
            return null;
        }
        var key = header.strip();
        if (!FORM.matcher(key).matches()) {
            throw new InvalidInputException(
                    "Idempotency-Key", "malformed", "1 to 128 printable ASCII characters without spaces.");
        }
        return key;
    }
}
