package org.baton.domain.common;

/** Thrown when a change is well formed but the present state forbids it; nothing was changed. */
public final class RefusedException extends RuntimeException {

    private final String code;

    /**
     * @param code stable word for programs, e.g. {@code order-already-shipped}
     * @param message sentence for people
     */
    public RefusedException(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
