package org.baton.domain.common;

import java.security.SecureRandom;
import java.util.function.LongSupplier;

/** Makes ids that sort by time, so that new rows land at the end of an index. */
public final class Ids {

    private static final char[] CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int TIME_CHARACTERS = 10;
    private static final int RANDOM_CHARACTERS = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /**
     * A new id: ten characters of milliseconds, then twelve random ones (60 bits), in Crockford's base 32.
     *
     * @param prefix what the id names, e.g. {@code ord_}
     * @param clock milliseconds since 1970
     */
    public static String next(String prefix, LongSupplier clock) {
        var text = new StringBuilder(prefix);
        append(text, clock.getAsLong(), TIME_CHARACTERS);
        append(text, RANDOM.nextLong(), RANDOM_CHARACTERS);
        return text.toString();
    }

    private static void append(StringBuilder text, long bits, int characters) {
        for (int i = characters - 1; i >= 0; i--) {
            text.append(CROCKFORD[(int) (bits >>> (5 * i)) & 31]);
        }
    }
}
