package org.baton.app.customer;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.baton.app.customer.OrderPart.Item;
import org.baton.domain.common.OrderId;
import org.baton.domain.fulfilment.CourierTrips;
import org.baton.domain.fulfilment.CustomerChoices;
import org.baton.domain.fulfilment.CustomerLinks;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.baton.domain.fulfilment.FulfilmentStatus;
import org.baton.domain.fulfilment.PickupQr;
import org.baton.domain.fulfilment.SignedLinks;
import org.baton.domain.fulfilment.SignedLinks.Purpose;
import org.baton.domain.inventory.Node;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.inventory.Product;
import org.baton.domain.inventory.Products;
import org.baton.domain.order.DeliveryOption;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderLine;
import org.baton.domain.order.OrderStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Where a customer sees how their order stands. Nobody's name and no address of theirs is on it. */
@Hidden
@Controller
class FollowPageController {

    private final SignedLinks signed;
    private final CustomerLinks links;
    private final OrderBook orders;
    private final FulfilmentBook fulfilments;
    private final CustomerChoices choices;
    private final CourierTrips trips;
    private final Nodes nodes;
    private final Products products;
    private final Clock clock;

    FollowPageController(
            SignedLinks signed,
            CustomerLinks links,
            OrderBook orders,
            FulfilmentBook fulfilments,
            CustomerChoices choices,
            CourierTrips trips,
            Nodes nodes,
            Products products,
            Clock clock) {
        this.signed = signed;
        this.links = links;
        this.orders = orders;
        this.fulfilments = fulfilments;
        this.choices = choices;
        this.trips = trips;
        this.nodes = nodes;
        this.products = products;
        this.clock = clock;
    }

    @GetMapping("/o/{token}")
    String show(@PathVariable String token, Model model) {
        var order = orders.get(new OrderId(signed.subject(Purpose.FOLLOW, token)));
        var say = Say.in(order.customer().language(), clock);
        var names = names(order);
        model.addAttribute("say", say);
        model.addAttribute("orderNumber", order.channelOrderNumber());
        var parts = fulfilments.of(order.id()).stream()
                .filter(OrderPart::isTold)
                .map(f -> part(order, f, names, say))
                .toList();
        var waiting = items(order, names, false);
        model.addAttribute("headline", headline(order, parts, waiting));
        model.addAttribute("parts", parts);
        model.addAttribute("waiting", waiting);
        model.addAttribute("cancelled", items(order, names, true));
        model.addAttribute("choose", choices.isOpen(order) ? links.choose(order.id()) : null);
        return "customer/order";
    }

    /** How the order stands; while it is one parcel under way, how that one stands. */
    private static String headline(Order order, List<OrderPart> parts, List<Item> waiting) {
        return order.status() == OrderStatus.IN_FULFILMENT && parts.size() == 1 && waiting.isEmpty()
                ? parts.getFirst().words()
                : "order." + order.status().name();
    }

    private Map<String, String> names(Order order) {
        return products.find(order.lines().values().stream().map(OrderLine::sku).toList()).stream()
                .collect(Collectors.toMap(Product::skuText, Product::name));
    }

    /** What no part has: it waits for supply, or was cancelled. */
    private static List<Item> items(Order order, Map<String, String> names, boolean cancelled) {
        return order.lines().values().stream()
                .map(line -> new Item(
                        names.getOrDefault(line.skuText(), line.skuText()),
                        cancelled ? line.cancelled() : line.toSource()))
                .filter(item -> item.quantity() > 0)
                .toList();
    }

    private OrderPart part(Order order, Fulfilment f, Map<String, String> names, Say say) {
        var collected = order.delivery().deliveryOption().isCollected();
        var store = collected ? store(order, f) : null;
        var code = f.status() == FulfilmentStatus.READY_FOR_PICKUP ? f.pickupCode() : null;
        var atTheKerb = order.delivery().deliveryOption() == DeliveryOption.CURBSIDE;
        var onTheRoad = f.status() == FulfilmentStatus.OUT_FOR_DELIVERY;
        var known = !collected
                && f.trackingNumber() != null
                && !order.delivery().option().equals("same-day");
        return new OrderPart(
                OrderPart.words(f),
                OrderPart.step(f.status()),
                store,
                code == null || store == null ? null : say.at(f.updatedAt().plus(f.pickupWindow()), store.timeZone()),
                code,
                code == null ? null : QrPicture.of(new PickupQr(f.id(), code).text()),
                code != null && atTheKerb ? links.arrive(f) : null,
                known ? f.carrier() : null,
                known ? f.trackingNumber() : null,
                onTheRoad ? live(f) : null,
                f.lines().stream()
                        .filter(line -> line.quantity() > 0)
                        .map(line -> new Item(
                                names.getOrDefault(
                                        line.sku().value(), line.sku().value()),
                                line.quantity()))
                        .toList());
    }

    private @Nullable Node store(Order order, Fulfilment f) {
        var chosen = f.destination() == null ? f.node() : order.delivery().chosenNode();
        return chosen == null ? null : nodes.find(chosen).orElse(null);
    }

    /** Of the last trip that has one; only what a browser may follow without harm. */
    private @Nullable String live(Fulfilment f) {
        String live = null;
        for (var trip : trips.of(f.id())) {
            var url = trip.liveUrl();
            live = url != null && url.startsWith("https://") ? url : live;
        }
        return live;
    }
}
