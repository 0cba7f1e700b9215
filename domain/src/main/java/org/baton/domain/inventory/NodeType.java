package org.baton.domain.inventory;

import java.util.Optional;

/** What kind of place a node is. */
public enum NodeType {
    STORE("store"),
    WAREHOUSE("warehouse");

    private final String text;
    private final Optional<NodeType> found = Optional.of(this);

    NodeType(String text) {
        this.text = text;
    }

    /** The word of the API, the rule tables and the database. */
    public String text() {
        return text;
    }

    /** Asked for every node of every look-up, so nothing is made here. */
    public static Optional<NodeType> of(String text) {
        return STORE.text.equals(text) ? STORE.found : WAREHOUSE.text.equals(text) ? WAREHOUSE.found : Optional.empty();
    }
}
