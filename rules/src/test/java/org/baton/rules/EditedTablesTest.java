package org.baton.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.baton.rules.routing.TableStrategyRules;
import org.junit.jupiter.api.Test;

class EditedTablesTest {

    private static final String STRATEGY = ShippedTables.SOURCING_STRATEGY.name();
    private static final String COST = ShippedTables.FULFILMENT_COST.name();

    private final DecisionTables tables = DecisionTables.shipped();
    private final Map<String, byte[]> kept = new HashMap<>();
    private final EditedTables edited =
            new EditedTables(tables, (table, version) -> Optional.ofNullable(kept.get(table + " " + version)));

    private String keep(String table, String version, String from, String to) {
        var dmn = new String(DecisionTables.read("rules/routing/" + table + ".dmn"), StandardCharsets.UTF_8);
        kept.put(table + " " + version, dmn.replace(from, to).getBytes(StandardCharsets.UTF_8));
        return version;
    }

    @Test
    void shouldPutVersionsIntoForceAndTheShippedTableBack() {
        var shipped = tables.table(STRATEGY).version();
        keep(STRATEGY, "v2-a", "<text>2.50</text>", "<text>4.00</text>");

        assertThat(edited.putInForce(Map.of(STRATEGY, "v2-a"))).isEmpty();
        assertThat(tables.table(STRATEGY).version()).isEqualTo("v2-a");

        assertThat(edited.putInForce(Map.of())).isEmpty();
        assertThat(tables.table(STRATEGY).version()).isEqualTo(shipped);
    }

    @Test
    void shouldLeaveATableAloneWhoseVersionCannotBeUsed() {
        keep(STRATEGY, "v2-a", "<text>2.50</text>", "<text>4.00</text>");
        keep(STRATEGY, "v3-b", "\"lowest-cost\"", "5");
        edited.putInForce(Map.of(STRATEGY, "v2-a"));

        assertThat(edited.putInForce(Map.of(STRATEGY, "v3-b", COST, "v9-gone")))
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith("sourcing-strategy version v3-b: "))
                .anyMatch(problem ->
                        problem.equals("fulfilment-cost version v9-gone: fulfilment-cost version v9-gone is gone"));
        assertThat(tables.table(STRATEGY).version()).isEqualTo("v2-a");
    }

    @Test
    void shouldDecideAnOldOrderByTheVersionsThatDecidedItFirst() {
        keep(STRATEGY, "v2-a", "<text>2.50</text>", "<text>4.00</text>");
        var rules = new TableStrategyRules(tables, edited::find);
        var first = rules.versions();

        edited.putInForce(Map.of(STRATEGY, "v2-a"));

        assertThat(rules.pinned().versions()).containsEntry(STRATEGY, "v2-a");
        assertThat(rules.pinned(first).versions()).isEqualTo(first);
        assertThat(rules.pinned(Map.of(STRATEGY, "v2-a")).versions()).containsEntry(STRATEGY, "v2-a");
        assertThat(rules.pinned(Map.of(STRATEGY, "forgotten")).versions()).containsEntry(STRATEGY, "v2-a");
        assertThat(rules.pinned(Map.of()).versions()).isEqualTo(rules.pinned().versions());
    }

    @Test
    void shouldNeverShowOneTableOfAPublicationWithoutTheOther() throws Exception {
        keep(STRATEGY, "v2-a", "<text>2.50</text>", "<text>4.00</text>");
        keep(COST, "v2-a", "<text>1.20</text>", "<text>1.30</text>");
        var rules = new TableStrategyRules(tables, edited::find);
        Callable<Long> asking = () -> {
            long mixed = 0;
            for (int n = 0; n < 20_000; n++) {
                var versions = rules.pinned().versions();
                mixed += String.valueOf(versions.get(STRATEGY)).startsWith("v2")
                                == String.valueOf(versions.get(COST)).startsWith("v2")
                        ? 0
                        : 1;
            }
            return mixed;
        };
        try (var threads = Executors.newFixedThreadPool(2)) {
            var asked = List.of(threads.submit(asking), threads.submit(asking));
            for (int n = 0; n < 200; n++) {
                edited.putInForce(n % 2 == 0 ? Map.of(STRATEGY, "v2-a", COST, "v2-a") : Map.of());
            }
            for (var mixed : asked) {
                assertThat(mixed.get()).isZero();
            }
        }
    }
}
