package org.baton.rules.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.baton.domain.inventory.NodeType;
import org.baton.domain.inventory.StockRules.Facts;
import org.baton.domain.inventory.StockRules.Kept;
import org.baton.rules.DecisionTables;
import org.junit.jupiter.api.Test;

class TableStockRulesTest {

    private final TableStockRules rules = new TableStockRules(DecisionTables.shipped());

    @Test
    void shouldKeepMoreBackInTheSeasonOfAFastSeller() {
        assertThat(rules.keptBack(new Facts("toys", NodeType.STORE, 30, 12))).isEqualTo(new Kept(3, 2, 10));
        assertThat(rules.keptBack(new Facts("toys", NodeType.STORE, 30, 5))).isEqualTo(new Kept(2, 1, 8));
    }

    @Test
    void shouldKeepNothingBackWhenNothingIsKnown() {
        assertThat(rules.keptBack(new Facts("none", NodeType.WAREHOUSE, 0, 1))).isEqualTo(new Kept(0, 0, 20));
    }
}
