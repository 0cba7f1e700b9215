package org.baton.domain.fulfilment;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RoundTrip;
import org.baton.domain.fulfilment.Fulfilment.FulfilmentLine;
import org.baton.domain.fulfilment.FulfilmentPolicies.Policy;
import org.baton.domain.inventory.Channels;
import org.baton.domain.inventory.Node;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.inventory.PromiseBook;
import org.baton.domain.inventory.Reservations;
import org.baton.domain.inventory.Reservations.Wanted;
import org.baton.domain.inventory.Supply;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderBook.Counter;
import org.baton.domain.order.OrderEvents;
import org.baton.domain.order.OrderLine;
import org.baton.domain.order.OrderSchedule;
import org.baton.domain.routing.Demand;
import org.baton.domain.routing.Sourcing;
import org.baton.domain.routing.Sourcing.Sourced;
import org.baton.domain.routing.SourcingDecisions;
import org.baton.domain.routing.SourcingPlan.Part;
import org.baton.domain.routing.StrategyRules.Fallback;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Turns what is open of an order into fulfilments: plan, reservation, fulfilment orders and the record of the
 * decision, in one transaction under the order's lock.
 */
@Service
public class Allocation {

    /** A stale look at the stock is looked at afresh this often before the lines wait for supply. */
    private static final int MOST_PLANS = 3;

    /** The delivery option by which the policy table knows what is collected elsewhere than it comes from. */
    private static final String SHIP_TO_STORE = "ship-to-store";

    private static final int CODES = 1_000_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * What a step of the process sourced.
     *
     * @param fulfilments that the step made; empty when nothing was open or nothing could be sourced
     * @param backorderExpiresAfter for how long unsourced lines wait
     */
    public record Allocated(List<Fulfilment> fulfilments, Duration backorderExpiresAfter) {}

    private final OrderBook orders;
    private final OrderEvents events;
    private final Sourcing sourcing;
    private final SourcingDecisions decisions;
    private final Reservations reservations;
    private final PromiseBook promises;
    private final Channels channels;
    private final Supply supply;
    private final FulfilmentBook fulfilments;
    private final FulfilmentProcesses processes;
    private final FulfilmentPolicies policies;
    private final OrderSchedule schedule;
    private final Nodes nodes;
    private final JdbcTemplate database;
    private final Clock clock;

