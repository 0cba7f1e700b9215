package org.baton.app.runtime;

import java.time.Instant;

/**
 * What the engine says of one incident: that it came up, or that it is over.
 *
 * @param intent created or resolved
 * @param incidentKey names the incident when it is to be resolved
 * @param jobKey the job that failed, or -1 when the incident is not about a job
 * @param rootInstanceKey the instance that called the one that stopped, or that itself
 * @param errorType as the engine names it: JOB_NO_RETRIES, EXTRACT_VALUE_ERROR, ...
 */
public record IncidentRecord(
        Intent intent,
        long incidentKey,
        long jobKey,
        long processInstanceKey,
        long rootInstanceKey,
        long elementInstanceKey,
        String bpmnProcessId,
        String elementId,
        String errorType,
        String errorMessage,
        Instant at)
        implements EngineRecord {

    /** The two things that happen to an incident. */
    public enum Intent {
        CREATED,
        RESOLVED
    }
}
