package org.baton.rules;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what the version of a table that is in force answered; when the table is replaced, all is forgotten.
 *
 * @param <T> what a program makes of a decision
 */
public final class MemoOfTable<T> {

    private record Known<T>(DecisionTable table, MemoTable<T> answers) {}

    private final DecisionTables tables;
    private final TableContract contract;
    private final Function<Decision, T> reading;
    private volatile @Nullable Known<T> known;

    public MemoOfTable(DecisionTables tables, TableContract contract, Function<Decision, T> reading) {
        this.tables = tables;
        this.contract = contract;
        this.reading = reading;
    }

    /** The answer to the table's inputs, in the order of its contract; see {@link MemoTable#ask}. */
    public T ask(Object... values) {
        return inForce().ask(values);
    }

    /** The version in force, held still for many questions. */
    public MemoTable<T> inForce() {
        var now = tables.table(contract.name());
        var last = known;
        if (last == null || last.table() != now) {
            var names =
                    contract.inputs().stream().map(TableContract.Field::name).toList();
            last = new Known<>(now, new MemoTable<>(now, names, reading));
            known = last;
        }
        return last.answers();
    }
}
