package org.baton.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.baton.domain.rulebook.RuleFinding;
import org.baton.domain.rulebook.RuleTables;
import org.baton.rules.routing.SourcingProbe;

/** Judges edited tables by all checks: the file, its golden cases, and what becomes of orders under it. */
public final class ShippedRuleTables implements RuleTables {

    private final DecisionTables inForce;
    private final List<Shipped> shipped;

    /** @param inForce the tables that a draft is tried among */
    public ShippedRuleTables(DecisionTables inForce) {
        this.inForce = inForce;
        this.shipped =
                ShippedTables.ALL.stream().map(ShippedRuleTables::shipped).toList();
    }

    private static Shipped shipped(TableContract contract) {
        byte[] dmn = DecisionTables.read(contract.resource());
        return new Shipped(
                contract.name(),
                contract.capability(),
                ShippedTables.SOURCING.contains(contract),
                TableLint.version(dmn),
                dmn,
                new String(DecisionTables.read(contract.casesResource()), StandardCharsets.UTF_8));
    }

    @Override
    public List<Shipped> shipped() {
        return shipped;
    }

    @Override
    public Checked check(String table, byte[] dmn, String cases) {
        TableContract contract = ShippedTables.contract(table).orElseThrow();
        TableLint.Inspection inspection = TableLint.inspect(table + ".dmn", dmn, contract);
        List<Finding> findings = new ArrayList<>(inspection.findings());
        inspection.table().ifPresent(draft -> {
            findings.addAll(cases(contract, draft, cases));
            findings.addAll(probe(contract, draft));
        });
        return new Checked(
                TableLint.version(dmn),
                inspection.readable(),
                findings.stream().map(ShippedRuleTables::told).toList());
    }

    private static List<Finding> cases(TableContract contract, DecisionTable draft, String cases) {
        String file = contract.name() + GoldenCase.SUFFIX;
        var findings = new Findings(file);
        GoldenCase.read(file, cases, findings).forEach(golden -> golden.check(draft, contract, findings));
        return findings.all();
    }

    private List<Finding> probe(TableContract contract, DecisionTable draft) {
        if (!ShippedTables.SOURCING.contains(contract)) {
            return List.of();
        }
        var findings = new Findings(contract.name() + ".dmn");
        new SourcingProbe(inForce, inForce.with(Map.of(draft.name(), draft)))
                .check(findings::error, m -> findings.warning(null, null, m));
        return findings.all();
    }

    private static RuleFinding told(Finding finding) {
        return new RuleFinding(
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.table(),
                finding.row(),
                finding.column(),
                finding.message());
    }
}
