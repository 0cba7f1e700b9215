package org.baton.domain.fulfilment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.SignedLinks.Purpose;
import org.baton.domain.inventory.Nodes.Near;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderEdits;
import org.baton.domain.order.OrderEvents;
import org.baton.domain.order.OrderRequest.AddressRequest;
import org.baton.domain.order.OrderRequest.DeliveryRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a customer may choose by a signed link when the store that they chose cannot fulfil the order. Until they choose,
 * the rules go on as they would have.
 */
@Service
public class CustomerChoices {

    private static final String CUSTOMER = "customer";
    private static final String CHOSE = "customer-chose";

    /** What there is to choose. */
    public enum Choice {
        OTHER_STORE,
        SHIP,
        WAIT,
        CANCEL;

        /** The word of the API, e.g. {@code other-store}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What the link opens.
     *
     * @param chosen what the customer chose last; null if nothing yet
     */
    public record Offer(
            String orderNumber,
            List<String> choices,
            @Nullable String chosen) {}

    /** What the link opens for a page. */
    public record Choosing(Order order, Offer offer, List<Near> otherStores) {}

    private final SignedLinks links;
    private final OrderBook orders;
    private final OrderEvents events;
    private final FulfilmentBook fulfilments;
    private final OrderAmendments amendments;
    private final OtherStores stores;
    private final TransactionTemplate transaction;

    CustomerChoices(
            SignedLinks links,
            OrderBook orders,
            OrderEvents events,
            FulfilmentBook fulfilments,
            OrderAmendments amendments,
            OtherStores stores,
            TransactionTemplate transaction) {
        this.links = links;
        this.orders = orders;
        this.events = events;
        this.fulfilments = fulfilments;
        this.amendments = amendments;
        this.stores = stores;
        this.transaction = transaction;
    }

    /** The token by which the customer of an order chooses. */
    public String tokenFor(OrderId order) {
        return links.sign(Purpose.CHOOSE, order.value());
    }

    /**
     * What the holder of a token may choose; nothing to choose once the order is picked or has ended.
     *
     * @throws NotFoundException if the token is not one of ours
     * @throws SignedLinks.LinkOverException if it is over
     */
    public Offer offer(String token) {
        return offer(orders.get(order(token)));
    }

    private Offer offer(Order order) {
        var choices = new ArrayList<String>();
        if (isOpen(order)) {
            for (var choice : Choice.values()) {
                choices.add(choice.text());
            }
        }
        return new Offer(order.channelOrderNumber(), choices, lastChosen(order.id()));
    }

    private @Nullable String lastChosen(OrderId id) {
        return events.of(id).stream()
                .filter(event -> event.type().equals(CHOSE))
                .map(event -> event.data().path("choice").asString(""))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    /**
     * The same with the order and the stores near the chosen one that have all of it now.
     *
     * @throws NotFoundException if the token is not one of ours
     * @throws SignedLinks.LinkOverException if it is over
     */
    public Choosing choosing(String token) {
        var order = orders.get(order(token));
        var offer = offer(order);
        return new Choosing(order, offer, offer.choices().isEmpty() ? List.of() : stores.near(order));
    }

    /** Whether the customer of an order may choose now. */
    public boolean isOpen(Order order) {
        if (order.status().isEnd()
                || order.cancelRequested()
                || !order.delivery().deliveryOption().isCollected()) {
            return false;
        }
        var parts = fulfilments.of(order.id());
        return parts.stream().noneMatch(part -> part.status().isPicked())
                && parts.stream().flatMap(part -> part.lines().stream()).anyMatch(line -> line.rejected() > 0);
    }

    /**
     * Does what the customer chose.
     *
     * @param node for another store
     * @param address for shipping
     * @throws NotFoundException if the token is not one of ours
     * @throws SignedLinks.LinkOverException if it is over
     * @throws RefusedException with code {@code nothing-to-choose}, or one of {@link OrderAmendments}
     * @throws InvalidInputException naming every field that is wrong
     */
    public Order choose(String token, Choice choice, @Nullable String node, @Nullable AddressRequest address) {
        var id = order(token);
        if (choice.text().equals(lastChosen(id)) && (choice == Choice.WAIT || !isOpen(orders.get(id)))) {
            // Sent twice: it is done.
            return orders.get(id);
        }
        if (!isOpen(orders.get(id))) {
            throw new RefusedException("nothing-to-choose", "The order goes on already, or has ended.");
        }
        switch (choice) {
            case OTHER_STORE -> {
                if (node == null || node.isBlank()) {
                    throw new InvalidInputException("node", "required", "Name the other store.");
                }
                change(id, new DeliveryRequest(null, node, null, null));
            }
            case SHIP -> {
                if (address == null) {
                    throw new InvalidInputException("address", "required", "Say where it shall be delivered.");
                }
                change(id, new DeliveryRequest("ship", null, null, address));
            }
            case WAIT -> {}
            case CANCEL -> {
                var ignored = amendments.cancel(id, "The customer chose to cancel.", order -> {}, CUSTOMER);
            }
        }
        transaction.executeWithoutResult(status -> events.append(id, CHOSE, CUSTOMER, Map.of("choice", choice.text())));
        return orders.get(id);
    }

    private void change(OrderId id, DeliveryRequest delivery) {
        var ignored = amendments.change(id, new OrderEdits.Request(delivery, null, null), order -> {}, CUSTOMER);
    }

    private OrderId order(String token) {
        return new OrderId(links.subject(Purpose.CHOOSE, token));
    }
}
