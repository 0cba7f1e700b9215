package org.baton.domain.inventory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What kind of place a node is. */
public enum NodeType {
    STORE,
    WAREHOUSE;

    /** The word of the API, the rule tables and the database. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<NodeType> of(String text) {
        return Arrays.stream(values()).filter(t -> t.text().equals(text)).findFirst();
    }
}
