package org.baton.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.baton.rules.Decision.FiredRow;
import org.baton.rules.TableModel.Row;
import org.jspecify.annotations.Nullable;
import org.kie.api.io.Resource;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.api.core.event.AfterEvaluateDecisionTableEvent;
import org.kie.dmn.api.core.event.DMNRuntimeEventListener;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.internal.io.ResourceFactory;

/** One table compiled by Drools; safe for many threads, because all that a call leaves behind is in its own context. */
final class DroolsTable {

    private static final String FIRED = "firedRows";

    private final TableModel table;
    private final DMNRuntime runtime;
    private final DMNModel model;

    private DroolsTable(TableModel table, DMNRuntime runtime) {
        this.table = table;
        this.runtime = runtime;
        this.model = runtime.getModels().getFirst();
        runtime.addListener(new DMNRuntimeEventListener() {
            @Override
            public void afterEvaluateDecisionTable(AfterEvaluateDecisionTableEvent event) {
                event.getResult().getContext().getMetadata().set(FIRED, event.getSelected());
            }
        });
    }

    /** Empty, with findings, when Drools does not take what all checks of ours have let through. */
    static Optional<DroolsTable> compile(TableModel table, Findings findings) {
        Resource resource = ResourceFactory.newByteArrayResource(TableNormaliser.normalise(table));
        resource.setSourcePath(table.name() + ".dmn");
        return DMNRuntimeBuilder.fromDefaults()
                .buildConfiguration()
                .fromResources(List.of(resource))
                .cata(
                        e -> {
                            findings.error("The rules engine refuses the table: " + e.getMessage());
                            return Optional.empty();
                        },
                        runtime -> {
                            var compiled = new DroolsTable(table, runtime);
                            compiled.model
                                    .getMessages(DMNMessage.Severity.ERROR)
                                    .forEach(m -> findings.error("The rules engine refuses the table: " + m.getText()));
                            return Optional.of(compiled);
                        });
    }

    Answer evaluate(Map<String, Object> inputs) {
        DMNContext context = runtime.newContext();
        inputs.forEach(context::set);
        DMNResult result = runtime.evaluateAll(model, context);
        if (result.hasErrors()) {
            throw new DecisionFailedException(
                    table.name(),
                    result.getMessages(DMNMessage.Severity.ERROR).stream()
                            .map(DMNMessage::getText)
                            .collect(Collectors.joining("; ")));
        }
        List<FiredRow> fired = fired(result.getContext().getMetadata().get(FIRED));
        Object value = result.getContext().get(TableNormaliser.DECISION);
        return new Answer(fired.isEmpty() ? List.of() : rows(value), fired);
    }

    record Answer(List<Map<String, @Nullable Object>> rows, List<FiredRow> fired) {}

    private List<Map<String, @Nullable Object>> rows(@Nullable Object value) {
        boolean many = table.hitPolicy().givesManyRows() && table.aggregation().isEmpty();
        return many && value instanceof List<?> rows
                ? rows.stream().map(this::row).toList()
                : List.of(row(value));
    }

    /** Drools gives a table with a single output column its bare value. */
    private Map<String, @Nullable Object> row(@Nullable Object value) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        table.outputs()
                .forEach(c -> row.put(c.variable(), value instanceof Map<?, ?> map ? map.get(c.variable()) : value));
        return row;
    }

    private List<FiredRow> fired(@Nullable Object numbers) {
        List<FiredRow> fired = new ArrayList<>();
        if (numbers instanceof List<?> selected) {
            for (Object number : selected) {
                Row row = table.rows().get((Integer) number - 1);
                fired.add(new FiredRow(row.number(), row.id(), row.annotation()));
            }
        }
        return fired;
    }
}
