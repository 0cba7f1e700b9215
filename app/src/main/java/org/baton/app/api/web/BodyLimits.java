package org.baton.app.api.web;

/** How much an endpoint takes: little where a body is read whole, more where it is read line by line. */
public final class BodyLimits {

    /** An ordinary JSON body, and a line of a bulk body, in bytes. */
    public static final int DOCUMENT = 1 << 20;

    /** What a vendor reports at once, in bytes. */
    static final long HOOK = 512L << 10;

    /** A rule table with its cases, in bytes. */
    static final long RULES = 16L << 20;

    /** A batch of documents, in bytes. */
    static final long BATCH = 32L << 20;

    /** A file of stock: a snapshot or movements, in bytes. */
    static final long SNAPSHOT = 256L << 20;

    private BodyLimits() {}

    static long of(String path) {
        if (path.equals("/api/v1/stock/snapshots") || path.equals("/api/v1/stock/movements")) {
            return SNAPSHOT;
        }
        if (path.startsWith("/hooks/")) {
            return HOOK;
        }
        if (path.startsWith("/api/v1/rules/")) {
            return RULES;
        }
        return path.startsWith("/api/v1/imports/") ? BATCH : DOCUMENT;
    }
}
