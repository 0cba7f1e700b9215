package org.baton.workers;

import java.util.Map;
import org.baton.processes.ErrorCode;

/** How a job ends when nothing broke. */
public sealed interface Answer {

    /** The work is done; the process goes on with these variables. */
    record Done(Map<String, Object> variables) implements Answer {}

    /** The business says no; the process goes on at the event that catches the error. */
    record Refused(ErrorCode code, String message) implements Answer {}

    /** The work goes on with a person: the job stays open until {@code EngineCommand.JobCompletion} ends it. */
    record HandedOver() implements Answer {}

    /** Another process instance does the same work already: this one ends without a trace. */
    record Superfluous() implements Answer {}

    static Answer done() {
        return new Done(Map.of());
    }

    static Answer done(String name, Object value) {
        return new Done(Map.of(name, value));
    }
}
