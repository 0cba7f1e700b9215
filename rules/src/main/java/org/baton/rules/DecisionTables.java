package org.baton.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables in force. Replacing one takes effect with the next decision; a decision under way keeps its version. */
public final class DecisionTables {

    private volatile Map<String, DecisionTable> inForce = Map.of();

    /**
     * The tables that Baton ships.
     *
     * @throws TableRefusedException with the findings of all tables, when any has an error
     */
    public static DecisionTables shipped() {
        var tables = new DecisionTables();
        List<Finding> findings = new ArrayList<>();
        for (TableContract contract : ShippedTables.ALL) {
            TableLint.Inspection inspection =
                    TableLint.inspect(contract.name() + ".dmn", read(contract.resource()), contract);
            inspection.table().ifPresent(tables::put);
            findings.addAll(inspection.findings());
        }
        if (findings.stream().anyMatch(Finding::isError)) {
            throw new TableRefusedException(findings);
        }
        return tables;
    }

    /** Puts a table into force, in the place of an earlier version of it. */
    public void put(DecisionTable table) {
        putAll(List.of(table));
    }

    /** Puts several tables into force at one moment: nobody sees some of them old and some new. */
    public synchronized void putAll(Collection<DecisionTable> tables) {
        Map<String, DecisionTable> all = new HashMap<>(inForce);
        tables.forEach(table -> all.put(table.name(), table));
        inForce = Map.copyOf(all);
    }

    /** The tables of this moment; what is put into force later does not show. */
    public Map<String, DecisionTable> now() {
        return inForce;
    }

    /** The same tables with some of them replaced, to try these; nothing is put into force. */
    public DecisionTables with(Map<String, DecisionTable> drafts) {
        var copy = new DecisionTables();
        copy.putAll(inForce.values());
        copy.putAll(drafts.values());
        return copy;
    }

    public DecisionTable table(String name) {
        DecisionTable table = inForce.get(name);
        if (table == null) {
            throw new DecisionFailedException(name, "there is no such table");
        }
        return table;
    }

    /** See {@link DecisionTable#decide(Map)}. */
    public Decision decide(String table, Map<String, ?> inputs) {
        return table(table).decide(inputs);
    }

    static byte[] read(String resource) {
        try (InputStream in = DecisionTables.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("%s is missing from the classpath".formatted(resource));
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
