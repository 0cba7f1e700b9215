package org.baton.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.Sku;
import org.baton.domain.engine.EngineOutbox;
import org.baton.domain.fulfilment.Backorders;
import org.baton.domain.fulfilment.Delays;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.baton.domain.fulfilment.FulfilmentStatus;
import org.baton.domain.fulfilment.StoreBoard;
import org.baton.domain.fulfilment.TaskBook;
import org.baton.domain.incident.Incident;
import org.baton.domain.incident.Incidents;
import org.baton.domain.inventory.Holds;
import org.baton.domain.inventory.StockView;
import org.baton.domain.notification.NotificationBook;
import org.baton.domain.notification.NotificationOutbox;
import org.baton.domain.operations.Queues;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderEvents;
import org.baton.domain.order.OrderSearch;
import org.baton.domain.order.OrderSearch.Criteria;
import org.baton.domain.order.OrderStatus;
import org.baton.domain.order.RequestKeys;
import org.baton.domain.order.RequestKeys.IdempotencyKey;
import org.baton.domain.payment.PaymentBook;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The statements that Baton asks all the time: none may read a big table from one end to the other. */
final class HotStatements {

    private static final long BIG = 50_000;
    private static final int PAGE = 50;
    private static final Criteria ALL = new Criteria(null, null, null, null, null, null, null, null);

    private final ApplicationContext context;
    private final double mostMs;
    private final JsonMapper json = new JsonMapper();
    private final Map<String, Long> rows = new HashMap<>();

    HotStatements(ApplicationContext context, double mostMs) {
        this.context = context;
        this.mostMs = mostMs;
    }

    boolean run(int orders) {
        context.getBean(JdbcClient.class)
                .sql("select relname, reltuples::bigint as n from pg_class where relkind = 'r'")
                .query(rs -> {
                    rows.put(rs.getString("relname"), rs.getLong("n"));
                });
        var order = new OrderId("ord_" + "%012d".formatted(orders / 2));
        var well = true;
        System.out.printf("%-34s %9s  %s%n", "statement", "ms", "verdict");
        for (var call : calls(order, new NodeId("store-002")).entrySet()) {
            var scanned = new TreeSet<String>();
            Explained.during(() -> ask(call.getValue())).forEach(plan -> scans(json.readTree(plan.plan()), scanned));
            var began = System.nanoTime();
            ask(call.getValue());
            var ms = (System.nanoTime() - began) / 1e6;
            var good = scanned.isEmpty() && ms < mostMs;
            well &= good;
            System.out.printf(
                    "%-34s %9.1f  %s%n",
                    call.getKey(),
                    ms,
                    good ? "by index" : scanned.isEmpty() ? "SLOW" : "READS ALL OF " + String.join(", ", scanned));
        }
        System.out.println(
                well
                        ? "No statement reads a big table whole, and none takes " + mostMs + " ms."
                        : "Some statements must be mended.");
        return well;
    }

    private static void ask(Supplier<?> call) {
        var ignored = call.get();
    }

    private void scans(JsonNode node, TreeSet<String> found) {
        if (node.path("Node Type").asString("").equals("Seq Scan")) {
            var table = node.path("Relation Name").asString("");
            if (rows.getOrDefault(table, 0L) > BIG) {
                found.add(table);
            }
        }
        node.forEach(child -> scans(child, found));
    }

    private <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    private Map<String, Supplier<?>> calls(OrderId order, NodeId node) {
        var calls = new LinkedHashMap<String, Supplier<?>>();
        calls.putAll(orderLists(node));
        calls.putAll(singleOrder(order));
        calls.putAll(stores(node));
        calls.putAll(relays());
        return calls;
    }

