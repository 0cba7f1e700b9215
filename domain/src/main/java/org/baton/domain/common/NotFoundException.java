package org.baton.domain.common;

/** Thrown when a caller names something that does not exist. */
public final class NotFoundException extends RuntimeException {

    public NotFoundException(String kind, Object id) {
        super("There is no " + kind + " " + id + ".");
    }
}
