package org.baton.workers;

import java.util.Locale;

/** Turns an enum constant into the word that diagrams use. */
public final class Words {

    private Words() {}

    /** E.g. {@code source-again} for {@code SOURCE_AGAIN}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
