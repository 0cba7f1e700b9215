package org.baton.domain.support;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.OrderId;
import org.baton.domain.engine.EngineOutbox;
import org.baton.domain.followup.FollowUpRunner;
import org.baton.domain.followup.FollowUps;
import org.baton.domain.fulfilment.Allocation;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.baton.domain.fulfilment.FulfilmentProgress;
import org.baton.domain.fulfilment.StoreTasks;
import org.baton.domain.fulfilment.Task;
import org.baton.domain.fulfilment.TaskBook;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.inventory.ProductRequest;
import org.baton.domain.inventory.Products;
import org.baton.domain.inventory.StockFeed;
import org.baton.domain.notification.NotificationOutbox;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderEvents;
import org.baton.domain.order.OrderIntake;
import org.baton.domain.order.OrderLifecycle;
import org.baton.domain.order.OrderLifecycle.Screened;
import org.baton.domain.order.OrderStatus;
import org.baton.domain.webhook.Webhooks;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** An empty database, fakes as they were, and the words in which the tests of the domain talk. */
@SpringBootTest(classes = DomainContext.class, webEnvironment = WebEnvironment.NONE)
public abstract class DomainIT {

    private static final AtomicInteger STEP = new AtomicInteger();

    @Autowired
    protected TestClock clock;

    @Autowired
    protected FakeRules rules;

    @Autowired
    protected FakePayments provider;

    @Autowired
    protected FakeWarehouse warehouse;

    @Autowired
    protected FakeCarrier carrier;

    @Autowired
    protected FakeCourier courier;

    @Autowired
    protected FakeMessages mail;

    @Autowired
    protected FakeEngine engine;

    @Autowired
    protected FakeWebhooks receivers;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected TransactionTemplate transaction;

    @Autowired
    protected Nodes nodes;

    @Autowired
    protected Products products;

    @Autowired
    protected StockFeed feed;

    @Autowired
    protected OrderIntake intake;

    @Autowired
    protected OrderBook orders;

    @Autowired
    protected OrderEvents events;

    @Autowired
    protected OrderLifecycle lifecycle;

    @Autowired
    protected Allocation allocation;

    @Autowired
    protected FulfilmentBook fulfilments;

    @Autowired
    protected FulfilmentProgress progress;

    @Autowired
    protected StoreTasks storeTasks;

    @Autowired
    protected TaskBook tasks;

    @Autowired
    protected EngineOutbox outbox;

    @Autowired
    protected FollowUps followUps;

    @Autowired
    private NotificationOutbox news;

    @Autowired
    protected Webhooks webhooks;

    @Autowired
    protected FollowUpRunner followUpRunner;

    @BeforeEach
    void startAfresh() {
        // Endpoints are remembered: who removes them behind Baton's back would be noticed only a second later.
        webhooks.page("", 100).forEach(endpoint -> webhooks.delete(endpoint.id()));
        jdbc.sql(
                        "truncate orders, node, product, node_group, promise, stock_snapshot, stock_source, stock_signal, stock_touch, stock_movement, reservation, engine_command, incident, job_failure,"
                                + " webhook_event, notification_event, consent_change, inbound_event restart identity cascade")
                .update();
        clock.reset();
        rules.reset();
        provider.reset();
        warehouse.reset();
        carrier.reset();
        courier.reset();
        mail.reset();
        engine.reset();
        receivers.reset();
    }

    protected void given(NodeBuilder node) {
        var ignored = nodes.save(node.build());
    }

    protected void given(String... skus) {
        for (var sku : skus) {
            var ignored = products.save(new ProductRequest(sku, "The " + sku, null, 500, null, null));
        }
    }

    /** Counts units of a SKU at a node; both must be known. */
    protected void counted(String node, String sku, int onHand) {
        var results = feed.count(
                List.of(new StockFeed.Count(node, sku, onHand, null, null, null, null, null)), "count", "test");
        if (!results.getFirst().errors().isEmpty()) {
            throw new IllegalArgumentException(results.toString());
        }
    }

    protected OrderId accepted(OrderBuilder order) {
        return intake.accept(order.build(), null, "test").orderId();
    }

