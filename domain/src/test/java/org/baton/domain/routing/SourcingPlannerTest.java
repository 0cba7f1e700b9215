package org.baton.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baton.domain.support.StrategyBuilder.aStrategy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Node;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.support.StrategyBuilder;
import org.junit.jupiter.api.Test;

class SourcingPlannerTest {

    @Test
    void shouldTakeTheNearestWhenItHasEverything() {
        var plan = plan(
                aStrategy(), order("A", 2, "B", 1), dc("far", 500, "A", 9, "B", 9), dc("near", 50, "A", 9, "B", 9));

        assertThat(parts(plan)).containsExactly("near 1:2 2:1");
        assertThat(plan.unsourced()).isEmpty();
    }

    @Test
    void shouldTakeThePreferredTypeWhenItIsFartherAway() {
        var preferStores = aStrategy().preferring(NodeType.STORE, NodeType.WAREHOUSE);
        var nodes = List.of(dc("dc", 5, "A", 9), store("store", 90, "A", 9));

        assertThat(parts(plan(aStrategy(), order("A", 1), nodes))).containsExactly("dc 1:1");
        assertThat(parts(plan(preferStores, order("A", 1), nodes))).containsExactly("store 1:1");
    }

    @Test
    void shouldTakeTheSmallerIdWhenNodesAreEquallyFar() {
        assertThat(parts(plan(aStrategy(), order("A", 1), dc("b", 5, "A", 9), dc("a", 5, "A", 9))))
                .containsExactly("a 1:1");
    }

    @Test
    void shouldPreferOneWholeNodeToTwoNearerParts() {
        var plan = plan(
                aStrategy(),
                order("A", 1, "B", 1),
                dc("n1", 1, "A", 9),
                dc("n2", 2, "B", 9),
                dc("n3", 900, "A", 1, "B", 1));

        assertThat(parts(plan)).containsExactly("n3 1:1 2:1");
    }

    @Test
    void shouldLeaveAStoreAloneWhenItHoldsLessThanTheMinimum() {
        assertThat(parts(plan(aStrategy(), order("A", 1), store("s", 1, "A", 2))))
                .isEmpty();
        assertThat(parts(plan(aStrategy(), order("A", 1), store("s", 1, "A", 3))))
                .containsExactly("s 1:1");
        assertThat(parts(plan(aStrategy(), order("A", 3), store("s", 1, "A", 3))))
                .containsExactly("s 1:3");
        assertThat(parts(plan(aStrategy(), order("A", 1), dc("d", 1, "A", 1)))).containsExactly("d 1:1");
    }

    @Test
    void shouldSplitAsOftenAsAllowedWhenNoNodeHasEverything() {
        var nodes = List.of(dc("n1", 1, "A", 2), dc("n2", 2, "A", 3), dc("n3", 3, "A", 1));

        assertThat(parts(plan(aStrategy().mostSplits(0), order("A", 6), nodes))).containsExactly("n2 1:3");
        assertThat(parts(plan(aStrategy().mostSplits(1), order("A", 6), nodes))).containsExactly("n1 1:2", "n2 1:3");
        var all = plan(aStrategy().mostSplits(2), order("A", 6), nodes);
        assertThat(parts(all)).containsExactly("n1 1:2", "n2 1:3", "n3 1:1");
        assertThat(all.unsourced()).isEmpty();
    }

    @Test
    void shouldShareTheStockWhenTwoLinesAreOfOneSku() {
        var plan = plan(aStrategy().mostSplits(0), order("A", 3, "A", 3), dc("n1", 1, "A", 4));

        assertThat(parts(plan)).containsExactly("n1 1:3 2:1");
        assertThat(plan.unsourced()).containsExactly(new Demand(2, new Sku("A"), 2));
    }

    @Test
    void shouldLeaveEverythingUnsourcedWhenNobodyHasIt() {
        var plan = plan(aStrategy(), order("A", 2, "B", 1), dc("n1", 1, "C", 4), dc("n2", 2));

        assertThat(plan.parts()).isEmpty();
        assertThat(plan.unsourced()).hasSize(2);
        assertThat(plan.candidates()).allSatisfy(judged -> {
            assertThat(judged.eligible()).isFalse();
            assertThat(judged.rank()).isNull();
            assertThat(judged.wouldHaveWonIf()).isEqualTo("needed 3 more units");
        });
    }

    @Test
    void shouldMakeNoPartWhenNothingIsDemanded() {
        assertThat(plan(aStrategy(), List.of(), List.of(dc("n1", 1, "A", 4))).parts())
                .isEmpty();
    }

    @Test
    void shouldSayWhyEachNodeWonOrLost() {
        var plan = plan(
                aStrategy(), order("A", 2), dc("won", 1, "A", 9), dc("later", 2, "A", 9), store("few", 0.04, "A", 2));

        assertThat(plan.candidates()).extracting(j -> j.node().value()).containsExactly("won", "later", "few");
        assertThat(plan.candidates()).extracting(SourcingPlan.Judged::rank).containsExactly(1, 2, null);
        assertThat(plan.candidates().get(0).reasons()).containsExactly("chosen for 2 of 2 units: the only row");
        assertThat(plan.candidates().get(1).wouldHaveWonIf()).isEqualTo("1.0 miles too far");
        assertThat(plan.candidates().get(2).wouldHaveWonIf()).isEqualTo("needed 1 more unit");
        assertThat(plan.candidates().get(2).reasons()).containsExactly("holds 2 of A, and a store is used from 3 on");
    }

