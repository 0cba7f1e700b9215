package org.baton.domain.fulfilment;

import java.util.Optional;
import java.util.regex.Pattern;
import org.baton.domain.common.FulfilmentId;

/**
 * What the customer's QR code says, so that a counter finds the order and checks the code with one scan.
 *
 * @param code the pickup code
 */
public record PickupQr(FulfilmentId fulfilment, String code) {

    private static final Pattern FORM = Pattern.compile("BATON:(ful_[0-9a-z_-]{1,60}):([0-9]{6})");

    /** Reads what a scanner has read; nothing if it is not such a code. */
    public static Optional<PickupQr> read(String text) {
        var matcher = FORM.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new PickupQr(new FulfilmentId(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    /** The text that the QR code shows. */
    public String text() {
        return "BATON:" + fulfilment + ":" + code;
    }
}
