package org.baton.app.journey;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What may happen to a Baton that works. */
enum ChaosFault {
    POSTGRES("PostgreSQL is killed, server and children"),
    DISK_FULL("the database's disk is full for a while"),
    VENDOR("a vendor does not answer for a while"),
    CLOCK("the clocks jump hours forwards, and back"),
    EVERYTHING("Baton, engine and PostgreSQL are killed together"),
    BATON("Baton is killed"),
    ENGINE("the engine is killed"),
    BROKER("one broker of three is killed");

    private final String text;

    ChaosFault(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** As {@code -Dchaos.faults} names it, e.g. {@code disk-full}. */
    static ChaosFault of(String word) {
        return valueOf(word.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How many brokers the engine has that it happens to. */
    int brokers() {
        return this == BROKER ? 3 : 1;
    }

    static List<ChaosFault> all() {
        return Arrays.asList(values());
    }
}
