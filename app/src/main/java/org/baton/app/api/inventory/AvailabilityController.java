package org.baton.app.api.inventory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Availability;
import org.baton.domain.inventory.Availability.AtNode;
import org.baton.domain.inventory.Availability.Question;
import org.baton.domain.inventory.Channels;
import org.baton.domain.inventory.Node;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.order.DeliveryOption;
import org.baton.domain.promise.ReadyTimes;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Availability", description = "What can be promised, never older than one second")
@RestController
@RequestMapping("/api/v1/availability")
class AvailabilityController {

    private static final int MOST_SKUS = 100;
    private static final int MOST_NODES = 200;
    private static final int USUAL_NODES = 50;
    private static final double USUAL_RADIUS_MILES = 25;
    private static final double TENTHS = 10.0;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

    /** Units of one SKU that can be promised. */
    record Units(String sku, long available, @Nullable Integer nodes) {}

    /**
     * What a node can give.
     *
     * @param openNow whether somebody is there at this moment
     * @param earliest when goods ordered now can be collected, or arrive; null where the node cannot serve the option
     */
    record NodeAnswer(
            String node,
            String name,
            String type,
            double distanceMiles,
            @Nullable String openingHours,
            boolean openNow,
            @Nullable Instant earliest,
            List<Units> items) {}

    /**
     * The answer.
     *
     * @param asOf the moment that the stock is told of
     * @param total of all nodes that the channel sees, when no place is named
     */
    record View(
            Instant asOf,
            String channel,
            @Nullable String option,
            @Nullable LocalDate by,
            @Nullable List<Units> total,
            @Nullable List<NodeAnswer> nodes) {}

    private final Availability availability;
    private final Channels channels;
    private final ReadyTimes ready;
    private final Places places;

    AvailabilityController(Availability availability, Channels channels, ReadyTimes ready, Places places) {
        this.availability = availability;
        this.channels = channels;
        this.ready = ready;
        this.places = places;
    }

    @Operation(
            summary = "What can be promised: at the nodes near a ZIP code or point, or in total of a channel or group")
    @GetMapping
    View find(
            @RequestParam(required = false) @Nullable String sku,
            @RequestParam(required = false) @Nullable String postalCode,
            @RequestParam(required = false) @Nullable String near,
            @RequestParam(required = false) @Nullable String radiusMiles,
            @RequestParam(required = false) @Nullable String option,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String group,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable String limit) {
        var named = QueryChecks.text("channel", channel);
        var question = new Question(skus(sku), channels.of(named == null ? "web" : named), date(by));
        var members = group(QueryChecks.text("group", group));
        if (postalCode == null && near == null) {
            return total(question, members);
        }
        var place = near != null ? places.point("near", near) : places.point("postalCode", postalCode + "");
        var chosen = option(QueryChecks.text("option", option));
        var moment = ready.now(chosen);
        var answer = availability.near(
                question,
                place,
                Places.radius(radiusMiles, USUAL_RADIUS_MILES),
                most(limit),
                servesOption(chosen).and(n -> members == null || members.nodes().contains(n.id())));
        return new View(
                answer.asOf(),
                question.channel().id(),
                chosen.text(),
                question.by(),
                null,
                answer.nodes().stream().map(one -> view(question, one, moment)).toList());
    }

    private View total(Question question, Channels.@Nullable Group group) {
        var total = availability.total(question, group);
        var units = IntStream.range(0, question.skus().size())
                .mapToObj(s -> new Units(question.skus().get(s).value(), total.units()[s], total.nodes()[s]))
                .toList();
        return new View(total.asOf(), question.channel().id(), null, question.by(), units, null);
    }

    private static NodeAnswer view(Question question, AtNode one, ReadyTimes.Moment moment) {
        var node = one.near().node();
        var items = new ArrayList<Units>(one.units().length);
        for (int s = 0; s < one.units().length; s++) {
            items.add(new Units(question.skus().get(s).value(), one.units()[s], null));
        }
        return new NodeAnswer(
                node.idText(),
                node.name(),
                node.typeText(),
                Math.round(one.near().miles() * TENTHS) / TENTHS,
                node.openingHours(),
                moment.isOpen(node),
                moment.at(node, one.near().miles()).orElse(null),
                items);
    }

    private static Predicate<Node> servesOption(DeliveryOption option) {
        return switch (option) {
            case PICKUP -> node -> node.type() == NodeType.STORE;
            case CURBSIDE ->
                node -> node.type() == NodeType.STORE && node.capabilities().contains("curbside");
            case SHIP, SAME_DAY -> node -> true;
        };
    }

    private Channels.@Nullable Group group(@Nullable String id) {
        return id == null ? null : channels.group(id).orElseThrow(() -> new NotFoundException("group of nodes", id));
    }

    private static List<Sku> skus(@Nullable String text) {
        var given = text == null || text.isBlank() ? List.<String>of() : Arrays.asList(text.split(",", -1));
        if (given.isEmpty() || given.size() > MOST_SKUS) {
            throw new InvalidInputException("sku", "required", "1 to " + MOST_SKUS + " SKUs, parted by commas.");
        }
        return given.stream()
                .map(String::strip)
                .map(sku -> {
                    if (!Sku.isValid(sku)) {
                        throw new InvalidInputException("sku", "malformed", "Not a SKU.");
                    }
                    return new Sku(sku);
                })
                .distinct()
                .toList();
    }

    private static DeliveryOption option(@Nullable String text) {
        return text == null
                ? DeliveryOption.PICKUP
                : DeliveryOption.of(text)
                        .orElseThrow(() -> new InvalidInputException(
                                "option", "unknown-value", "One of ship, same-day, pickup, curbside."));
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new InvalidInputException("by", "malformed", "Write the date as 2026-12-04.");
        }
    }

    private static int most(@Nullable String text) {
        if (text == null) {
            return USUAL_NODES;
        }
        var most = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (most < 1 || most > MOST_NODES) {
            throw new InvalidInputException("limit", "out-of-range", "A number from 1 to " + MOST_NODES + ".");
        }
        return most;
    }
}
