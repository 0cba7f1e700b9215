package org.baton.domain.routing.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.GeoPoint;
import org.baton.domain.routing.Demand;
import org.baton.domain.routing.Goods;
import org.baton.domain.routing.NetworkPlanner;
import org.baton.domain.routing.Site;
import org.baton.domain.routing.SourcingRequest;
import org.baton.domain.routing.StrategyHours;
import org.baton.domain.routing.StrategyRules;
import org.jspecify.annotations.Nullable;

/**
 * Decides past orders twice, by the rules in force and by a draft, each in a world of its own: both start from the stock
 * as it was and see the same sales, receipts and counts, but each lives with what it took itself. Only a batch of events
 * is held at a time.
 */
final class Replay {

    private static final int BATCH = 1_024;

    /** One event, done to a world; gives a plan where an order was asked about. */
    private interface Step {

        @Nullable
        WorldPlan in(World world);
    }

    private record Prepared(@Nullable PreparedOrder order, List<String> chosen, Step step) {}

    private final PastFacts facts;
    private final List<Site> sites;
    private final Map<NodeId, Integer> positions = new HashMap<>();
    private final Map<Sku, Goods> goods;
    private final Columns columns;
    private final Places places;
    private final World live;
    private final World draft;
    private long orders;
    private long differing;
    private long asDecided;

    Replay(PastFacts facts, StrategyRules live, StrategyRules draft, Function<String, Optional<GeoPoint>> postalCodes) {
        this.facts = facts;
        this.sites = facts.nodes().stream().map(Site::of).toList();
        sites.forEach(site -> positions.put(site.id(), positions.size()));
        this.goods = facts.goods();
        this.columns = new Columns(goods.keySet());
        this.places = new Places(new NetworkPlanner(sites, live)::nearest, postalCodes);
        this.live = new World(live, sites, columns);
        this.draft = new World(draft, sites, columns);
    }

    /**
     * Runs to the end of the period.
     *
     * @param progress is told the orders done so far
     * @param differences is given each order that the draft sources otherwise
     */
    Report run(LongConsumer progress, Consumer<Difference> differences) {
        facts.eachHeld(held -> move(held.node(), held.sku(), held.units()).ifPresent(step -> {
            step.in(live);
            step.in(draft);
        }));
        try (var threads = Executors.newFixedThreadPool(
                2, Thread.ofPlatform().daemon().name("replay-", 0).factory())) {
            var events = facts.events();
            var batch = next(events);
            while (!batch.isEmpty()) {
                var now = batch;
                var lived = done(now, live, threads);
                var drafted = done(now, draft, threads);
                batch = next(events);
                compare(now, lived.join(), drafted.join(), differences);
                progress.accept(orders);
                demandNotStopped();
            }
        }
        return Report.of(orders, differing, asDecided, live.totals(), draft.totals());
    }

    private static void demandNotStopped() {
        if (Thread.interrupted()) {
            throw new RefusedException("replay-stopped", "Baton was stopped while it ran.");
        }
    }

    /** Orders whose units may come back still, in the world of the draft. */
    int pending() {
        return draft.pending();
    }

    private static CompletableFuture<List<Optional<WorldPlan>>> done(
            List<Prepared> batch, World world, ExecutorService threads) {
        return CompletableFuture.supplyAsync(
                () -> {
                    var plans = new ArrayList<Optional<WorldPlan>>(batch.size());
                    for (var prepared : batch) {
                        plans.add(Optional.ofNullable(prepared.step().in(world)));
                    }
                    return plans;
                },
                threads);
    }

    private List<Prepared> next(Iterator<PastEvent> events) {
        var batch = new ArrayList<Prepared>(BATCH);
        while (batch.size() < BATCH && events.hasNext()) {
            prepare(events.next()).ifPresent(batch::add);
        }
        return batch;
    }

    private Optional<Prepared> prepare(PastEvent event) {
        return switch (event) {
            case PastEvent.Asked asked -> Optional.of(asked(asked));
            case PastEvent.Moved moved ->
                move(moved.node(), moved.sku(), moved.units()).map(Replay::silent);
            case PastEvent.Released released -> {
                int column = columns.of(released.sku());
                yield column < 0
                        ? Optional.empty()
                        : Optional.of(silent(world -> {
                            world.release(released.order(), column, released.units());
                            return null;
                        }));
            }
            case PastEvent.Shipped shipped ->
                Optional.of(silent(world -> {
                    world.ship(shipped.order(), shipped.units());
                    return null;
                }));
            case PastEvent.Rejected rejected -> rejected(rejected);
        };
    }

