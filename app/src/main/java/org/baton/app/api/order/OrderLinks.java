package org.baton.app.api.order;

import java.util.List;
import org.baton.domain.common.OrderId;
import org.baton.domain.fulfilment.Arrivals;
import org.baton.domain.fulfilment.CustomerChoices;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the signed links that a channel may pass on to the customer of an order. */
@Component
class OrderLinks {

    /**
     * Paths under the address of this Baton.
     *
     * @param choose what shall happen after a store gave lines back; null if there is nothing to choose
     */
    record Links(@Nullable String choose, List<Arrival> arrivals) {}

    /** By which the customer says that they are there for a fulfilment. */
    record Arrival(String fulfilmentId, String link) {}

    private final FulfilmentBook fulfilments;
    private final Arrivals arrivals;
    private final CustomerChoices choices;

    OrderLinks(FulfilmentBook fulfilments, Arrivals arrivals, CustomerChoices choices) {
        this.fulfilments = fulfilments;
        this.arrivals = arrivals;
        this.choices = choices;
    }

    Links of(OrderId order) {
        var token = choices.tokenFor(order);
        var collected = fulfilments.of(order).stream()
                .filter(f -> f.pickupCode() != null && !f.status().hasLeftNode())
                .map(f -> new Arrival(f.id().value(), "/api/v1/arrivals/" + arrivals.tokenFor(f)))
                .toList();
        return new Links(choices.offer(token).choices().isEmpty() ? null : "/api/v1/choices/" + token, collected);
    }
}
