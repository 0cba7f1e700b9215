package org.baton.app.api.fulfilment;

import java.util.regex.Pattern;
import org.baton.app.access.Caller;
import org.baton.domain.common.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** Reads the header by which a tablet marks two requests as the same scan. */
final class ScanKeys {

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private ScanKeys() {}

    static @Nullable String of(Caller caller, @Nullable String header) {
        if (header == null) {
            return null;
        }
        if (!FORM.matcher(header.strip()).matches()) {
            throw new InvalidInputException(
                    "Idempotency-Key", "malformed", "1 to 128 printable ASCII characters without spaces.");
        }
        return caller.name() + "/" + header.strip();
    }
}
