package org.baton.app.runtime;

import org.jspecify.annotations.Nullable;

/** Ends a command with one line for the person at the keyboard: what is wrong and what to do about it. */
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The message is printed as it is; the cause goes to the log. */
    public StartFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The message is printed as it is. */
    public StartFailure(String message) {
        this(message, null);
    }
}
