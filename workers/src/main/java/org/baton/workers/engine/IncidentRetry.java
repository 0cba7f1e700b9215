package org.baton.workers.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import org.baton.domain.incident.EngineIncidents;
import org.baton.domain.incident.Incident;
import org.springframework.stereotype.Component;

/** Lets the engine try again what stopped. */
@Component
class IncidentRetry implements EngineIncidents {

    private static final int RETRIES = 3;

    private final CamundaClient client;

    IncidentRetry(CamundaClient client) {
        this.client = client;
    }

    @Override
    public void retry(Incident incident) {
        try {
            if (incident.jobKey() != null) {
                var ignored = client.newUpdateRetriesCommand(incident.jobKey())
                        .retries(RETRIES)
                        .send()
                        .join();
            }
            var ignored = client.newResolveIncidentCommand(incident.incidentKey())
                    .send()
                    .join();
        } catch (ClientStatusException e) {
            if (!EngineErrors.isDone(e)) {
                throw e;
            }
        }
    }
}
