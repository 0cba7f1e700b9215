package org.baton.domain.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.baton.domain.incident.EngineIncidents;
import org.baton.domain.incident.Incident;

/** An engine that remembers which incidents it was asked to retry. */
public final class FakeEngine implements EngineIncidents {

    private final List<String> retried = new CopyOnWriteArrayList<>();

    public void reset() {
        retried.clear();
    }

    public List<String> retried() {
        return List.copyOf(retried);
    }

    @Override
    public void retry(Incident incident) {
        retried.add(incident.id());
    }
}
