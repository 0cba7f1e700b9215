package org.baton.domain.promise;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.baton.domain.common.Ids;
import org.baton.domain.common.Json;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Channels;
import org.baton.domain.inventory.Holds;
import org.baton.domain.inventory.Holds.Piece;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.inventory.PostalCodes;
import org.baton.domain.inventory.PromiseBook;
import org.baton.domain.inventory.PromiseBook.Promise;
import org.baton.domain.inventory.PromiseBook.Status;
import org.baton.domain.inventory.Reservations.Outcome;
import org.baton.domain.order.DeliveryOption;
import org.baton.domain.promise.Promised.Line;
import org.baton.domain.promise.Promised.Option;
import org.baton.domain.promise.Promised.Part;
import org.baton.domain.routing.Demand;
import org.baton.domain.routing.Sourcing;
import org.baton.domain.routing.SourcingPlan;
import org.baton.domain.routing.SourcingPlan.Judged;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Promises carts: every way to get them, planned as their order would be, with the nodes behind it; and holds the units
 * of one way until the order comes or the time is over.
 */
@Service
public class Promises {

    /** Under the caller's key, what was asked before is answered as before. */
    public record Key(String caller, String key, String bodyHash) {}

    private static final int STORES_TRIED = 5;
    private static final int MOST_PLANS = 4;
    private static final double PICKUP_RADIUS_MILES = 50;

    private final CartChecks checks;
    private final Sourcing sourcing;
    private final ReadyTimes ready;
    private final Nodes nodes;
    private final PostalCodes postalCodes;
    private final Channels channels;
    private final Holds holds;
    private final PromiseBook book;
    private final Json json;
    private final Clock clock;

