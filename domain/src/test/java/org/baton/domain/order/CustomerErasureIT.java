package org.baton.domain.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baton.domain.support.OrderBuilder.anOrder;

import java.util.Map;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.Arrivals;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.StoreTasks;
import org.baton.domain.fulfilment.Task;
import org.baton.domain.fulfilment.TaskBook;
import org.baton.domain.notification.NotificationOutbox;
import org.baton.domain.notification.Notifications;
import org.baton.domain.support.DomainIT;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CustomerErasureIT extends DomainIT {

    /** Every table in which something of an order is kept, as one text. */
    private static final String EVERYTHING = """
            select concat_ws(' ',
                (select string_agg(o::text, ' ') from orders o), (select string_agg(e::text, ' ') from order_event e),
                (select string_agg(n::text, ' ') from notification n),
                (select string_agg(n::text, ' ') from notification_event n),
                (select string_agg(h::text, ' ') from hand_over h), (select string_agg(a::text, ' ') from arrival a),
                (select string_agg(t::text, ' ') from task t), (select string_agg(f::text, ' ') from fulfilment f),
                (select string_agg(c::text, ' ') from engine_command c),
                (select string_agg(p::text, ' ') from payment_entry p))""";

    @Autowired
    private CustomerErasure erasure;

    @Autowired
    private Notifications notifications;

    @Autowired
    private NotificationOutbox relay;

    @Autowired
    private Arrivals arrivals;

    @Autowired
    private StoreTasks storeTasks;

    @Autowired
    private TaskBook tasks;

    @Test
    void shouldForgetWhoAndKeepWhatHappened() {
        var f = collectedBySomebodyElse();
        var before = order(f.orderId());
        assertThat(everything()).contains("Ada Poe", "ada@example.com", "+13125550100", "Grace Hopper");

        var erased = erasure.eraseCustomer("c-17", "service");

        assertThat(erased).containsEntry("orders", 1).containsEntry("tasks", 2).containsEntry("collections", 2);
        assertThat(erased.get("messages")).isPositive();
        assertThat(jdbc.sql("select string_agg(result::text, ' ') from task")
                        .query(String.class)
                        .single())
                .contains("code")
                .doesNotContain("Happy 40th");
        assertThat(everything()).doesNotContain("Ada", "ada@example.com", "3125550100", "Grace", "Wacker");
        var after = order(f.orderId());
        assertThat(after.customer().id()).isEqualTo("c-17");
        assertThat(after.customer().consents()).isEmpty();
        assertThat(after.total()).isEqualTo(before.total());
        assertThat(after.status()).isEqualTo(OrderStatus.FULFILLED);
        assertThat(after.version()).isGreaterThan(before.version());
        assertThat(eventTypes(f.orderId())).contains("order-accepted", "fulfilment-picked-up", "customer-erased");
        assertThat(erasure.eraseCustomer("c-17", "service").values()).containsOnly(0);
    }

    @Test
    void shouldForgetNothingWhileAnOrderIsOpen() {
        var ended = collectedBySomebodyElse();
        var open = accepted(anOrder());

        assertThatThrownBy(() -> erasure.eraseCustomer("c-17", "service"))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo("orders-open"))
                .hasMessageContaining(open.value());
        assertThat(everything()).contains("Ada Poe", "Grace Hopper");

        assertThat(erasure.eraseOrder(ended.orderId(), "service")).containsEntry("orders", 1);
        assertThat(order(ended.orderId()).customer().name()).isNull();
        assertThat(order(open).customer().name()).isEqualTo("Ada Poe");
    }

    private Fulfilment collectedBySomebodyElse() {
        var f = atStore(1, 1);
        notifications.send(f.orderId(), f.id(), "ready-for-pickup");
        arrivals.arrived(arrivals.tokenFor(f), "bay 4", "Wacker's red Fiat");
        storeTasks.open(new Task.Job(7, 7, 1, "hand-over", "Hand over", f.id(), null, null));
        var task = tasks.page(new TaskBook.Filter(null, null, f.id(), null, true), "", 1)
                .getFirst();
        storeTasks.open(new Task.Job(8, 8, 1, "gift-wrap", "Gift wrap", f.id(), null, "17"));
        var wrap = tasks.openOf(f.id(), "gift-wrap").orElseThrow();
        storeTasks.complete(wrap, Map.of("message", "Happy 40th"), "bob");
        var code = String.valueOf(f.pickupCode());
        var done = storeTasks.complete(task, Map.of("code", code, "recipient", "Grace Hopper"), "bob");
        assertThat(done.status().isOpen()).isFalse();
        tellCustomers();
        relay.due(100).forEach(relay::send);
        return f;
    }

    private String everything() {
        return jdbc.sql(EVERYTHING).query(String.class).single();
    }
}
