package org.baton.domain.inventory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a system outside may tell of stock. */
public enum MovementType {
    /** Units sold at the till. */
    SALE(-1),
    /** Units brought back that can be sold again. */
    RETURN(1),
    /** Units that arrived; with the ASN as its reference they are no longer expected. */
    RECEIPT(1),
    /** A correction by a person, with a reason; the only one whose quantity has a sign. */
    ADJUSTMENT(1),
    /** Units that left for another node. */
    TRANSFER_OUT(-1),
    /** Units that came from another node. */
    TRANSFER_IN(1),
    /** Units on hand that are set aside. */
    DAMAGE(0),
    /** What was counted to be on hand, at the moment that it tells. */
    COUNT(0);

    private final int sign;

    MovementType(int sign) {
        this.sign = sign;
    }

    /** The word of the API, e.g. {@code transfer-out}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<MovementType> of(String text) {
        return Arrays.stream(values()).filter(t -> t.text().equals(text)).findFirst();
    }

    int onHand(int quantity) {
        return sign * quantity;
    }

    int damaged(int quantity) {
        return this == DAMAGE ? quantity : 0;
    }

    /** The least quantity that makes sense. */
    int least(int most) {
        return switch (this) {
            case ADJUSTMENT -> -most;
            case COUNT -> 0;
            default -> 1;
        };
    }
}
