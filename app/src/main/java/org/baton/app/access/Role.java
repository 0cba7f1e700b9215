package org.baton.app.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller is to Baton. What each may do stands in {@link AccessRules}. */
public enum Role {
    /** Another system: a shop, a till, a warehouse. */
    SYSTEM,
    /** A person in one or more named stores. */
    ASSOCIATE,
    /** Customer service. */
    SERVICE,
    /** Edits diagrams and tables, and looks at their effect; sees no personal data. */
    ANALYST,
    /** Watches the flow and repairs what is stuck. */
    OPERATOR,
    /** May do everything. */
    ADMIN;

    /** The word of the API and the database. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }
}
