package org.baton.rules;

/** A table could not decide: a value is missing or of the wrong kind, or rows contradict each other. */
public final class DecisionFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DecisionFailedException(String table, String reason) {
        super("Table %s cannot decide: %s".formatted(table, reason));
    }
}