    @Property(tries = 300)
    void shouldNeverAssignMoreThanThereIs(@ForAll @IntRange(min = 0, max = 1_000_000) int seed) {
        var random = new Random(seed);
        var demand = randomDemand(random);
        var candidates = randomCandidates(random);
        var strategy = aStrategy().mostSplits(random.nextInt(4)).minimumStock(random.nextInt(5));

        var plan = plan(strategy, demand, candidates);

        assertThat(plan.parts()).hasSizeLessThanOrEqualTo(strategy.build().mostSplits() + 1);
        for (var part : plan.parts()) {
            var stock = candidates.stream()
                    .filter(c -> c.node().id().equals(part.node()))
                    .findFirst()
                    .orElseThrow();
            var taken = part.lines().stream()
                    .collect(Collectors.groupingBy(Demand::sku, Collectors.summingInt(Demand::quantity)));
            taken.forEach((sku, units) -> assertThat(units).isBetween(1, stock.available(sku)));
        }
        assertThat(perLine(Stream.concat(
                        plan.parts().stream().flatMap(p -> p.lines().stream()), plan.unsourced().stream())))
                .isEqualTo(perLine(demand.stream()));
    }

    @Property(tries = 100)
    void shouldDecideTheSameWhenCandidatesComeInAnotherOrder(@ForAll @IntRange(min = 0, max = 1_000_000) int seed) {
        var random = new Random(seed);
        var demand = randomDemand(random);
        var candidates = randomCandidates(random);
        var shuffled = new ArrayList<>(candidates);
        Collections.shuffle(shuffled, random);

        assertThat(plan(aStrategy(), demand, shuffled)).isEqualTo(plan(aStrategy(), demand, candidates));
    }

    @Property(tries = 200)
    void shouldChooseTheSameWhenOnlyTheNumbersAreAsked(@ForAll @IntRange(min = 0, max = 1_000_000) int seed) {
        var random = new Random(seed);
        var demand = randomDemand(random);
        var candidates = randomCandidates(random);

        var numbers = new SourcingPlanner(aStrategy().build(), demand, candidates).outcome();

        var plan = plan(aStrategy(), demand, candidates);
        assertThat(numbers.chosen())
                .extracting(o -> o.site().id())
                .isEqualTo(plan.parts().stream().map(SourcingPlan.Part::node).toList());
        assertThat(numbers.units())
                .isEqualTo(perLine(plan.parts().stream().flatMap(p -> p.lines().stream())).values().stream()
                        .mapToInt(i -> i)
                        .sum());
    }

    private static Map<Integer, Integer> perLine(Stream<Demand> demand) {
        return demand.collect(Collectors.groupingBy(Demand::lineNumber, Collectors.summingInt(Demand::quantity)));
    }

    private static List<Demand> randomDemand(Random random) {
        var demand = new ArrayList<Demand>();
        for (int line = 1; line <= 1 + random.nextInt(4); line++) {
            demand.add(new Demand(line, new Sku("SKU-" + random.nextInt(3)), 1 + random.nextInt(6)));
        }
        return demand;
    }

    private static List<Candidate> randomCandidates(Random random) {
        var candidates = new ArrayList<Candidate>();
        for (int n = 0; n < random.nextInt(8); n++) {
            var type = random.nextBoolean() ? NodeType.STORE : NodeType.WAREHOUSE;
            candidates.add(candidate(
                    "n" + n, type, random.nextInt(3), "SKU-0", random.nextInt(8), "SKU-1", random.nextInt(8)));
        }
        return candidates;
    }

    private static SourcingPlan plan(StrategyBuilder strategy, List<Demand> demand, Candidate... candidates) {
        return plan(strategy, demand, List.of(candidates));
    }

    private static SourcingPlan plan(StrategyBuilder strategy, List<Demand> demand, List<Candidate> candidates) {
        return new SourcingPlanner(strategy.build(), demand, candidates).plan();
    }

    /** Each part as "node line:units line:units". */
    private static List<String> parts(SourcingPlan plan) {
        return plan.parts().stream()
                .map(part -> part.node()
                        + part.lines().stream()
                                .map(d -> " " + d.lineNumber() + ":" + d.quantity())
                                .collect(Collectors.joining()))
                .toList();
    }

    /** Lines from 1: SKU, units, SKU, units. */
    private static List<Demand> order(Object... skusAndUnits) {
        var demand = new ArrayList<Demand>();
        for (int i = 0; i < skusAndUnits.length; i += 2) {
            demand.add(new Demand(i / 2 + 1, new Sku((String) skusAndUnits[i]), (Integer) skusAndUnits[i + 1]));
        }
        return demand;
    }

    private static Candidate dc(String id, double miles, Object... stock) {
        return candidate(id, NodeType.WAREHOUSE, miles, stock);
    }

    private static Candidate store(String id, double miles, Object... stock) {
        return candidate(id, NodeType.STORE, miles, stock);
    }

    private static Candidate candidate(String id, NodeType type, double miles, Object... stock) {
        var available = new HashMap<Sku, Integer>();
        for (int i = 0; i < stock.length; i += 2) {
            available.put(new Sku((String) stock[i]), (Integer) stock[i + 1]);
        }
        var node = new Node(
                id, id, type.text(), null, null, null, "60606", "US", 0, 0, "UTC", null, null, List.of(), null, true);
        return new Candidate(node, miles, available);
    }
}
