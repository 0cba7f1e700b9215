package org.baton.domain.fulfilment;

import java.sql.Timestamp;
import java.time.Clock;
import org.baton.domain.common.Json;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;

/**
 * The forms of the diagrams that were deployed, whoever deployed them. A task knows the key of its form: a form that was
 * changed later does not change a step that is open.
 */
@Service
public class StepForms {

    private static final Logger LOG = LoggerFactory.getLogger(StepForms.class);
    private static final String EMBEDDED = "camunda-forms:bpmn:";

    private final JdbcClient jdbc;
    private final Json json;
    private final Clock clock;

    StepForms(JdbcClient jdbc, Json json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** The key of a form that is a file of its own, as the engine numbers its versions. */
    public static String linked(long formKey) {
        return Long.toString(formKey);
    }

    /** The key of a form that lies within a diagram. */
    public static String embedded(long processDefinitionKey, String id) {
        return processDefinitionKey + "/" + id;
    }

    /**
     * The key of the form that the engine names for a user task.
     *
     * @param told what the engine says: a number, or {@code camunda-forms:bpmn:<id>}; null for no form
     */
    public static @Nullable String keyOf(@Nullable String told, long processDefinitionKey) {
        if (told == null || told.isBlank()) {
            return null;
        }
        return told.startsWith(EMBEDDED) ? embedded(processDefinitionKey, told.substring(EMBEDDED.length())) : told;
    }

    /** Keeps a form; what is kept never changes. One that is no form is left out, since nobody could fill it in. */
    @Transactional
    public void keep(String key, String schema) {
        try {
            var ignored = json.tree(schema);
        } catch (JacksonException e) {
            LOG.warn("the form {} is no JSON: its steps are shown without it", key);
            return;
        }
        jdbc.sql("""
                insert into step_form (key, schema, kept_at) values (?, ?::jsonb, ?)
                on conflict on constraint step_form_pk do nothing""").params(key, schema, Timestamp.from(clock.instant())).update();
    }

    /** The form of a step; an empty one where it has none. */
    StepForm of(Task task) {
        var schema = task.form();
        return schema == null ? StepForm.NONE : StepForm.of(json.tree(schema));
    }
}
