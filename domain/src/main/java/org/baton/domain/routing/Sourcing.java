package org.baton.domain.routing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.GeoPoint;
import org.baton.domain.inventory.Node;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.inventory.Nodes.Near;
import org.baton.domain.inventory.PostalCodes;
import org.baton.domain.inventory.Stock;
import org.baton.domain.inventory.StockView;
import org.baton.domain.order.Order;
import org.baton.domain.routing.StrategyRules.Strategy;
import org.springframework.stereotype.Service;

/** Plans who fulfils what is open of an order. Planning changes nothing; the plan holds only once it is reserved. */
@Service
public class Sourcing {

    /** A plan, and the strategy it was made under. */
    public record Sourced(Strategy strategy, SourcingPlan plan) {}

    /** Where a ZIP code lies that nobody knows but a person has released: the middle of the contiguous US. */
    private static final GeoPoint NOWHERE = new GeoPoint(39.8283, -98.5795);

    private final StrategyRules rules;
    private final Nodes nodes;
    private final StockView stock;
    private final PostalCodes postalCodes;

    Sourcing(StrategyRules rules, Nodes nodes, StockView stock, PostalCodes postalCodes) {
        this.rules = rules;
        this.nodes = nodes;
        this.stock = stock;
        this.postalCodes = postalCodes;
    }

    /** @param excluded nodes that gave lines of this order back: they are not asked again */
    public Sourced plan(Order order, Set<NodeId> excluded) {
        var delivery = order.delivery();
        var strategy = rules.strategyFor(new StrategyRules.Facts(
                delivery.option(), order.channel(), order.customer().tier(), order.total(), delivery.region()));
        var demand = order.lines().entrySet().stream()
                .filter(line -> line.getValue().toSource() > 0)
                .sorted(Map.Entry.comparingByKey())
                .map(line -> new Demand(
                        line.getKey(), line.getValue().sku(), line.getValue().toSource()))
                .toList();
        return new Sourced(
                strategy, new SourcingPlanner(strategy, demand, candidates(order, strategy, demand, excluded)).plan());
    }

    private List<Candidate> candidates(Order order, Strategy strategy, List<Demand> demand, Set<NodeId> excluded) {
        var near = order.delivery().deliveryOption().isCollected() ? chosen(order) : around(order, strategy);
        var ids = near.stream().map(n -> n.node().id()).toList();
        var skus = demand.stream().map(Demand::sku).collect(Collectors.toSet());
        var available = new HashMap<NodeId, Map<Sku, Integer>>();
        for (Stock row : stock.at(ids, skus)) {
            available.computeIfAbsent(row.node(), node -> new HashMap<>()).put(row.sku(), row.availableToPromise());
        }
        return near.stream()
                .map(n -> new Candidate(
                        n.node(), n.miles(), available.getOrDefault(n.node().id(), Map.of())))
                .filter(candidate -> !excluded.contains(candidate.node().id()))
                .filter(candidate -> !candidate.available().isEmpty() || near.size() == 1)
                .toList();
    }

    private List<Near> chosen(Order order) {
        var node = Objects.requireNonNull(order.delivery().chosenNode());
        return nodes.find(node)
                .filter(Node::active)
                .map(n -> List.of(new Near(n, 0)))
                .orElse(List.of());
    }

    private List<Near> around(Order order, Strategy strategy) {
        var postalCode = Objects.requireNonNullElse(order.delivery().postalCode(), "");
        return postalCodes
                .locate(postalCode)
                .map(place -> nodes.near(place, strategy.radiusMiles(), strategy.nodeTypes()))
                .orElseGet(() -> nodes.near(NOWHERE, Double.POSITIVE_INFINITY, strategy.nodeTypes()));
    }
}
