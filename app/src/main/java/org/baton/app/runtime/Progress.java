package org.baton.app.runtime;

/** Where the runtime tells the user what it does; the console in {@code ./baton run}, nothing in a test. */
@FunctionalInterface
public interface Progress {

    /** One line: who, and what it does now. */
    void say(String who, String what);

    /** Prints aligned lines to standard output. */
    static Progress toConsole() {
        return (who, what) -> {
            synchronized (System.out) {
                System.out.printf("  %-11s %s%n", who, what);
                System.out.flush();
            }
        };
    }

    /** Says nothing. */
    static Progress silent() {
        return (who, what) -> {};
    }
}