    private Map<String, Supplier<?>> orderLists(NodeId node) {
        var lists = new LinkedHashMap<String, Criteria>();
        lists.put("orders, the newest", ALL);
        lists.put("orders, on hold (none)", with(OrderStatus.ON_HOLD, null, null, null, null, null));
        lists.put("orders, backordered", with(OrderStatus.BACKORDERED, null, null, null, null, null));
        lists.put("orders of a channel", with(null, "web", null, null, null, null));
        lists.put("orders of an unknown channel", with(null, "nowhere", null, null, null, null));
        lists.put("orders of a customer", with(null, null, "c-17", null, null, null));
        lists.put("order by its channel's number", with(null, null, null, "B-4711", null, null));
        lists.put("orders at a node", with(null, null, null, null, node, null));
        lists.put("open orders at a node", with(OrderStatus.IN_FULFILMENT, null, null, null, node, null));
        lists.put("orders at a node without any", with(null, null, null, null, new NodeId("store-999"), null));
        lists.put("search by number", with(null, null, null, null, null, "B-4711"));
        lists.put("search by name", with(null, null, null, null, null, "customer 4711"));
        lists.put("search by email", with(null, null, null, null, null, "C4711@example.com"));
        lists.put("search for what is not there", with(null, null, null, null, null, "nobody"));
        var calls = new LinkedHashMap<String, Supplier<?>>();
        lists.forEach((name, criteria) ->
                calls.put(name, () -> bean(OrderSearch.class).find(criteria, null, PAGE)));
        return calls;
    }

    private static Criteria with(
            @Nullable OrderStatus status,
            @Nullable String channel,
            @Nullable String customer,
            @Nullable String number,
            @Nullable NodeId node,
            @Nullable String text) {
        return new Criteria(status, channel, customer, number, node, null, null, text);
    }

    private Map<String, Supplier<?>> singleOrder(OrderId order) {
        var calls = new LinkedHashMap<String, Supplier<?>>();
        calls.put("order by id", () -> bean(OrderBook.class).get(order));
        calls.put("order of a repeated number", () -> bean(OrderBook.class).idOf("web", "B-4711"));
        calls.put("idempotency key", () -> bean(RequestKeys.class).known(new IdempotencyKey("web", "none", "hash")));
        calls.put("history of an order", () -> bean(OrderEvents.class).of(order));
        calls.put("payments of an order", () -> bean(PaymentBook.class).of(order));
        calls.put("messages of an order", () -> bean(NotificationBook.class).of(order));
        calls.put("fulfilments of an order", () -> bean(FulfilmentBook.class).of(order));
        return calls;
    }

    private Map<String, Supplier<?>> stores(NodeId node) {
        var open = new TaskBook.Filter(node, null, null, null, true);
        var calls = new LinkedHashMap<String, Supplier<?>>();
        calls.put("open tasks of a store", () -> bean(TaskBook.class).page(open, "", PAGE));
        calls.put(
                "open tasks of all stores",
                () -> bean(TaskBook.class).page(new TaskBook.Filter(null, null, null, null, true), "", PAGE));
        calls.put("a store's board", () -> bean(StoreBoard.class).open(node, PAGE));
        calls.put("a store's search", () -> bean(StoreBoard.class).search(node, "B-4711", PAGE));
        calls.put("fulfilments of a store", () -> bean(FulfilmentBook.class).page(node, null, "", PAGE));
        calls.put(
                "staged at a store",
                () -> bean(FulfilmentBook.class).page(node, FulfilmentStatus.READY_FOR_PICKUP, "", PAGE));
        calls.put("who collects this number", () -> bean(FulfilmentBook.class).waitingToBeCollected(node, "B-4711"));
        calls.put("stock of a row", () -> bean(StockView.class).at(List.of(node), List.of(new Sku("SKU-7"))));
        calls.put("stock of a store", () -> bean(StockView.class).page(node, null, "", "", PAGE));
        return calls;
    }

    private Map<String, Supplier<?>> relays() {
        var calls = new LinkedHashMap<String, Supplier<?>>();
        calls.put("outbox claim", () -> bean(EngineOutbox.class).lease(200, Duration.ZERO));
        calls.put("messages to plan", () -> bean(NotificationOutbox.class).planDue(PAGE));
        calls.put("messages to send", () -> bean(NotificationOutbox.class).due(200));
        calls.put("promises that passed", () -> bean(Delays.class).note(PAGE));
        calls.put("who waits for what is there", () -> {
            bean(Backorders.class).sweep();
            return 0;
        });
        calls.put("carts whose time is over", () -> bean(Holds.class).expire());
        calls.put("open incidents", () -> bean(Incidents.class).page(null, Incident.Status.OPEN, "", PAGE));
        calls.put("queues", () -> bean(Queues.class).now());
        calls.put("orders by status", () -> bean(OrderSearch.class).countByStatus());
        return calls;
    }
}
