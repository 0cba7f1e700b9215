package org.baton.rules.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.baton.domain.common.Money;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Node;
import org.baton.domain.routing.Demand;
import org.baton.domain.routing.NodeInsight;
import org.baton.domain.routing.Offer;
import org.baton.domain.routing.Site;
import org.baton.domain.routing.SourcingPlanner;
import org.baton.domain.routing.SourcingPlanner.Outcome;
import org.baton.domain.routing.SourcingRequest;
import org.baton.domain.routing.StrategyRounds;
import org.baton.domain.routing.StrategyRules;
import org.baton.rules.DecisionTables;

/**
 * Places an easy order of each delivery option in a network where everything is at hand, so that a draft which sources
 * nothing is found before a customer does.
 */
public final class SourcingProbe {

    private static final List<String> COLLECTED = List.of("pickup", "curbside");
    private static final List<String> DELIVERED = List.of("ship", "same-day");
    /** A Friday noon in Chicago. */
    private static final Instant NOON = Instant.parse("2026-11-20T18:00:00Z");

    private static final Sku GOODS = new Sku("GOODS");
    private static final int PLENTY = 1_000;
    private static final double STORE_MILES = 2;
    private static final double WAREHOUSE_MILES = 100;

    private final StrategyRules inForce;
    private final StrategyRules draft;

    /** @param draft the tables in force with the draft among them */
    public SourcingProbe(DecisionTables inForce, DecisionTables draft) {
        this.inForce = new TableStrategyRules(inForce).pinned();
        this.draft = new TableStrategyRules(draft).pinned();
    }

    /** Tells an error when no option is sourced any more, and a warning for each that is not but was. */
    public void check(Consumer<String> error, Consumer<String> warning) {
        var lost = new ArrayList<String>();
        int sourced = 0;
        for (var options : List.of(DELIVERED, COLLECTED)) {
            for (var option : options) {
                boolean now = sources(draft, option);
                sourced += now ? 1 : 0;
                if (!now && sources(inForce, option)) {
                    lost.add(option);
                }
            }
        }
        if (sourced == 0) {
            error.accept(
                    "The draft sources nothing: no order would find a node, not even where an open store 2 miles away"
                            + " and a warehouse 100 miles away hold 1,000 units of all");
            return;
        }
        lost.forEach(option -> warning.accept(
                "Orders with the delivery option \"%s\" find no node any more, not even in an".formatted(option)
                        + " open store 2 miles away with 1,000 units"));
    }

    private static boolean sources(StrategyRules rules, String option) {
        var demand = List.of(new Demand(1, GOODS, 1));
        var value = Money.parse("85.00", Currency.getInstance("USD"));
        var request = new SourcingRequest(option, "web", null, value, "IL", demand, Map.of(), NOON);
        var offers = COLLECTED.contains(option)
                ? List.of(offer("store", 0))
                : List.of(offer("store", STORE_MILES), offer("warehouse", WAREHOUSE_MILES));
        Outcome outcome = StrategyRounds.run(
                        rules,
                        request,
                        12,
                        strategy -> new SourcingPlanner(
                                        request,
                                        strategy,
                                        rules,
                                        NodeInsight.NONE,
                                        offers.stream()
                                                .filter(o -> o.miles() <= strategy.radiusMiles()
                                                        && strategy.nodeTypes()
                                                                .contains(
                                                                        o.site().type()))
                                                .toList())
                                .outcome(),
                        plan -> plan.units() == 1)
                .plan();
        return outcome.units() > 0;
    }

    private static Offer offer(String type, double miles) {
        var node = new Node(
                type,
                type,
                type,
                null,
                "Chicago",
                "IL",
                "60606",
                "US",
                41.9,
                -87.6,
                "America/Chicago",
                null,
                null,
                List.of("curbside", "courier"),
                null,
                true);
        return new Offer(Site.of(node), miles, new int[] {PLENTY});
    }
}
