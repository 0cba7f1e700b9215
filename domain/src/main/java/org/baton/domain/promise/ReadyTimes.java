package org.baton.domain.promise;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.baton.domain.fulfilment.FulfilmentPolicies;
import org.baton.domain.fulfilment.FulfilmentPolicies.Policy;
import org.baton.domain.inventory.Node;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.inventory.OpeningHours;
import org.baton.domain.order.DeliveryOption;
import org.baton.domain.routing.StrategyRules;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** When goods can be collected, or arrive, by the tables {@code fulfilment-policy} and {@code carrier-service}. */
@Service
public class ReadyTimes {

    private static final double USUAL_WEIGHT_KG = 0.5;

    private final FulfilmentPolicies policies;
    private final StrategyRules rules;
    private final Clock clock;

    ReadyTimes(FulfilmentPolicies policies, StrategyRules rules, Clock clock) {
        this.policies = policies;
        this.rules = rules;
        this.clock = clock;
    }

    private record Hours(@Nullable String opening, String timeZone, NodeType type) {}

    /** Answers for many nodes at one moment; what the same hours or kinds of node have in common is found out once. */
    public final class Moment {

        private final DeliveryOption option;
        private final StrategyRules pinned = rules.pinned();
        private final Instant now = clock.instant();
        private final Map<NodeType, Optional<Policy>> byType = new EnumMap<>(NodeType.class);
        private final Map<Hours, Optional<Instant>> collected = new HashMap<>();
        private final Map<Hours, Boolean> open = new HashMap<>();

        private Moment(DeliveryOption option) {
            this.option = option;
        }

        /**
         * The earliest time at which the customer can have it, if the order came now.
         *
         * @return empty where that kind of node cannot serve the option, or never opens
         */
        public Optional<Instant> at(Node node, double miles) {
            var policy = byType.computeIfAbsent(node.type(), type -> policies.policyFor(option.text(), type));
            if (policy.isEmpty()) {
                return Optional.empty();
            }
            var work = policy.get().acceptWithin().plus(policy.get().pickWithin());
            return option.isCollected()
                    ? collected.computeIfAbsent(hours(node), hours -> collected(node, work))
                    : Optional.of(now.plus(delivery(node, miles, work)));
        }

        private Optional<Instant> collected(Node node, Duration work) {
            return opening(node, now).flatMap(begun -> opening(node, begun.plus(work)));
        }

        private static Hours hours(Node node) {
            return new Hours(node.openingHours(), node.timeZone(), node.type());
        }

        /** What carriers promise counts from the order on; where no carrier says anything, the work alone does. */
        private Duration delivery(Node node, double miles, Duration work) {
            var hours = pinned.carriage(option.text(), node.type(), miles, USUAL_WEIGHT_KG)
                    .promiseHours();
            return hours == 0 ? work : Duration.ofHours(hours);
        }

        /** Whether the node is open at this moment. */
        public boolean isOpen(Node node) {
            return open.computeIfAbsent(
                    hours(node), hours -> OpeningHours.of(node).isOpen(now, ZoneId.of(node.timeZone())));
        }
    }

    /** The moment is now. */
    public Moment now(DeliveryOption option) {
        return new Moment(option);
    }

    /** A time at which the node is open: this one, or its next opening. */
    private static Optional<Instant> opening(Node node, Instant time) {
        var minute = OpeningHours.minuteOfWeek(time, ZoneId.of(node.timeZone()));
        var wait = OpeningHours.of(node).minutesUntilOpen(minute);
        return wait.isEmpty() ? Optional.empty() : Optional.of(time.plus(Duration.ofMinutes(wait.getAsInt())));
    }
}
