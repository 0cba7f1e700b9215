package org.baton.app.camunda;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.baton.app.runtime.EngineRecord;
import org.baton.app.runtime.FormRecord;
import org.baton.app.runtime.IncidentLog;
import org.baton.app.runtime.IncidentRecord;
import org.baton.app.runtime.IncidentSink;
import org.baton.domain.fulfilment.StepForms;
import org.baton.domain.incident.Incident;
import org.baton.domain.incident.Incidents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings the local engine's incidents into the database, each with its order, and the forms that were deployed. */
@Component
@ConditionalOnProperty("baton.engine.incidents")
class IncidentFeed implements SmartLifecycle, IncidentSink {

    private static final Logger LOG = LoggerFactory.getLogger(IncidentFeed.class);
    private static final long LOOK_EVERY_MS = 500;

    private final IncidentLog log;
    private final Incidents incidents;
    private final StepForms forms;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private volatile CountDownLatch stop = new CountDownLatch(0);

    IncidentFeed(
            IncidentLog log, Incidents incidents, StepForms forms, JdbcClient jdbc, TransactionTemplate transaction) {
        this.log = log;
        this.incidents = incidents;
        this.forms = forms;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public void start() {
        var latch = new CountDownLatch(1);
        stop = latch;
        var ignored = Thread.ofVirtual().name("incident-feed").start(() -> feed(latch));
    }

    private void feed(CountDownLatch latch) {
        try {
            do {
                poll();
            } while (!latch.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll() {
        try {
            var ignored = log.poll(this);
        } catch (RuntimeException e) {
            LOG.warn("incidents cannot be read now: {}", e.getMessage());
        }
    }

    @Override
    public long offset(int partition) {
        return jdbc.sql("select position from incident_log_position where source = ?")
                .param(source(partition))
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    @Override
    public void accept(int partition, List<EngineRecord> records, long nextOffset) {
        transaction.executeWithoutResult(status -> {
            records.forEach(this::accept);
            jdbc.sql("""
                    insert into incident_log_position (source, position) values (?, ?)
                    on conflict (source) do update set position = excluded.position""").params(source(partition), nextOffset).update();
        });
    }

    private void accept(EngineRecord told) {
        switch (told) {
            case IncidentRecord incident -> accept(incident);
            case FormRecord form ->
                forms.keep(
                        form.id().isEmpty()
                                ? StepForms.linked(form.definitionKey())
                                : StepForms.embedded(form.definitionKey(), form.id()),
                        form.schema());
        }
    }

    private void accept(IncidentRecord told) {
        switch (told.intent()) {
            case CREATED ->
                incidents.created(new Incident.Told(
                        told.incidentKey(),
                        told.jobKey() <= 0 ? null : told.jobKey(),
                        told.processInstanceKey(),
                        told.bpmnProcessId(),
                        told.elementId(),
                        told.errorType(),
                        told.errorMessage(),
                        told.at()));
            case RESOLVED -> incidents.resolved(told.incidentKey(), told.at());
        }
    }

    private static String source(int partition) {
        return "partition-" + partition;
    }

    @Override
    public void stop() {
        stop.countDown();
    }

    @Override
    public boolean isRunning() {
        return stop.getCount() > 0;
    }
}
