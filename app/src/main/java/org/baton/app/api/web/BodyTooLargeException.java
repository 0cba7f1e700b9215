package org.baton.app.api.web;

/** Thrown while reading a request whose body turns out longer than its endpoint takes. */
final class BodyTooLargeException extends RuntimeException {

    private final long limit;

    BodyTooLargeException(long limit) {
        super("body longer than " + limit + " bytes");
        this.limit = limit;
    }

    long limit() {
        return limit;
    }
}
