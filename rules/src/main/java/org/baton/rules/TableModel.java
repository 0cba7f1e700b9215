package org.baton.rules;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A decision table as its analyst sees it, which every check and the engine work from.
 *
 * @param name id of the decision, the name by which programs ask for it
 * @param aggregation SUM, MIN, MAX or COUNT under COLLECT, else empty
 */
record TableModel(
        String name,
        HitPolicy hitPolicy,
        String aggregation,
        List<Column> inputs,
        List<Column> outputs,
        List<Row> rows) {

    enum HitPolicy {
        UNIQUE,
        FIRST,
        ANY,
        COLLECT,
        RULE_ORDER;

        String dmn() {
            return name().replace('_', ' ');
        }

        boolean givesManyRows() {
            return this == COLLECT || this == RULE_ORDER;
        }
    }

    /**
     * @param variable name under which a program gives or reads the value
     * @param allowed the Modeler's predefined values as FEEL tests, or empty
     */
    record Column(String label, String variable, Kind kind, String allowed) {

        Column as(Kind narrower) {
            return new Column(label, variable, narrower, allowed);
        }
    }

    /** @param number as the Modeler shows it, from 1 */
    record Row(int number, String id, String annotation, List<String> inputs, List<String> outputs) {

        boolean isAny(int column) {
            return inputs.get(column).isEmpty() || inputs.get(column).equals("-");
        }
    }

    Set<String> inputVariables() {
        return inputs.stream().map(Column::variable).collect(Collectors.toSet());
    }

    TableModel withColumns(Function<Column, Column> input, Function<Column, Column> output) {
        return new TableModel(
                name,
                hitPolicy,
                aggregation,
                inputs.stream().map(input).toList(),
                outputs.stream().map(output).toList(),
                rows);
    }
}
