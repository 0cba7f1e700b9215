package org.baton.app.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import org.baton.workers.engine.JobEnded;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** How long the jobs of each type take and how they end: {@code baton_jobs_seconds}. */
@Component
class JobMetrics {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry registry;

    JobMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @EventListener
    void ended(JobEnded job) {
        Timer.builder("baton.jobs")
                .description("Jobs of the processes, from their arrival to their answer")
                .tag("type", job.type())
                .tag("outcome", job.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(job.took());
    }
}
