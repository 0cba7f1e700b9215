package org.baton.rules.routing;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.baton.domain.common.Money;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Node;
import org.baton.domain.routing.Demand;
import org.baton.domain.routing.Goods;
import org.baton.domain.routing.NodeInsight;
import org.baton.domain.routing.Offer;
import org.baton.domain.routing.Site;
import org.baton.domain.routing.SourcingPlan.Judged;
import org.baton.domain.routing.SourcingPlanner;
import org.baton.domain.routing.SourcingRequest;
import org.baton.domain.routing.StrategyRules;
import org.baton.rules.DecisionTables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs {@code routing/sourcing.scenarios.csv}: an order near Chicago and the nodes around it, through all shipped tables
 * and the planner. A scenario begins with a named line; the lines under it are further nodes.
 */
class SourcingScenariosDecisionTest {

    private static final Sku GOODS = new Sku("GOODS");
    private static final TableStrategyRules RULES = new TableStrategyRules(DecisionTables.shipped());

    record Scenario(String name, List<NamedCsvRecord> lines) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Scenario> scenarios() throws IOException {
        Map<String, List<NamedCsvRecord>> scenarios = new LinkedHashMap<>();
        try (var csv = CsvReader.builder().ofNamedCsvRecord(Path.of("routing", "sourcing.scenarios.csv"))) {
            String name = "";
            for (var line : csv) {
                name = line.getField("scenario").isEmpty() ? name : line.getField("scenario");
                scenarios.computeIfAbsent(name, n -> new ArrayList<>()).add(line);
            }
        }
        return scenarios.entrySet().stream().map(e -> new Scenario(e.getKey(), e.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void shouldSourceAsTheScenarioSays(Scenario scenario) {
        var judged = judge(scenario);

        for (var line : scenario.lines()) {
            var expected = line.getField("expect");
            var of = judged.get(line.getField("node"));
            if (expected.equals("chosen")) {
                assertThat(of.wouldHaveWonIf()).as("%s: %s", of.node(), of).isNull();
                assertThat(of.reasons().getFirst()).startsWith("chosen for");
            } else {
                assertThat(String.valueOf(of.wouldHaveWonIf()))
                        .as("%s: %s", of.node(), of)
                        .endsWith(expected);
            }
        }
    }

    private static Map<String, Judged> judge(Scenario scenario) {
        var first = scenario.lines().getFirst();
        var demand = List.of(new Demand(1, GOODS, Integer.parseInt(first.getField("line"))));
        var goods = new Goods(first.getField("handling"), Integer.parseInt(first.getField("grams")), "apparel");
        var request = new SourcingRequest(
                first.getField("option"),
                "web",
                null,
                Money.parse(first.getField("orderValue"), Currency.getInstance("USD")),
                "IL",
                demand,
                Map.of(GOODS, goods),
                Instant.parse(first.getField("at")));
        var rules = RULES.pinned();
        var strategy = rules.strategyFor(
                new StrategyRules.Facts(request.deliveryOption(), "web", null, request.orderValue(), "IL"));
        var offers = scenario.lines().stream()
                .map(SourcingScenariosDecisionTest::offer)
                .filter(o -> o.miles() <= strategy.radiusMiles()
                        && strategy.nodeTypes().contains(o.site().type()))
                .toList();
        var plan = new SourcingPlanner(request, strategy, rules, NodeInsight.NONE, offers).plan();
        var judged = new LinkedHashMap<String, Judged>();
        plan.candidates().forEach(j -> judged.put(j.node().value(), j));
        return judged;
    }

    private static Offer offer(NamedCsvRecord line) {
        var hours = line.getField("hours");
        var node = new Node(
                line.getField("node"),
                line.getField("node"),
                line.getField("type"),
                null,
                "Chicago",
                "IL",
                "60606",
                "US",
                41.9,
                -87.6,
                "America/Chicago",
                hours.isEmpty() ? null : hours,
                null,
                List.of(),
                null,
                true);
        var units = new int[] {Integer.parseInt(line.getField("units"))};
        return new Offer(Site.of(node), Double.parseDouble(line.getField("miles")), units);
    }
}
