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
import org.jspecify.annotations.Nullable;

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
    private final NodeRules.@Nullable Preference[] ordinary = new NodeRules.Preference[NodeType.values().length];

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

    /** What a node could give if nothing stood against it, and what that would cost. */
    Assessment price(Offer offer) {
        var assessed = new Assessment(offer, wanted.length);
        assessed.typeRank =
                Math.max(0, strategy.nodeTypes().indexOf(offer.site().type()));
        for (int s = 0; s < wanted.length; s++) {
            int available = offer.units()[s];
            assessed.usable[s] = available >= atLeast(offer.site()) ? Math.min(available, wanted[s]) : 0;
        }
        prefer(assessed);
        if (assessed.canGiveAnything()) {
            price(assessed);
        }
        return assessed;
    }

    /** Lets the rules take away what the node may not give. Asked once for an assessment. */
    void judge(Assessment assessed) {
        if (assessed.judged) {
            return;
        }
        assessed.judged = true;
        var site = assessed.offer.site();
        var minutes = clocks.computeIfAbsent(site.zone(), this::minutes);
        assessed.openNow = site.hours().isOpen(minutes.now());
        assessed.openAtCutOff = site.hours().isOpen(minutes.cutOff());
        assessed.backlogPercent = insight.backlogPercent(site.node());
        assessed.stockAccuracyPercent = insight.stockAccuracyPercent(site.id());
        for (int s = 0; s < wanted.length; s++) {
            assessed.usable[s] = 0;
            judge(assessed, s);
        }
        if (assessed.canGiveAnything()) {
            assessed.rules.addAll(fired(assessed));
        }
    }

    private List<String> fired(Assessment assessed) {
        var parcel = work(assessed.offer.site().type())[wanted.length].rule();
        return assessed.preference.worth() == 0
                ? List.of(parcel, assessed.carriage.rule())
                : List.of(parcel, assessed.carriage.rule(), assessed.preference.rule());
    }

    private int atLeast(Site site) {
        return site.type() == NodeType.STORE ? Math.max(1, strategy.minimumStock()) : 1;
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
            var preference = preference(site.type(), insight.supply(site.id(), skus.get(s)));
            if (s == 0 || preference.worth() > assessed.preference.worth()) {
                assessed.preference = preference;
            }
        }
    }

    /** Of most nodes nothing special is known: they are asked about once. */
    private NodeRules.Preference preference(NodeType type, NodeInsight.Supply supply) {
        if (supply != NodeInsight.Supply.NEUTRAL) {
            return rules.preference(type, supply);
        }
        var known = ordinary[type.ordinal()];
        if (known == null) {
            known = rules.preference(type, supply);
            ordinary[type.ordinal()] = known;
        }
        return known;
    }

    private void judge(Assessment assessed, int s) {
        var site = assessed.offer.site();
        int available = assessed.offer.units()[s];
        if (available <= 0) {
            return;
        }
        var atLeast = atLeast(site);
        if (available < atLeast) {
            assessed.refuse(
                    "holds " + available + " of " + skus.get(s) + ", and a store is used from " + atLeast + " on",
                    Explanation.needed(atLeast - available));
            return;
        }
        if (preference(site.type(), insight.supply(site.id(), skus.get(s))).protect()) {
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