    Promises(
            CartChecks checks,
            Sourcing sourcing,
            ReadyTimes ready,
            Nodes nodes,
            PostalCodes postalCodes,
            Channels channels,
            Holds holds,
            PromiseBook book,
            Json json,
            Clock clock) {
        this.checks = checks;
        this.sourcing = sourcing;
        this.ready = ready;
        this.nodes = nodes;
        this.postalCodes = postalCodes;
        this.channels = channels;
        this.holds = holds;
        this.book = book;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Promises a cart.
     *
     * @param key null for a caller that will not repeat itself
     * @throws org.baton.domain.common.InvalidInputException naming every field that is wrong
     * @throws RefusedException with code {@code nothing-to-hold} if a hold is wanted and no such option can give
     *     everything, or {@code idempotency-key-reused}
     */
    public Promised promise(CartRequest request, String caller, @Nullable Key key) {
        var before = key == null ? Optional.<Promised>empty() : repeated(key);
        if (before.isPresent()) {
            return before.get();
        }
        var cart = checks.check(request);
        var id = Ids.next(PromiseBook.PREFIX, clock::millis);
        var promised = cart.hold() == null ? look(id, cart) : hold(id, cart);
        try {
            book.insert(
                    new Promise(
                            id,
                            caller,
                            key == null ? "" : key.bodyHash(),
                            cart.channel(),
                            json.write(promised),
                            nodes(promised),
                            promised.held() == null ? Status.OFFERED : Status.HELD,
                            promised.expiresAt(),
                            null),
                    key == null ? id : key.key());
        } catch (DuplicateKeyException e) {
            // The same request came twice at once: the other one was first.
            holds.release(id, "repeated");
            return repeated(Objects.requireNonNull(key)).orElseThrow(() -> e);
        }
        return promised;
    }

    private Optional<Promised> repeated(Key key) {
        var known = book.of(key.caller(), key.key());
        if (known.isPresent() && !known.get().bodyHash().equals(key.bodyHash())) {
            throw new RefusedException("idempotency-key-reused", "This Idempotency-Key came with another body before.");
        }
        return known.map(promise -> json.read(promise.answer(), Promised.class));
    }

    private Promised look(String id, Cart cart) {
        var now = clock.instant();
        var options = cart.options().stream()
                .map(option -> option(id, cart, option, now))
                .flatMap(Optional::stream)
                .toList();
        return new Promised(id, cart.channel(), now, options, null, null);
    }

    /** A plan is made of what was seen, and held only if it is still there: otherwise it is made anew. */
    private Promised hold(String id, Cart cart) {
        var buffer = channels.of(cart.channel()).buffer();
        for (int attempt = 1; attempt <= MOST_PLANS; attempt++) {
            var seen = look(id, cart);
            var wanted = seen.options().stream()
                    .filter(Option::complete)
                    .filter(o -> cart.holdOption() == null
                            || o.option().equals(cart.holdOption().text()))
                    .findFirst()
                    .orElseThrow(() -> new RefusedException(
                            "nothing-to-hold", "No option that was asked for can give everything."));
            var expiresAt = clock.instant().plus(Objects.requireNonNull(cart.hold()));
            if (holds.hold(new Holds.Cart(id, pieces(wanted), buffer, expiresAt)) instanceof Outcome.Reserved) {
                return new Promised(id, cart.channel(), seen.asOf(), seen.options(), wanted.option(), expiresAt);
            }
        }
        throw new RefusedException("nothing-to-hold", "Others were faster: the units are gone.");
    }

    private static List<Piece> pieces(Option option) {
        return option.parts().stream()
                .flatMap(part -> part.lines().stream()
                        .map(line -> new Piece(new NodeId(part.node()), new Sku(line.sku()), line.quantity())))
                .toList();
    }

    private static Set<NodeId> nodes(Promised promised) {
        return promised.options().stream()
                .filter(o -> o.option().equals(promised.held()))
                .flatMap(o -> o.parts().stream())
                .map(part -> new NodeId(part.node()))
                .collect(Collectors.toSet());
    }

    private Optional<Option> option(String id, Cart cart, DeliveryOption option, Instant now) {
        if (!option.isCollected()) {
            return cart.postalCode() == null
                    ? Optional.empty()
                    : Optional.of(option(cart, option, plan(id, cart, option, null, now)));
        }
        Option best = null;
        for (var store : stores(cart)) {
            var planned = option(cart, option, plan(id, cart, option, store, now));
            if (planned.complete()) {
                return Optional.of(planned);
            }
            best = best == null || units(planned) > units(best) ? planned : best;
        }
        return Optional.ofNullable(best);
    }

    private static int units(Option option) {
        return option.parts().stream()
                .flatMap(part -> part.lines().stream())
                .mapToInt(Line::quantity)
                .sum();
    }

    private List<NodeId> stores(Cart cart) {
        if (cart.node() != null) {
            return List.of(cart.node());
        }
        var channel = channels.of(cart.channel());
        return postalCodes.locate(Objects.requireNonNull(cart.postalCode())).stream()
                .flatMap(place -> nodes
                        .nearest(
                                place,
                                PICKUP_RADIUS_MILES,
                                STORES_TRIED,
                                n -> n.type() == NodeType.STORE && channel.sees(n))
                        .stream())
                .map(near -> near.node().id())
                .toList();
    }

    private SourcingPlan plan(String id, Cart cart, DeliveryOption option, @Nullable NodeId at, Instant now) {
        return sourcing.plan(cart.asOrder(id, option, at, now), Set.of(), Map.of())
                .plan();
    }

    private Option option(Cart cart, DeliveryOption option, SourcingPlan plan) {
        var moment = ready.now(option);
        var parts = new ArrayList<Part>();
        var cost = BigDecimal.ZERO;
        for (var part : plan.parts()) {
            var judged = plan.candidates().stream()
                    .filter(c -> c.node().equals(part.node()))
                    .findFirst()
                    .orElseThrow();
            var earliest = moment.at(nodes.get(part.node()), judged.distanceMiles());
            parts.add(new Part(
                    part.node().value(),
                    judged.type(),
                    judged.distanceMiles(),
                    earliest.orElse(null),
                    lines(part.lines())));
            cost = cost.add(cost(judged));
        }
        var earliest = parts.stream()
                .map(Part::earliest)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new Option(
                option.text(),
                plan.unsourced().isEmpty(),
                parts,
                lines(plan.unsourced()),
                earliest,
                parts.isEmpty() ? null : cost.toPlainString(),
                parts.isEmpty() ? null : cart.currency());
    }

    /** What a plan says is less what moving the stock is worth to the business; a customer's parcel costs what it costs. */
    private static BigDecimal cost(Judged judged) {
        return new BigDecimal(judged.cost().total())
                .add(new BigDecimal(judged.cost().worth()));
    }

    private static List<Line> lines(List<Demand> lines) {
        return lines.stream().map(d -> new Line(d.sku().value(), d.quantity())).toList();
    }
}
