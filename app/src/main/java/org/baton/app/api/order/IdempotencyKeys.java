package org.baton.app.api.order;

import java.util.regex.Pattern;
import org.baton.app.access.Caller;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.order.RequestKeys.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/** Reads the header by which a caller marks two requests as the same one. */
public final class IdempotencyKeys {

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private IdempotencyKeys() {}

    /** @param bodyHash tells a repeated request from another one with the same key */
    public static @Nullable IdempotencyKey of(Caller caller, @Nullable String header, String bodyHash) {
        if (header == null) {
            return null;
        }
        var key = header.strip();
        if (!FORM.matcher(key).matches()) {
            throw new InvalidInputException(
                    "Idempotency-Key", "malformed", "1 to 128 printable ASCII characters without spaces.");
        }
        return new IdempotencyKey(caller.name(), key, bodyHash);
    }
}
