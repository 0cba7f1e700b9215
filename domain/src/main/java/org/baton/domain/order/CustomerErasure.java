package org.baton.domain.order;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RefusedException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Forgets a customer wherever Baton keeps something personal; what was ordered, sent and paid stays. */
@Service
public class CustomerErasure {

    private static final int MOST_NAMED = 5;

    private final OrderBook orders;
    private final OrderEvents events;
    private final List<PersonalData> places;
    private final JdbcClient jdbc;

    CustomerErasure(OrderBook orders, OrderEvents events, List<PersonalData> places, JdbcClient jdbc) {
        this.orders = orders;
        this.events = events;
        this.places = List.copyOf(places);
        this.jdbc = jdbc;
    }

    /**
     * Forgets the customer of all orders with this customer's id. The id itself stays: it says nothing without the
     * shop's own records.
     *
     * @return how many records were emptied, by what they are
     * @throws RefusedException with code {@code orders-open} while an order needs the customer's address; nothing is
     *     forgotten then
     */
    @Transactional
    public Map<String, Integer> eraseCustomer(String customerId, String actor) {
        return erase(
                jdbc.sql("select id from orders where customer_id = ? order by id")
                        .param(customerId)
                        .query((rs, n) -> new OrderId(rs.getString("id")))
                        .list(),
                actor);
    }

    /**
     * Forgets the customer of one order, e.g. a guest's.
     *
     * @return as {@link #eraseCustomer} does
     * @throws NotFoundException if there is no such order
     * @throws RefusedException as {@link #eraseCustomer} does
     */
    @Transactional
    public Map<String, Integer> eraseOrder(OrderId id, String actor) {
        return erase(List.of(id), actor);
    }

    private Map<String, Integer> erase(List<OrderId> ids, String actor) {
        var open = ids.stream()
                .map(orders::lock)
                .filter(order -> !order.status().isEnd())
                .map(order -> order.id().value())
                .toList();
        if (!open.isEmpty()) {
            throw new RefusedException(
                    "orders-open",
                    "Still open: " + String.join(", ", open.subList(0, Math.min(open.size(), MOST_NAMED)))
                            + (open.size() > MOST_NAMED ? " and others." : "."));
        }
        var erased = new TreeMap<String, Integer>();
        erased.put("orders", eraseOrders(ids, actor));
        places.forEach(place -> erased.merge(place.what(), place.erase(ids), Integer::sum));
        return erased;
    }

    private int eraseOrders(List<OrderId> ids, String actor) {
        var erased = jdbc.sql("""
                update orders set customer_name = null, customer_email = null, customer_phone = null,
                       customer_consents = '{}', delivery_line1 = null, delivery_city = null,
                       delivery_postal_code = null, version = version + 1
                where id = any(:ids) and (num_nonnulls(customer_name, customer_email, customer_phone, delivery_line1,
                      delivery_city, delivery_postal_code) > 0 or customer_consents <> '{}')
                returning id""")
                .param("ids", ids.stream().map(OrderId::value).toArray(String[]::new))
                .query((rs, n) -> new OrderId(rs.getString("id")))
                .list();
        erased.forEach(id -> events.append(id, "customer-erased", actor, Map.of()));
        return erased.size();
    }
}
