package org.baton.domain.routing;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Channels;
import org.baton.domain.inventory.GeoPoint;
import org.baton.domain.inventory.Node;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.inventory.Nodes.Near;
import org.baton.domain.inventory.PostalCodes;
import org.baton.domain.inventory.Product;
import org.baton.domain.inventory.Products;
import org.baton.domain.inventory.Stock;
import org.baton.domain.inventory.StockView;
import org.baton.domain.order.Order;
import org.baton.domain.routing.StrategyRules.Fallback;
import org.baton.domain.routing.StrategyRules.Strategy;
import org.springframework.stereotype.Service;

/** Plans who fulfils what is open of an order. Planning changes nothing; the plan holds only once it is reserved. */
@Service
public class Sourcing {

    /**
     * A plan.
     *
     * @param strategy that it was made under
     * @param tried the strategies before it that did not fulfil the whole order
     * @param ruleVersions by table
     */
    public record Sourced(Strategy strategy, SourcingPlan plan, List<String> tried, Map<String, String> ruleVersions) {}

    /** Where a ZIP code lies that nobody knows but a person has released: the middle of the contiguous US. */
    public static final GeoPoint NOWHERE = new GeoPoint(39.8283, -98.5795);

    private final StrategyRules rules;
    private final NodeInsight insight;
    private final Nodes nodes;
    private final Products products;
    private final StockView stock;
    private final Channels channels;
    private final PostalCodes postalCodes;
    private final Clock clock;
    private final ConcurrentMap<NodeId, Site> sites = new ConcurrentHashMap<>();

    Sourcing(
            StrategyRules rules,
            NodeInsight insight,
            Nodes nodes,
            Products products,
            StockView stock,
            Channels channels,
            PostalCodes postalCodes,
            Clock clock) {
        this.rules = rules;
        this.insight = insight;
        this.nodes = nodes;
        this.products = products;
        this.stock = stock;
        this.channels = channels;
        this.postalCodes = postalCodes;
        this.clock = clock;
    }

    /**
     * Plans.
     *
     * @param excluded nodes that gave lines of this order back: they are not asked again
     * @param versions of the tables that decided on this order first; empty when none did
     */
    public Sourced plan(Order order, Set<NodeId> excluded, Map<String, String> versions) {
        return plan(order, excluded, rules.pinned(versions), Map.of());
    }

    /**
     * Plans as if.
     *
     * @param asked the rules to plan by, e.g. with a draft among them
     * @param madeUp units that are taken to be at nodes in the place of what is there
     */
    public Sourced plan(Order order, Set<NodeId> excluded, StrategyRules asked, Map<NodeId, Map<Sku, Integer>> madeUp) {
        var pinned = asked.pinned();
        var request = request(order);
        var reachable = reachable(order, excluded);
        var hour = reachable.isEmpty()
                ? StrategyHours.utc(request.at())
                : StrategyHours.of(
                        request.at(), site(reachable.getFirst().node()).zone());
        var offers = offers(request, reachable, madeUp);
        var known = isPlaceKnown(order);
        var round = rounds(pinned, request, hour, offers, known);
        if (round.plan().unsourced().isEmpty()
                || round.strategy().fallback() != Fallback.NEXT_STRATEGY
                || !order.delivery().deliveryOption().isCollected()) {
            return new Sourced(round.strategy(), round.plan(), round.tried(), pinned.versions());
        }
        // What the chosen store does not have may come to it from anywhere else.
        var sent = request.sentToStore();
        var others = rounds(pinned, sent, hour, offers(sent, aroundChosen(order, excluded), madeUp), known);
        var tried = new ArrayList<>(round.tried());
        tried.add(round.strategy().name());
        tried.addAll(others.tried());
        return new Sourced(others.strategy(), others.plan(), tried, pinned.versions());
    }

    private StrategyRounds.Round<SourcingPlan> rounds(
            StrategyRules pinned, SourcingRequest request, int hour, List<Offer> offers, boolean placeKnown) {
        return StrategyRounds.run(
                pinned,
                request,
                hour,
                strategy -> new SourcingPlanner(
                                request, strategy, pinned, insight, within(strategy, offers, placeKnown))
                        .plan(),
                plan -> plan.unsourced().isEmpty());
    }

