package org.baton.domain.routing;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.inventory.OpeningHours;
import org.baton.domain.routing.StrategyRules.Strategy;

/** Asks the rules about each candidate of one order. What is the same for many candidates is asked once. */
final class Assessor {

    private static final double GRAMS = 1_000;
    private static final int PERCENT = 100;
    /** The most demanding first: the parcel is packed for it. */
    private static final List<String> BY_DEMAND = List.of("hazardous", "oversized", "cold", "fragile", "ordinary");

    private record Minutes(int now, int cutOff) {}

    private final SourcingRequest request;
    private final Strategy strategy;
    private final StrategyRules rules;
    private final NodeInsight insight;
    private final List<Sku> skus;
    private final int[] wanted;
    private final Goods[] goods;
    private final double weightKg;
    private final String packedFor;
    private final boolean collected;
    private final Map<ZoneId, Minutes> clocks = new HashMap<>();
    private final NodeRules.WorkCost[][] work;

    Assessor(
            SourcingRequest request,
            Strategy strategy,
            StrategyRules rules,
            NodeInsight insight,
            List<Sku> skus,
            int[] wanted) {
        this.request = request;
        this.strategy = strategy;
        this.rules = rules;
        this.insight = insight;
        this.skus = skus;
        this.wanted = wanted;
        this.goods = skus.stream().map(request::goods).toArray(Goods[]::new);
        long grams = 0;
        for (int s = 0; s < goods.length; s++) {
            grams += (long) goods[s].weightGrams() * wanted[s];
        }
        this.weightKg = grams / GRAMS;
        this.packedFor = BY_DEMAND.stream()
                .filter(h -> Arrays.stream(goods).anyMatch(g -> g.handling().equals(h)))
                .findFirst()
                .orElse("ordinary");
        this.collected = request.deliveryOption().equals("pickup")
                || request.deliveryOption().equals("curbside");
        this.work = new NodeRules.WorkCost[NodeType.values().length][];
    }

    Assessment assess(Offer offer) {
        var site = offer.site();
        var minutes = clocks.computeIfAbsent(site.zone(), this::minutes);
        var assessed = new Assessment(
                offer,
                wanted.length,
                site.hours().isOpen(minutes.now()),
                site.hours().isOpen(minutes.cutOff()),
                insight.backlogPercent(site.node()),
                insight.stockAccuracyPercent(site.id()));
        assessed.typeRank = Math.max(0, strategy.nodeTypes().indexOf(site.type()));
        prefer(assessed);
        for (int s = 0; s < wanted.length; s++) {
            judge(assessed, s);
        }
        if (assessed.canGiveAnything()) {
            price(assessed);
        }
        return assessed;
    }

    private Minutes minutes(ZoneId zone) {
        return new Minutes(
                OpeningHours.minuteOfWeek(request.at(), zone),
                OpeningHours.minuteOfWeek(request.at().plus(strategy.cutOffAfter()), zone));
    }

    /** The worth of a node is that of the SKU which the business would most gladly move. */
    private void prefer(Assessment assessed) {
        var site = assessed.offer.site();
        for (int s = 0; s < wanted.length; s++) {
            var preference = rules.preference(site.type(), insight.supply(site.id(), skus.get(s)));
            if (s == 0 || preference.worth() > assessed.preference.worth()) {
                assessed.preference = preference;
            }
        }
    }

    private void judge(Assessment assessed, int s) {
        var site = assessed.offer.site();
        int available = assessed.offer.units()[s];
        if (available <= 0) {
            return;
        }
        var atLeast = site.type() == NodeType.STORE ? strategy.minimumStock() : 1;
        if (available < atLeast) {
            assessed.refuse(
                    "holds " + available + " of " + skus.get(s) + ", and a store is used from " + atLeast + " on",
                    Explanation.needed(atLeast - available));
            return;
        }
        var supply = insight.supply(site.id(), skus.get(s));
        if (supply != NodeInsight.Supply.NEUTRAL
                && rules.preference(site.type(), supply).protect()) {
            assessed.refuse("keeps its " + skus.get(s) + " for a promotion", "no promotion soon");
            return;
        }
        var verdict = rules.judge(inputs(assessed, s, available));
        if (verdict.eligible()) {
            assessed.usable[s] = Math.min(available, wanted[s]);
        } else {
            var reason = String.valueOf(verdict.reason());
            assessed.refuse(reason, reason);
        }
        if (!verdict.rule().isEmpty() && !assessed.rules.contains(verdict.rule())) {
            assessed.rules.add(verdict.rule());
        }
    }

    private NodeRules.Inputs inputs(Assessment assessed, int s, int available) {
        var site = assessed.offer.site();
        return new NodeRules.Inputs(
                request.deliveryOption(),
                strategy.name(),
                site.typeText(),
                assessed.openNow,
                assessed.openAtCutOff,
                assessed.offer.miles(),
                available,
                available - Math.min(available, wanted[s]),
                assessed.backlogPercent,
                goods[s].handling(),
                site.handles(goods[s].handling()),
                site.type() == NodeType.STORE,
                site.capabilities().contains("curbside"),
                site.type() == NodeType.STORE || site.capabilities().contains("courier"),
                assessed.stockAccuracyPercent);
    }

    private void price(Assessment assessed) {
        var offer = assessed.offer;
        var costs = work(offer.site().type());
        var parcel = costs[wanted.length];
        assessed.carriage =
                rules.carriage(request.deliveryOption(), offer.site().type(), offer.miles(), weightKg);
        assessed.packing = parcel.packing();
        assessed.base = discounted(assessed.carriage.basePrice(), parcel);
        for (int s = 0; s < wanted.length; s++) {
            assessed.labour[s] = costs[s].labourPerUnit();
            assessed.handling[s] = costs[s].handlingPerUnit();
            assessed.freight[s] = discounted(assessed.carriage.pricePerGram() * goods[s].weightGrams(), parcel);
        }
        assessed.rules.add(parcel.rule());
        assessed.rules.add(assessed.carriage.rule());
        if (assessed.preference.worth() != 0) {
            assessed.rules.add(assessed.preference.rule());
        }
    }

    private long discounted(long price, NodeRules.WorkCost parcel) {
        return collected ? price : price * (PERCENT - parcel.carrierDiscountPercent()) / PERCENT;
    }

    /** By SKU, and last of the parcel as a whole. */
    private NodeRules.WorkCost[] work(NodeType type) {
        var known = work[type.ordinal()];
        if (known == null) {
            known = new NodeRules.WorkCost[wanted.length + 1];
            for (int s = 0; s < wanted.length; s++) {
                known[s] = rules.workCost(type, request.deliveryOption(), goods[s].handling());
            }
            known[wanted.length] = rules.workCost(type, request.deliveryOption(), packedFor);
            work[type.ordinal()] = known;
        }
        return known;
    }
}
