package org.baton.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.baton.rules.TableLint.Inspection;
import org.baton.rules.TableModel.Column;
import org.jspecify.annotations.Nullable;

/** One version of a table, checked and ready to decide; it never changes, and many threads may ask it at once. */
public final class DecisionTable {

    private final TableModel model;
    private final DroolsTable drools;
    private final String version;
    /** The predefined values of the input columns that have some, by variable. */
    private final Map<String, FeelCell> allowed;

    DecisionTable(TableModel model, DroolsTable drools, String version) {
        this.model = model;
        this.drools = drools;
        this.version = version;
        var cells = new FeelCells(model.inputVariables());
        this.allowed = model.inputs().stream()
                .filter(c -> !c.allowed().isEmpty())
                .collect(Collectors.toMap(Column::variable, c -> cells.condition(c.allowed())));
    }

    /**
     * Loads a table as the Modeler wrote it.
     *
     * @throws TableRefusedException with everything that is wrong with it
     */
    public static DecisionTable load(String fileName, byte[] xml) {
        return load(fileName, xml, null);
    }

    static DecisionTable load(String fileName, byte[] xml, @Nullable TableContract contract) {
        Inspection inspection = TableLint.inspect(fileName, xml, contract);
        return inspection.table().orElseThrow(() -> new TableRefusedException(inspection.findings()));
    }

    /** The id of the decision, by which programs ask for it. */
    public String name() {
        return model.name();
    }

    /** Whether the table has such an input. */
    boolean looksAt(String variable) {
        return model.inputVariables().contains(variable);
    }

    /**
     * The values that the cells of an input compare with; empty where a condition computes, or a result uses the input.
     */
    Optional<List<Object>> literals(String variable) {
        var cells = new FeelCells(model.inputVariables());
        int column = model.inputs().stream().map(Column::variable).toList().indexOf(variable);
        List<Object> literals = new ArrayList<>();
        for (TableModel.Row row : model.rows()) {
            FeelCell cell =
                    cells.condition(row.isAny(column) ? "-" : row.inputs().get(column));
            boolean computed = !cell.comparesLiteralsOnly()
                    || rowUses(cells, row.inputs(), variable, true)
                    || rowUses(cells, row.outputs(), variable, false);
            if (computed) {
                return Optional.empty();
            }
            literals.addAll(cell.literals());
        }
        return Optional.of(literals);
    }

    private static boolean rowUses(FeelCells cells, List<String> texts, String variable, boolean conditions) {
        return texts.stream()
                .filter(text -> text.contains(variable))
                .map(text -> conditions ? cells.condition(text) : cells.result(text))
                .anyMatch(cell -> cell.usesNames());
    }

    /** The same table under another name of its version. */
    public DecisionTable as(String otherVersion) {
        return new DecisionTable(model, drools, otherVersion);
    }

    /**
     * Names the rules that made a recorded decision: the start of the file's SHA-256 for a table as shipped, with the
     * number of the version before it for an edited one.
     */
    public String version() {
        return version;
    }

    /**
     * Decides; inputs that the table does not look at are ignored.
     *
     * @throws DecisionFailedException when an input is missing or of the wrong kind, or rows contradict each other
     */
    public Decision decide(Map<String, ?> inputs) {
        Map<String, Object> values = new HashMap<>();
        for (Column column : model.inputs()) {
            values.put(column.variable(), value(column, inputs.get(column.variable())));
        }
        DroolsTable.Answer answer = drools.evaluate(values);
        return new Decision(model.name(), version, answer.rows(), answer.fired());
    }

    private Object value(Column column, @Nullable Object value) {
        if (value == null) {
            throw failed(column, "is missing");
        }
        boolean fits = !(column.kind().isText() && !(value instanceof String))
                && !(column.kind().isNumber() && !(value instanceof Number))
                && !(column.kind() == Kind.YES_NO && !(value instanceof Boolean));
        if (!fits) {
            throw failed(column, "must be %s and is %s".formatted(column.kind().words(), value));
        }
        FeelCell predefined = allowed.get(column.variable());
        if (predefined != null && !predefined.accepts(value)) {
            throw failed(column, "is \"%s\", none of the predefined values %s".formatted(value, column.allowed()));
        }
        return value;
    }

    private DecisionFailedException failed(Column column, String problem) {
        return new DecisionFailedException(
                model.name(), "the input %s (\"%s\") %s".formatted(column.variable(), column.label(), problem));
    }
}