    Allocation(
            OrderBook orders,
            OrderEvents events,
            Sourcing sourcing,
            SourcingDecisions decisions,
            Reservations reservations,
            PromiseBook promises,
            Channels channels,
            Supply supply,
            FulfilmentBook fulfilments,
            FulfilmentProcesses processes,
            FulfilmentPolicies policies,
            OrderSchedule schedule,
            Nodes nodes,
            JdbcTemplate database,
            Clock clock) {
        this.orders = orders;
        this.events = events;
        this.sourcing = sourcing;
        this.decisions = decisions;
        this.reservations = reservations;
        this.promises = promises;
        this.channels = channels;
        this.supply = supply;
        this.fulfilments = fulfilments;
        this.processes = processes;
        this.policies = policies;
        this.schedule = schedule;
        this.nodes = nodes;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Sources what is open of an order.
     *
     * @param requestKey names the step of the process that asks: a step that is repeated gets its first answer
     * @return nothing new for an order that has ended or is being cancelled; a process that was started again gets what
     *     the one before it had under way
     */
    @Transactional
    public Allocated allocate(OrderId id, String requestKey) {
        var trip = new RoundTrip(database);
        var locked = orders.lock(trip, id);
        var read = orders.find(trip, id);
        var decided = decisions.before(trip, id);
        var parts = fulfilments.of(trip, id);
        trip.go();
        var row = locked.get().orElseThrow(() -> new NotFoundException("order", id));
        var order = read.get().orElseThrow();
        var resumes = row.resumes();
        // Another engine counts its steps from the beginning again.
        var key = resumes == 0 ? requestKey : requestKey + "/" + resumes;
        var before = decided.get();
        var patience = before.patience().get(key);
        if (patience != null) {
            return new Allocated(fulfilments.madeBy(id, key), patience);
        }
        if (resumes > 0) {
            processes.adopt(id, resumes, key);
        }
        if (order.cancelRequested() || order.status().isEnd() || order.holdReason() != null) {
            // A job that was on its way when the order was cancelled or held must not reserve anew.
            return new Allocated(fulfilments.madeBy(id, key), Duration.ZERO);
        }
        var sourced = source(order, key, before.firstVersions(), row.promise(), parts.get());
        return resumes == 0 ? sourced : new Allocated(fulfilments.madeBy(id, key), sourced.backorderExpiresAfter());
    }

    private Allocated source(
            Order order,
            String requestKey,
            Map<String, String> versions,
            Optional<String> promise,
            List<Fulfilment> made) {
        if (order.scheduledFor() != null) {
            schedule.begin(order.id());
        }
        var first = made.size() + 1;
        var excluded = gaveBack(made);
        var promised = promise.map(id -> promises.takeOver(id, order.id())).orElse(Set.of());
        var buffer = channels.of(order.channel()).buffer();
        for (int attempt = 1; ; attempt++) {
            var sourced = plan(order, excluded, versions, promised);
            switch (reservations.reserve(wanted(order, first, sourced.plan().parts()), buffer)) {
                case Reservations.Outcome.Reserved r -> {
                    return allocate(order, requestKey, first, sourced);
                }
                case Reservations.Outcome.Shortfall s -> {
                    if (attempt == MOST_PLANS) {
                        // So much contention that another transaction should have its turn first.
                        throw new ConcurrencyFailureException("stock moved while planning: " + s.at());
                    }
                }
            }
        }
    }

    /** The nodes that stood behind the cart's promise, if they still can fulfil it all; otherwise whoever can. */
    private Sourced plan(Order order, Set<NodeId> excluded, Map<String, String> versions, Set<NodeId> promised) {
        if (!promised.isEmpty()) {
            var others = nodes.list().stream().map(Node::id).filter(id -> !promised.contains(id));
            var without = Stream.concat(excluded.stream(), others).collect(Collectors.toSet());
            var kept = sourcing.plan(order, without, versions);
            if (kept.plan().unsourced().isEmpty()) {
                return kept;
            }
        }
        return plan(order, excluded, versions);
    }

    /** Lines that would wait are looked at again while no supply can arrive unseen. */
    private Sourced plan(Order order, Set<NodeId> excluded, Map<String, String> versions) {
        var sourced = sourcing.plan(order, excluded, versions);
        if (sourced.plan().unsourced().isEmpty()) {
            return sourced;
        }
        supply.shutOut(order.lines().values().stream()
                .filter(line -> line.toSource() > 0)
                .map(OrderLine::sku)
                .toList());
        return sourcing.plan(order, excluded, versions);
    }

    private static Set<NodeId> gaveBack(List<Fulfilment> made) {
        return made.stream()
                .filter(f -> f.lines().stream().anyMatch(line -> line.rejected() > 0))
                .map(Fulfilment::node)
                .collect(Collectors.toSet());
    }

    private static List<Wanted> wanted(Order order, int first, List<Part> parts) {
        var wanted = new ArrayList<Wanted>();
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            var fulfilment = order.id().fulfilment(first + i);
            part.lines()
                    .forEach(d -> wanted.add(
                            new Wanted(fulfilment, order.id(), d.lineNumber(), part.node(), d.sku(), d.quantity())));
        }
        return wanted;
    }

