package org.baton.app.journey;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.util.Map;

/** Tells of process instances what the local engine, which has no search, does not. */
record Instances(CamundaClient engine) {

    /** It refuses to change an instance that is over. */
    boolean hasEnded(long instance) {
        try {
            var ignored = engine.newSetVariablesCommand(instance)
                    .variables(Map.of("looked", true))
                    .send()
                    .join();
            return false;
        } catch (ClientStatusException e) {
            return e.getStatusCode() == Status.Code.NOT_FOUND;
        }
    }
}
