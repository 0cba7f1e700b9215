package org.baton.domain.engine;

import java.time.Duration;
import java.util.Map;

/** Something the engine shall do, exactly once as far as the business can see. */
public sealed interface EngineCommand {

    /** Unique within its kind: the same id written twice is handed over once. */
    String id();

    Map<String, Object> variables();

    /**
     * A BPMN message.
     *
     * @param name message name as in the diagrams
     * @param correlationKey the business id that the waiting process knows
     * @param id deduplicates in Baton's outbox and, for as long as the message lives, in the engine
     * @param timeToLive how long the engine keeps it when no process waits for it yet
     */
    record Message(String name, String correlationKey, String id, Map<String, Object> variables, Duration timeToLive)
            implements EngineCommand {}

    /**
     * The completion of a job that a person did.
     *
     * @param jobKey the engine's key of the job
     */
    record JobCompletion(long jobKey, Map<String, Object> variables) implements EngineCommand {
        @Override
        public String id() {
            return Long.toString(jobKey);
        }
    }
}
