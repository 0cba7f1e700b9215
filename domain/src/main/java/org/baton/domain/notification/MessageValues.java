package org.baton.domain.notification;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baton.domain.fulfilment.CustomerChoices;
import org.baton.domain.fulfilment.CustomerLinks;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.inventory.Node;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.order.DeliveryOption;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderLine;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the templates may name: values of the order, of its fulfilment, and what an event told besides. */
@Component
class MessageValues {

    /** Every name that a template may use. */
    static final List<String> NAMES = List.of(
            "orderNumber",
            "customerName",
            "method",
            "storeName",
            "storeAddress",
            "pickupCode",
            "pickupUntil",
            "carrier",
            "trackingNumber",
            "driverName",
            "driverPhotoUrl",
            "liveUrl",
            "photoUrl",
            "newDate",
            "amount",
            "offer",
            "statusLink",
            "arriveLink",
            "chooseLink",
            "items");

    private static final Set<String> LINKS = Set.of("driverPhotoUrl", "liveUrl", "photoUrl");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\u200d]]+");
    private static final Pattern LINK = Pattern.compile("https://[^\\s<>\"']+");
    private static final int LONGEST = 300;

    private final Nodes nodes;
    private final ProductNames products;
    private final CustomerLinks links;
    private final CustomerChoices choices;

    MessageValues(Nodes nodes, ProductNames products, CustomerLinks links, CustomerChoices choices) {
        this.nodes = nodes;
        this.products = products;
        this.links = links;
        this.choices = choices;
    }

    Map<String, Object> of(Order order, @Nullable Fulfilment fulfilment, Map<String, String> facts, String language) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("orderNumber", order.channelOrderNumber());
        values.put("customerName", order.customer().name());
        values.put("method", method(order.delivery().option(), language));
        values.put("carrier", fulfilment == null ? null : fulfilment.carrier());
        values.put("trackingNumber", fulfilment == null ? null : fulfilment.trackingNumber());
        store(values, order, fulfilment, language);
        values.putAll(facts);
        values.computeIfPresent("newDate", (name, date) -> day(date.toString(), language));
        var clean = new HashMap<String, Object>();
        NAMES.forEach(name -> clean.put(name, clean(name, values.get(name))));
        clean.putAll(links(order, fulfilment));
        clean.put("items", items(order));
        return clean;
    }

    /** The pages of this Baton that the message may lead to; empty where there is nothing to do there. */
    private Map<String, String> links(Order order, @Nullable Fulfilment fulfilment) {
        var curbside = order.delivery().deliveryOption() == DeliveryOption.CURBSIDE;
        var arrive = !curbside || fulfilment == null || fulfilment.pickupCode() == null ? "" : links.arrive(fulfilment);
        return Map.of(
                "statusLink",
                links.follow(order.id()),
                "arriveLink",
                arrive,
                "chooseLink",
                choices.isOpen(order) ? links.choose(order.id()) : "");
    }

    private void store(
            Map<String, @Nullable Object> values, Order order, @Nullable Fulfilment fulfilment, String language) {
        var collectedElsewhere = fulfilment != null && fulfilment.destination() != null;
        var place = fulfilment == null || collectedElsewhere ? order.delivery().chosenNode() : fulfilment.node();
        Optional.ofNullable(place).flatMap(nodes::find).ifPresent(node -> {
            values.put("storeName", node.name());
            values.put("storeAddress", address(node));
            if (fulfilment != null && fulfilment.pickupCode() != null) {
                values.put("pickupCode", fulfilment.pickupCode());
                values.put("pickupUntil", until(fulfilment, node, language));
            }
        });
    }

    private static String address(Node node) {
        var known = Stream.of(text(node.line1()), text(node.city()))
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(", "));
        return known.isEmpty() ? node.postalCode() : known;
    }

    /** The window runs from when the goods were ready, which is the fulfilment's last change while they wait. */
    private static String until(Fulfilment fulfilment, Node node, String language) {
        var locale = Locale.forLanguageTag(language.equals("es") ? "es-US" : "en-US");
        var pattern = language.equals("es") ? "d/M H:mm" : "MMM d, h:mm a";
        return DateTimeFormatter.ofPattern(pattern, locale)
                .format(fulfilment.updatedAt().plus(fulfilment.pickupWindow()).atZone(ZoneId.of(node.timeZone())));
    }

    /** A day as people write it; what is no ISO date stays as it is. */
    private static String day(String date, String language) {
        try {
            var pattern = language.equals("es") ? "d/M" : "MMM d";
            return DateTimeFormatter.ofPattern(pattern, Locale.US).format(LocalDate.parse(date));
        } catch (DateTimeException e) {
            return date;
        }
    }

    private List<Map<String, Object>> items(Order order) {
        var names =
                products.of(order.lines().values().stream().map(OrderLine::sku).toList());
        return order.lines().values().stream()
                .map(line -> Map.<String, Object>of(
                        "name",
                        clean("name", names.getOrDefault(line.sku(), line.sku().value())),
                        "quantity",
                        line.quantity()))
                .toList();
    }

    private static String method(String option, String language) {
        var english = !language.equals("es");
        return switch (option) {
            case "pickup" -> english ? "pickup in store" : "recogida en tienda";
            case "curbside" -> english ? "pickup at the kerb" : "recogida en el coche";
            case "same-day" -> english ? "delivery today" : "entrega hoy";
            default -> english ? "shipped to you" : "envío a domicilio";
        };
    }

    /** One line without control characters; a link that is not https is none. */
    private static String clean(String name, @Nullable Object value) {
        var text = value == null
                ? ""
                : CONTROLS.matcher(value.toString()).replaceAll(" ").strip();
        if (LINKS.contains(name) && !LINK.matcher(text).matches()) {
            return "";
        }
        if (text.codePointCount(0, text.length()) <= LONGEST) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