    private Allocated allocate(Order order, String requestKey, int first, Sourced sourced) {
        var made = new ArrayList<Fulfilment>();
        var trip = new RoundTrip(database);
        for (var part : sourced.plan().parts()) {
            var fulfilment = fulfilment(order, first + made.size(), part);
            fulfilments.insert(trip, fulfilment, requestKey);
            orders.move(trip, order.id(), null, Counter.ALLOCATED, units(part.lines()));
            events.append(
                    order.id(),
                    "fulfilment-allocated",
                    OrderEvents.BATON,
                    Map.of(
                            "fulfilmentId", fulfilment.id().value(),
                            "node", part.node().value(),
                            "method", fulfilment.method(),
                            "units", fulfilment.units()));
            made.add(fulfilment);
        }
        var moved = orders.find(trip, order.id());
        trip.go();
        decisions.write(order.id(), requestKey, sourced);
        if (sourced.plan().unsourced().isEmpty()) {
            var ignored = orders.settleAtLast(moved.get().orElseThrow());
        } else {
            fallBack(order, sourced);
            var ignored = orders.settle(order.id());
        }
        return new Allocated(made, sourced.strategy().backorderExpiresAfter());
    }

    private Fulfilment fulfilment(Order order, int n, Part part) {
        var sentToStore = isSentToStore(order, part.node());
        var policy = policy(order, part.node(), sentToStore);
        var now = clock.instant();
        var collected = order.delivery().deliveryOption().isCollected();
        return new Fulfilment(
                order.id().fulfilment(n),
                order.id(),
                part.node(),
                policy.method(),
                policy.process(),
                FulfilmentStatus.ALLOCATED,
                now.plus(policy.acceptWithin()).plus(policy.pickWithin()),
                policy.acceptWithin(),
                policy.pickWithin(),
                policy.pickupWindow(),
                collected ? "%06d".formatted(RANDOM.nextInt(CODES)) : null,
                0,
                null,
                null,
                null,
                now,
                now,
                sentToStore ? order.delivery().chosenNode() : null,
                policy.mostWrongCodes(),
                policy.mostDeliveries(),
                false,
                part.lines().stream()
                        .map(d -> new FulfilmentLine(d.lineNumber(), d.sku(), d.quantity(), 0, 0, 0, 0))
                        .toList());
    }

    /** What is collected at one node and given by another goes to the first before the customer comes. */
    private static boolean isSentToStore(Order order, NodeId giver) {
        return order.delivery().deliveryOption().isCollected()
                && !giver.equals(order.delivery().chosenNode());
    }

    private Policy policy(Order order, NodeId node, boolean sentToStore) {
        var option = sentToStore ? SHIP_TO_STORE : order.delivery().option();
        var type = nodes.get(node).type();
        return policies.policyFor(option, type)
                .orElseThrow(() -> new IllegalStateException("The table fulfilment-policy has no row for " + option
                        + " from a " + type.text() + ": add one, then retry."));
    }

    private void fallBack(Order order, Sourced sourced) {
        var unsourced = sourced.plan().unsourced();
        var fallback = sourced.strategy().fallback();
        if (fallback == Fallback.CANCEL) {
            orders.move(order.id(), null, Counter.CANCELLED, units(unsourced));
        } else {
            var lines = unsourced.stream().map(Demand::lineNumber).toList();
            // A chain of strategies without an end leaves the lines to a person: nothing is dropped.
            var escalated = fallback == Fallback.ESCALATE || fallback == Fallback.NEXT_STRATEGY;
            orders.markWaiting(order.id(), lines, escalated);
        }
        var type = switch (fallback) {
            case BACKORDER -> "lines-backordered";
            case PARK -> "lines-parked";
            case ESCALATE, NEXT_STRATEGY -> "lines-escalated";
            case CANCEL -> "lines-cancelled";
        };
        events.append(order.id(), type, OrderEvents.BATON, Map.of("units", units(unsourced)));
    }

    private static Map<Integer, Integer> units(List<Demand> lines) {
        return lines.stream()
                .collect(Collectors.toMap(Demand::lineNumber, Demand::quantity, Integer::sum, HashMap::new));
    }
}