    /** Plans the messages of every event that waits, and sends those that are due at once. */
    protected void tellCustomers() {
        for (var events = news.events(50); !events.isEmpty(); events = news.events(50)) {
            news.plan(events).forEach(news::send);
        }
    }

    /** What screening by the order's process finds. */
    protected Screened screen(OrderId order) {
        return lifecycle.screen(order, 7).orElseThrow();
    }

    /** What one more sourcing step of the order's process makes. */
    protected List<Fulfilment> sourced(OrderId order) {
        return allocation
                .allocate(order, order + "/source/" + STEP.incrementAndGet())
                .fulfilments();
    }

    /** An order of some units of SKU-1 that one warehouse fulfils. */
    protected Fulfilment atWarehouse(int units) {
        given(NodeBuilder.aWarehouse("dc-1"));
        given("SKU-1");
        counted("dc-1", "SKU-1", 100);
        return sourced(accepted(OrderBuilder.anOrder().withLine("SKU-1", units)))
                .getFirst();
    }

    /** An order of units of SKU-1 and SKU-2 that is collected at store-1. */
    protected Fulfilment atStore(int units, int others) {
        given(NodeBuilder.aStore("store-1"));
        given("SKU-1", "SKU-2");
        counted("store-1", "SKU-1", 20);
        counted("store-1", "SKU-2", 20);
        var order = OrderBuilder.anOrder()
                .collectedAt("store-1")
                .withLine("SKU-1", units)
                .withLine("SKU-2", others);
        return sourced(accepted(order)).getFirst();
    }

    /** The customer comes for all of it with an ID. */
    protected void collected(Fulfilment f, String associate) {
        var job = 1_000_000L + STEP.incrementAndGet();
        storeTasks.open(new Task.Job(job, job, 1, "hand-over", "Hand over", f.id(), null, null));
        var task = tasks.openOf(f.id(), "hand-over").orElseThrow();
        var ignored = storeTasks.complete(task, Map.of("idChecked", true), associate);
    }

    protected Order order(OrderId id) {
        return orders.get(id);
    }

    protected OrderStatus status(OrderId id) {
        return orders.get(id).status();
    }

    protected Fulfilment fulfilment(FulfilmentId id) {
        return fulfilments.get(id);
    }

    /** The units of a stock row: onHand, reserved, damaged. */
    protected List<Integer> stock(String node, String sku) {
        return jdbc.sql("select on_hand, reserved, damaged from stock where node_id = ? and sku = ?")
                .params(node, sku)
                .query((rs, n) -> List.of(rs.getInt(1), rs.getInt(2), rs.getInt(3)))
                .single();
    }

    protected List<String> eventTypes(OrderId order) {
        return events.of(order).stream().map(OrderEvents.OrderEvent::type).toList();
    }

    /** Does what followed from the changes so far and is due, as the relay does. */
    protected void followUp() {
        var due = followUps.lease(100, Duration.ofMinutes(1));
        due.forEach(followUpRunner::perform);
    }

    /** The ids of the engine's commands that wait to be handed over. */
    protected List<String> commands() {
        return jdbc.sql("select message_id from engine_command order by id")
                .query(String.class)
                .list();
    }

    protected long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    /** Stock rows whose counters are not the sums of their movements, or not what is reserved. */
    protected List<Map<String, Object>> stockOutOfBalance() {
        return jdbc.sql("""
                select s.node_id, s.sku, s.on_hand, s.reserved, s.damaged from stock s
                left join (select node_id, sku, sum(on_hand_change) h, sum(reserved_change) r, sum(damaged_change) d
                           from stock_movement group by node_id, sku) m using (node_id, sku)
                left join (select node_id, sku, sum(quantity) q from reservation group by node_id, sku) v
                          using (node_id, sku)
                where (s.on_hand, s.reserved, s.damaged) is distinct from
                      (coalesce(m.h, 0), coalesce(m.r, 0), coalesce(m.d, 0))
                   or s.reserved <> coalesce(v.q, 0)""").query().listOfRows();
    }
}
