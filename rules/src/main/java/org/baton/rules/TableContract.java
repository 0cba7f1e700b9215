package org.baton.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.baton.rules.TableModel.Column;

/**
 * What a program gives a table and reads from it, so that an edited table cannot break the program.
 *
 * @param alwaysMatches whether some row must match whatever the inputs are; false where no row is an answer too
 */
public record TableContract(
        String capability, String name, boolean alwaysMatches, List<Field> inputs, List<Field> outputs) {

    /**
     * @param required of an input: the table must look at it; of an output: no cell may be empty (the column itself must
     *     always be there)
     * @param allowed the only values an output may have; empty when any will do
     */
    public record Field(String name, Kind kind, boolean required, Set<String> allowed) {}

    public TableContract {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** A table in which some row always matches. */
    public static TableContract total(String capability, String name) {
        return new TableContract(capability, name, true, List.of(), List.of());
    }

    /** A table in which no matching row is an answer too. */
    public static TableContract partial(String capability, String name) {
        return new TableContract(capability, name, false, List.of(), List.of());
    }

    /** A value that the program offers; the table need not look at it. */
    public TableContract offers(String name, Kind kind) {
        return withInput(new Field(name, kind, false, Set.of()));
    }

    /** A value that the program gives and the table must look at. */
    public TableContract asksFor(String name, Kind kind) {
        return withInput(new Field(name, kind, true, Set.of()));
    }

    /** A value that the program needs from every row. */
    public TableContract gives(String name, Kind kind, String... allowed) {
        return withOutput(new Field(name, kind, true, Set.of(allowed)));
    }

    /** A value that a row may leave empty. */
    public TableContract mayGive(String name, Kind kind, String... allowed) {
        return withOutput(new Field(name, kind, false, Set.of(allowed)));
    }

    String resource() {
        return "rules/%s/%s.dmn".formatted(capability, name);
    }

    String casesResource() {
        return "rules/%s/%s%s".formatted(capability, name, GoldenCase.SUFFIX);
    }

    Optional<Field> input(String variable) {
        return inputs.stream().filter(f -> f.name().equals(variable)).findFirst();
    }

    Optional<Field> output(String variable) {
        return outputs.stream().filter(f -> f.name().equals(variable)).findFirst();
    }

    /** The table with each column narrowed to what the contract says it holds, and findings where it does not fit. */
    TableModel narrow(TableModel table, Findings findings) {
        if (!table.name().equals(name)) {
            findings.error("The table's id is \"%s\"; programs ask for \"%s\"".formatted(table.name(), name));
        }
        inputs.stream()
                .filter(f -> f.required() && !table.inputVariables().contains(f.name()))
                .forEach(f -> findings.error("The input column with the expression %s (%s) is missing"
                        .formatted(f.name(), f.kind().words())));
        outputs.stream()
                .filter(f ->
                        table.outputs().stream().noneMatch(c -> c.variable().equals(f.name())))
                .forEach(f -> findings.error("The output column with the name %s (%s) is missing"
                        .formatted(f.name(), f.kind().words())));
        table.rows().stream()
                .filter(r -> r.annotation().isEmpty())
                .forEach(r -> findings.warning(
                        r.number(), null, "The row has no annotation; it is what explains a decision to people"));
        return table.withColumns(c -> narrowInput(c, findings), c -> narrowOutput(c, findings));
    }

    private Column narrowInput(Column column, Findings findings) {
        Optional<Field> field = input(column.variable());
        if (field.isEmpty()) {
            findings.error(
                    null,
                    column.label(),
                    "No program gives this table a value called %s; it may use %s"
                            .formatted(column.variable(), names(inputs)));
        }
        return field.map(f -> narrow(column, f, findings)).orElse(column);
    }

    private Column narrowOutput(Column column, Findings findings) {
        Optional<Field> field = output(column.variable());
        if (field.isEmpty()) {
            findings.warning(
                    null,
                    column.label(),
                    "No program reads a value called %s; programs read %s"
                            .formatted(column.variable(), names(outputs)));
        }
        return field.map(f -> narrow(column, f, findings)).orElse(column);
    }

    private static Column narrow(Column column, Field field, Findings findings) {
        if (!column.kind().feelType().equals(field.kind().feelType())) {
            findings.error(
                    null,
                    column.label(),
                    "The type of this column must be %s (%s)"
                            .formatted(field.kind().feelType(), field.kind().words()));
            return column;
        }
        return column.as(field.kind());
    }

    private static String names(List<Field> fields) {
        return String.join(", ", fields.stream().map(Field::name).toList());
    }

    private TableContract withInput(Field field) {
        return new TableContract(capability, name, alwaysMatches, and(inputs, field), outputs);
    }

    private TableContract withOutput(Field field) {
        return new TableContract(capability, name, alwaysMatches, inputs, and(outputs, field));
    }

    private static List<Field> and(List<Field> fields, Field field) {
        List<Field> all = new ArrayList<>(fields);
        all.add(field);
        return all;
    }
}
