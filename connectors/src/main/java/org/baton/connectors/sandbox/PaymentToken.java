package org.baton.connectors.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The payment tokens that the sandbox knows, and what each makes of an authorisation, its captures and its void. */
enum PaymentToken {
    TOK_OK,
    TOK_DECLINED("card_declined"),
    TOK_INSUFFICIENT_FUNDS("insufficient_funds"),
    TOK_EXPIRED_CARD("expired_card"),
    /** Declined on the first authorisation of an order, accepted on the next. */
    TOK_DECLINED_ONCE("card_declined"),
    TOK_SLOW(Fault.SLOW, Fault.NONE, Fault.NONE),
    TOK_OUTAGE(Fault.OUTAGE, Fault.NONE, Fault.NONE),
    TOK_OUTAGE_LONG(Fault.LONG_OUTAGE, Fault.NONE, Fault.NONE),
    TOK_DOWN(Fault.DOWN, Fault.NONE, Fault.NONE),
    TOK_LOST_ANSWER(Fault.LOST_ANSWER, Fault.NONE, Fault.NONE),
    TOK_CAPTURE_REFUSED,
    TOK_CAPTURE_OUTAGE(Fault.NONE, Fault.OUTAGE, Fault.NONE),
    TOK_CAPTURE_OUTAGE_LONG(Fault.NONE, Fault.LONG_OUTAGE, Fault.NONE),
    TOK_CAPTURE_LOST_ANSWER(Fault.NONE, Fault.LOST_ANSWER, Fault.NONE),
    TOK_VOID_OUTAGE(Fault.NONE, Fault.NONE, Fault.OUTAGE),
    TOK_VOID_LOST_ANSWER(Fault.NONE, Fault.NONE, Fault.LOST_ANSWER);

    private final Fault authorise;
    private final Fault capture;
    private final Fault release;
    private final @Nullable String declines;

    PaymentToken() {
        this(Fault.NONE, Fault.NONE, Fault.NONE, null);
    }

    PaymentToken(String declines) {
        this(Fault.NONE, Fault.NONE, Fault.NONE, declines);
    }

    PaymentToken(Fault authorise, Fault capture, Fault release) {
        this(authorise, capture, release, null);
    }

    PaymentToken(Fault authorise, Fault capture, Fault release, @Nullable String declines) {
        this.authorise = authorise;
        this.capture = capture;
        this.release = release;
        this.declines = declines;
    }

    static Optional<PaymentToken> of(String token) {
        return Arrays.stream(values()).filter(t -> t.text().equals(token)).findFirst();
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    Fault onAuthorise() {
        return authorise;
    }

    Fault onCapture() {
        return capture;
    }

    Fault onVoid() {
        return release;
    }

    /** Why the provider declines, if it does. */
    Optional<String> declines() {
        return Optional.ofNullable(declines);
    }
}
