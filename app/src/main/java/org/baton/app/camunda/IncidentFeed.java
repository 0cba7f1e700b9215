package org.baton.app.camunda;

import java.time.Duration;
import java.util.List;
import org.baton.app.runtime.EngineRecord;
import org.baton.app.runtime.FormRecord;
import org.baton.app.runtime.IncidentLog;
import org.baton.app.runtime.IncidentRecord;
import org.baton.app.runtime.IncidentSink;
import org.baton.domain.common.Loop;
import org.baton.domain.fulfilment.StepForms;
import org.baton.domain.incident.Incident;
import org.baton.domain.incident.Incidents;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings the local engine's incidents into the database, each with its order, and the forms that were deployed. */
@Component
@ConditionalOnProperty("baton.engine.incidents")
class IncidentFeed extends Loop implements IncidentSink {

    private final IncidentLog log;
    private final Incidents incidents;
    private final StepForms forms;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    IncidentFeed(
            IncidentLog log, Incidents incidents, StepForms forms, JdbcClient jdbc, TransactionTemplate transaction) {
        super("incident-feed", Duration.ofMillis(500));
        this.log = log;
        this.incidents = incidents;
        this.forms = forms;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    protected boolean turn() {
        var ignored = log.poll(this);
        return false;
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
                        told.rootInstanceKey(),
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
}
