package org.baton.app.runtime;

/** A program that Baton starts beside itself, keeps alive and stops in order. */
public interface SupervisedService extends AutoCloseable {

    /** As the user reads it: PostgreSQL, Engine. */
    String name();

    /** Starts it, or starts it again; returns when it is ready, or throws {@link StartFailure}. */
    void start();

    /** Where it listens, once it is ready. */
    String address();

    /** False when the program that was started last is no more. */
    boolean lives();

    /** What {@link #start} ends with when {@link #close} came first. */
    default StartFailure stoppedEarly() {
        return new StartFailure(name() + " was stopped before it was ready.");
    }

    /** Stops it; safe to call at any moment, also while it starts, and more than once. */
    @Override
    void close();
}