    private static Prepared silent(Step step) {
        return new Prepared(null, List.of(), step);
    }

    private Optional<Step> move(NodeId node, Sku sku, int units) {
        int column = columns.of(sku);
        int site = positions.getOrDefault(node, -1);
        return column < 0 || site < 0 || units == 0
                ? Optional.empty()
                : Optional.of(world -> {
                    world.move(column, site, units);
                    return null;
                });
    }

    private Optional<Prepared> rejected(PastEvent.Rejected rejected) {
        int column = columns.of(rejected.sku());
        int site = positions.getOrDefault(rejected.node(), -1);
        return column < 0 || site < 0
                ? Optional.empty()
                : Optional.of(silent(world -> {
                    world.move(column, site, rejected.correction());
                    world.reject(rejected.order(), column, site, rejected.units(), rejected.sku());
                    return null;
                }));
    }

    private Prepared asked(PastEvent.Asked asked) {
        var request = new SourcingRequest(
                asked.option(),
                asked.channel(),
                asked.tier(),
                asked.value(),
                asked.region(),
                asked.lines(),
                goods,
                asked.at());
        var from = places.of(Objects.requireNonNullElse(asked.postalCode(), ""));
        boolean collected = asked.chosenNode() != null;
        int site = asked.chosenNode() == null
                ? PreparedOrder.DELIVERED
                : positions.getOrDefault(new NodeId(asked.chosenNode()), PreparedOrder.GONE);
        int clock = collected ? site : from.nearest();
        ZoneId zone = clock < 0 ? ZoneOffset.UTC : sites.get(clock).zone();
        var order = new PreparedOrder(
                asked.order(),
                asked.first(),
                request,
                asked.lines().stream().mapToInt(Demand::quantity).sum(),
                from,
                site,
                StrategyHours.of(asked.at(), zone),
                due(asked, zone));
        var chosen = asked.chosen().stream().map(NodeId::value).sorted().toList();
        return new Prepared(order, chosen, world -> world.ask(order));
    }

    private static @Nullable Instant due(PastEvent.Asked asked, ZoneId zone) {
        var day = asked.requestedOn();
        if (day == null && asked.option().equals("same-day")) {
            day = asked.at().atZone(zone).toLocalDate();
        }
        return day == null ? null : day.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private void compare(
            List<Prepared> batch,
            List<Optional<WorldPlan>> lived,
            List<Optional<WorldPlan>> drafted,
            Consumer<Difference> differences) {
        for (int i = 0; i < batch.size(); i++) {
            var order = batch.get(i).order();
            if (order != null) {
                compare(
                        order,
                        batch.get(i).chosen(),
                        lived.get(i).orElseThrow(),
                        drafted.get(i).orElseThrow(),
                        differences);
            }
        }
    }

    private void compare(
            PreparedOrder order,
            List<String> chosen,
            WorldPlan lived,
            WorldPlan drafted,
            Consumer<Difference> differences) {
        boolean liveKept = kept(order, lived, lived);
        boolean draftKept = kept(order, drafted, lived);
        live.totals().add(lived, order.first(), liveKept);
        draft.totals().add(drafted, order.first(), draftKept);
        if (order.first()) {
            orders++;
            asDecided += lived.nodes().equals(chosen) ? 1 : 0;
        }
        if (lived.differsFrom(drafted)) {
            differing++;
            differences.accept(
                    new Difference(order.id(), order.request().at(), lived.view(liveKept), drafted.view(draftKept)));
        }
    }

    private static boolean kept(PreparedOrder order, WorldPlan plan, WorldPlan lived) {
        if (!plan.isWhole() || plan.units() == 0) {
            return false;
        }
        var due = order.due();
        return due == null
                ? !lived.isWhole() || plan.promiseHours() <= lived.promiseHours()
                : !order.request()
                        .at()
                        .plus(Duration.ofHours(plan.promiseHours()))
                        .isAfter(due);
    }
}
