package org.baton.workers;

import java.util.Locale;

/** Turns an enum constant into the word that diagrams use. */
public final class Words {

    private Words() {}

    /** E.g. {@code same-day} for {@code SAME_DAY}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
