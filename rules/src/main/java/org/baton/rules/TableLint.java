package org.baton.rules;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a decision table, in an analyst's words, before it decides about an order. */
public final class TableLint {

    private TableLint() {}

    /**
     * Checks a table as the Modeler wrote it; the contract is found by the table's id, and a table that no program
     * knows is checked without one.
     *
     * @param fileName name that the findings show
     */
    public static List<Finding> check(String fileName, byte[] xml) {
        return inspect(fileName, xml, null).findings();
    }

    /**
     * The findings, and the table ready for use when none of them is an error.
     *
     * @param readable whether it is the expected table at all, with rows to speak of
     */
    record Inspection(List<Finding> findings, boolean readable, Optional<DecisionTable> table) {}

    static Inspection inspect(String fileName, byte[] xml, @Nullable TableContract expected) {
        var findings = new Findings(fileName);
        Optional<TableModel> read = TableReader.read(xml, findings);
        boolean readable = read.filter(t -> !t.rows().isEmpty())
                .filter(t -> expected == null || expected.name().equals(t.name()))
                .isPresent();
        Optional<DecisionTable> table = read.filter(t -> !findings.hasErrors())
                .map(t -> checked(t, contract(expected, t), findings))
                .filter(t -> !findings.hasErrors())
                .flatMap(t -> DroolsTable.compile(t, findings).map(d -> new DecisionTable(t, d, version(xml))))
                .filter(t -> !findings.hasErrors());
        return new Inspection(findings.all(), readable, table);
    }

    private static Optional<TableContract> contract(@Nullable TableContract expected, TableModel table) {
        return Optional.ofNullable(expected).or(() -> ShippedTables.contract(table.name()));
    }

    private static TableModel checked(TableModel read, Optional<TableContract> contract, Findings findings) {
        TableModel table = contract.map(c -> c.narrow(read, findings)).orElse(read);
        var cells = new CellCheck(table, contract, findings);
        List<@Nullable FeelCell> allowed = cells.allowedInputs();
        List<List<FeelCell>> conditions = cells.conditions(allowed);
        cells.checkResults();
        if (!findings.hasErrors()) {
            new RowAnalysis(table, contract, conditions, allowed, findings).check();
        }
        return table;
    }

    /** Names a file by its content. */
    static String version(byte[] xml) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(xml);
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
