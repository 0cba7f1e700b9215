package org.baton.domain.incident;

/** The engine's side of an incident. */
public interface EngineIncidents {

    /**
     * Lets the engine try again what stopped: a job gets one more retry, then the incident is resolved. One that the
     * engine no longer has counts as resolved.
     */
    void retry(Incident incident);
}