    private SourcingRequest request(Order order) {
        var demand = order.lines().entrySet().stream()
                .filter(line -> line.getValue().toSource() > 0)
                .sorted(Map.Entry.comparingByKey())
                .map(line -> new Demand(
                        line.getKey(), line.getValue().sku(), line.getValue().toSource()))
                .toList();
        var goods = new HashMap<Sku, Goods>();
        products.find(SourcingPlanner.skus(demand)).forEach(p -> goods.put(p.sku(), goods(p)));
        return new SourcingRequest(
                order.delivery().option(),
                order.channel(),
                order.customer().tier(),
                order.total(),
                order.delivery().region(),
                demand,
                goods,
                clock.instant());
    }

    private static Goods goods(Product product) {
        var grams = product.weightGrams();
        return new Goods(product.handling(), grams == null ? Goods.USUAL.weightGrams() : grams, product.category());
    }

    /** Every node that could be asked at all, nearest first. */
    private List<Near> reachable(Order order, Set<NodeId> excluded) {
        var near = order.delivery().deliveryOption().isCollected() ? chosen(order) : around(order);
        var channel = channels.of(order.channel());
        return near.stream()
                .filter(n -> !excluded.contains(n.node().id()) && channel.sees(n.node()))
                .toList();
    }

    private List<Near> chosen(Order order) {
        var node = Objects.requireNonNull(order.delivery().chosenNode());
        return nodes.find(node)
                .filter(Node::active)
                .map(n -> List.of(new Near(n, 0)))
                .orElse(List.of());
    }

    private List<Near> aroundChosen(Order order, Set<NodeId> excluded) {
        return nodes
                .find(Objects.requireNonNull(order.delivery().chosenNode()))
                .map(store -> nodes.near(store.place(), Double.POSITIVE_INFINITY, List.of(NodeType.values())))
                .orElse(List.of())
                .stream()
                .filter(n -> !excluded.contains(n.node().id()))
                .toList();
    }

    private List<Near> around(Order order) {
        return nodes.near(place(order).orElse(NOWHERE), Double.POSITIVE_INFINITY, List.of(NodeType.values()));
    }

    private List<Offer> offers(SourcingRequest request, List<Near> reachable, Map<NodeId, Map<Sku, Integer>> madeUp) {
        var skus = SourcingPlanner.skus(request.demand());
        var buffer = channels.of(request.channel()).buffer();
        var held = new HashMap<NodeId, int[]>();
        var ids = reachable.stream().map(n -> n.node().id()).toList();
        for (Stock row : stock.at(ids, skus)) {
            held.computeIfAbsent(row.node(), node -> new int[skus.size()])[skus.indexOf(row.sku())] =
                    Math.max(0, row.availableToPromise() - buffer);
        }
        madeUp.forEach((node, units) -> units.forEach((sku, count) -> {
            if (skus.contains(sku)) {
                held.computeIfAbsent(node, unused -> new int[skus.size()])[skus.indexOf(sku)] = count;
            }
        }));
        var offers = new ArrayList<Offer>();
        for (var near : reachable) {
            int[] units = held.get(near.node().id());
            if (units != null || reachable.size() == 1) {
                offers.add(new Offer(site(near.node()), near.miles(), units == null ? new int[skus.size()] : units));
            }
        }
        return offers;
    }

    private boolean isPlaceKnown(Order order) {
        return order.delivery().deliveryOption().isCollected() || place(order).isPresent();
    }

    private Optional<GeoPoint> place(Order order) {
        return postalCodes.locate(Objects.requireNonNullElse(order.delivery().postalCode(), ""));
    }

    /** A radius around a place that nobody knows would shut out every node. */
    private static List<Offer> within(Strategy strategy, List<Offer> offers, boolean placeKnown) {
        return offers.stream()
                .filter(o -> (!placeKnown || o.miles() <= strategy.radiusMiles())
                        && strategy.nodeTypes().contains(o.site().type()))
                .toList();
    }

    private Site site(Node node) {
        var known = sites.get(node.id());
        if (known == null || known.node() != node) {
            known = Site.of(node);
            sites.put(node.id(), known);
        }
        return known;
    }
}
