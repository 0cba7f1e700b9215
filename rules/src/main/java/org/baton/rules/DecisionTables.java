package org.baton.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tables in force. Replacing one takes effect with the next decision; a decision under way keeps its version. */
public final class DecisionTables {

    private final Map<String, DecisionTable> inForce = new ConcurrentHashMap<>();

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
        inForce.put(table.name(), table);
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

    private static byte[] read(String resource) {
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
