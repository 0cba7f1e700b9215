package org.baton.domain.routing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Parts of a cost, exact to a hundred-thousandth of the currency's unit: a price per kilogram in cents is a whole number
 * of these per gram, so that costs add up without rounding until they are shown.
 */
public final class Cost {

    /** Of one unit of the currency, e.g. one dollar. */
    public static final long UNIT = 100_000;

    private static final long MINOR = UNIT / 100;

    private Cost() {}

    /** From an amount as a rule table writes it. */
    public static long of(BigDecimal amount) {
        return amount.movePointRight(5).longValue();
    }

    /** From minor units (cents). */
    public static long ofMinor(long minor) {
        return minor * MINOR;
    }

    /** From an amount per kilogram to an amount per gram. */
    public static long perGram(BigDecimal perKilogram) {
        return perKilogram.movePointRight(2).longValue();
    }

    /** As a decimal, rounded to cents away from zero at half a cent. */
    public static String text(long cost) {
        return BigDecimal.valueOf(cost, 5).setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
