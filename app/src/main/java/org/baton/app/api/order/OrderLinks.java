package org.baton.app.api.order;

import java.util.List;
import org.baton.domain.fulfilment.Arrivals;
import org.baton.domain.fulfilment.CustomerChoices;
import org.baton.domain.fulfilment.CustomerLinks;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.baton.domain.order.Order;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the signed links that a channel may pass on to the customer of an order. */
@Component
class OrderLinks {

    /**
     * Paths of the API under the address of this Baton, and whole addresses of pages for the customer.
     *
     * @param statusPage where the order is
     * @param choose what shall happen after a store gave lines back; null if there is nothing to choose
     * @param choosePage the same as a page
     */
    record Links(
            String statusPage,
            @Nullable String choose,
            @Nullable String choosePage,
            List<Arrival> arrivals) {}

    /** By which the customer says that they are there for a fulfilment. */
    record Arrival(String fulfilmentId, String link, String page) {}

    private final FulfilmentBook fulfilments;
    private final Arrivals arrivals;
    private final CustomerChoices choices;
    private final CustomerLinks pages;

    OrderLinks(FulfilmentBook fulfilments, Arrivals arrivals, CustomerChoices choices, CustomerLinks pages) {
        this.fulfilments = fulfilments;
        this.arrivals = arrivals;
        this.choices = choices;
        this.pages = pages;
    }

    Links of(Order order) {
        var id = order.id();
        var collected = fulfilments.of(id).stream()
                .filter(f -> f.pickupCode() != null && !f.status().hasLeftNode())
                .map(f -> new Arrival(f.id().value(), "/api/v1/arrivals/" + arrivals.tokenFor(f), pages.arrive(f)))
                .toList();
        var open = choices.isOpen(order);
        return new Links(
                pages.follow(id),
                open ? "/api/v1/choices/" + choices.tokenFor(id) : null,
                open ? pages.choose(id) : null,
                collected);
    }
}
