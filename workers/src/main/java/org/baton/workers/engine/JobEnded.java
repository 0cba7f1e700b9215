package org.baton.workers.engine;

import java.time.Duration;

/**
 * Published when Baton has finished with a job.
 *
 * @param type as in the diagrams
 * @param took from its arrival here, the wait for a free place included
 */
public record JobEnded(String type, Outcome outcome, Duration took) {

    /** What became of the job. */
    public enum Outcome {
        DONE,
        /** The business said no, as the diagram foresees. */
        REFUSED,
        /** A person goes on. */
        HANDED_OVER,
        /** Another process did its work. */
        SUPERFLUOUS,
        /** Another system did not answer; it is tried again. */
        RETRIED,
        /** The database did not answer, or the engine did not say that it knows the job: it comes again. */
        POSTPONED,
        /** It became an incident. */
        GIVEN_UP
    }
}
