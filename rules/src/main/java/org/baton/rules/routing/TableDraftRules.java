package org.baton.rules.routing;

import java.util.HashMap;
import java.util.Map;
import org.baton.domain.routing.StrategyRules;
import org.baton.domain.routing.replay.DraftRules;
import org.baton.rules.DecisionTable;
import org.baton.rules.DecisionTables;

/** Makes rules of drafts beside the tables in force. */
public final class TableDraftRules implements DraftRules {

    private final DecisionTables inForce;

    public TableDraftRules(DecisionTables inForce) {
        this.inForce = inForce;
    }

    @Override
    public StrategyRules with(Map<String, Draft> drafts) {
        var tables = new HashMap<String, DecisionTable>();
        drafts.forEach((table, draft) -> tables.put(
                table, DecisionTable.load(table + ".dmn", draft.dmn()).as(draft.name())));
        return new TableStrategyRules(inForce.with(tables));
    }
}
