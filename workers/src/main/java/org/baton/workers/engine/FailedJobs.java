package org.baton.workers.engine;

import io.camunda.client.api.response.ActivatedJob;
import org.baton.domain.common.OrderId;
import org.baton.domain.incident.Incidents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Remembers which order a job belonged to that becomes an incident. */
@Component
class FailedJobs {

    private static final Logger LOG = LoggerFactory.getLogger(FailedJobs.class);

    private final Incidents incidents;

    FailedJobs(Incidents incidents) {
        this.incidents = incidents;
    }

    /** The order of a job, or an empty text for a job that has none yet. */
    String orderOf(ActivatedJob job) {
        return job.getVariablesAsMap().get("orderId") instanceof String id ? id : "";
    }

    void remember(ActivatedJob job) {
        var order = orderOf(job);
        if (!order.startsWith(OrderId.PREFIX)) {
            return;
        }
        try {
            incidents.jobFailed(job.getKey(), new OrderId(order));
        } catch (RuntimeException e) {
            // The incident matters more than its order's name.
            LOG.warn("could not note the order of job {}: {}", job.getKey(), e.getMessage());
        }
    }
}
