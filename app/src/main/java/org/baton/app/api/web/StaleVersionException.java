package org.baton.app.api.web;

/** Thrown when a caller wants to change what somebody else has changed since it was read. */
public final class StaleVersionException extends RuntimeException {

    public StaleVersionException() {
        super("It has changed since it was read: read it again.");
    }
}
