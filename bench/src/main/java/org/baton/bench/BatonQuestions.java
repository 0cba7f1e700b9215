package org.baton.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.baton.bench.Questions.Question;
import org.baton.connectors.sandbox.SandboxRecords;
import org.baton.connectors.sandbox.Vendor;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.Sku;
import org.baton.domain.engine.EngineOutbox;
import org.baton.domain.followup.FollowUps;
import org.baton.domain.fulfilment.Arrivals;
import org.baton.domain.fulfilment.Backorders;
import org.baton.domain.fulfilment.Delays;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.baton.domain.fulfilment.FulfilmentStatus;
import org.baton.domain.fulfilment.StepTimes;
import org.baton.domain.fulfilment.StoreBoard;
import org.baton.domain.fulfilment.TaskBook;
import org.baton.domain.incident.Incident;
import org.baton.domain.incident.Incidents;
import org.baton.domain.inventory.Holds;
import org.baton.domain.inventory.LedgerView;
import org.baton.domain.inventory.StockKey;
import org.baton.domain.inventory.StockSignal;
import org.baton.domain.inventory.StockSignals;
import org.baton.domain.inventory.StockView;
import org.baton.domain.notification.Mailbox;
import org.baton.domain.notification.NotificationBook;
import org.baton.domain.notification.NotificationEvents;
import org.baton.domain.notification.NotificationOutbox;
import org.baton.domain.operations.Queues;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderEvents;
import org.baton.domain.order.OrderSearch;
import org.baton.domain.order.OrderSearch.Criteria;
import org.baton.domain.order.OrderStatus;
import org.baton.domain.payment.PaymentBook;
import org.baton.domain.routing.SourcingDecisions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people, programs and Baton's own loops ask of the books, about an order in the middle of them. */
final class BatonQuestions {

    /** The pages of a question about a few rows: 16 MB, most of them again and again. */
    private static final long FEW = 2_000;

    /** Of one that grows with all that a store ever had, or with what is late or open at this time. */
    private static final long GROWING = 60_000;

    /** Of one that counts everything. */
    static final long ALL = Long.MAX_VALUE;

    private static final int PAGE = 51;
    private static final int LEASED = 50;
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final NodeId STORE = new NodeId("node-0042");
    private static final NodeId WAREHOUSE = new NodeId("node-0002");
    private static final Sku SKU = new Sku("SKU-00003");

    private record Sample(
            OrderId id,
            String number,
            String email,
            String name,
            String customer,
            Instant placedAt,
            FulfilmentId part) {}

    private final ApplicationContext context;
    private final List<Question> questions = new ArrayList<>();
    private final Sample sample;

    BatonQuestions(ApplicationContext context) {
        this.context = context;
        this.sample = context.getBean(JdbcClient.class)
                .sql("""
                select o.*, (select min(f.id) from fulfilment f where f.order_id = o.id) as part
                from orders o where status = 'FULFILLED' and accepted_at < now() - interval '50 days'
                order by accepted_at desc limit 1""")
                .query((rs, n) -> new Sample(
                        new OrderId(rs.getString("id")),
                        rs.getString("channel_order_number"),
                        rs.getString("customer_email"),
                        rs.getString("customer_name"),
                        rs.getString("customer_id"),
                        rs.getTimestamp("placed_at").toInstant(),
                        new FulfilmentId(rs.getString("part"))))
                .single();
    }

    List<Question> all() {
        order();
        lists();
        stores();
        stock();
        loops();
        figures();
        return questions;
    }

    private void order() {
        ask("an order by its id", () -> bean(OrderBook.class).get(sample.id()));
        ask("its id by its number at the channel", () -> bean(OrderBook.class).idOf("web", sample.number()));
        ask("its events", () -> bean(OrderEvents.class).of(sample.id()));
        ask("its fulfilments", () -> bean(FulfilmentBook.class).of(sample.id()));
        ask("its payments", () -> bean(PaymentBook.class).of(sample.id()));
        ask("its messages", () -> bean(NotificationBook.class).of(sample.id()));
        ask("its sourcing decisions", () -> bean(SourcingDecisions.class).of(sample.id()));
        ask("its tasks", () -> tasks(null, null, sample.id(), false));
        ask("its incidents", () -> bean(Incidents.class).page(sample.id(), null, "", PAGE));
        ask(
                "its calls to the sandbox",
                () -> bean(SandboxRecords.class)
                        .page(Vendor.PAYMENTS, sample.id().value(), null, Long.MAX_VALUE, PAGE));
    }

    private void lists() {
        list("orders, all", criteria(null, null, null, null, null, null));
        for (var status : List.of(OrderStatus.FULFILLED, OrderStatus.ON_HOLD, OrderStatus.BACKORDERED)) {
            list("orders of status " + status, criteria(status, null, null, null, null, null));
        }
        list("orders of a large channel", criteria(null, "web", null, null, null, null));
        list("orders of a small channel", criteria(null, "phone", null, null, null, null));
        list("held orders of a small channel", criteria(OrderStatus.ON_HOLD, "phone", null, null, null, null));
        list("orders of a customer", criteria(null, null, sample.customer(), null, null, null));
        list("orders by number", criteria(null, null, null, sample.number(), null, null));
        list("orders of a store", criteria(null, null, null, null, STORE, null));
        list("orders of a warehouse", criteria(null, null, null, null, WAREHOUSE, null));
        list("held orders of a warehouse", criteria(OrderStatus.ON_HOLD, null, null, null, WAREHOUSE, null));
        list("orders of no node", criteria(null, null, null, null, new NodeId("node-9999"), null));
        list("open orders of a store", criteria(OrderStatus.IN_FULFILMENT, null, null, null, STORE, null));
        list("open orders of a warehouse", criteria(OrderStatus.IN_FULFILMENT, null, null, null, WAREHOUSE, null));
        list("orders, search for a number", criteria(null, null, null, null, null, sample.number()));
        list("orders, search for an email", criteria(null, null, null, null, null, sample.email()));
        list("orders, search for a name", criteria(null, null, null, null, null, sample.name()));
        list("orders, search for a first name", criteria(null, null, null, null, null, "given77 "));
        ask("incidents that are open", () -> bean(Incidents.class).page(null, Incident.Status.OPEN, "", PAGE));
        ask("messages, newest first", () -> bean(Mailbox.class).page(null, null, PAGE));
        ask(
                "messages, next page",
                () -> bean(Mailbox.class)
                        .page(
                                null,
                                new Mailbox.Position(
                                        sample.placedAt(), sample.id().value()),
                                PAGE));
        ask(
                "sandbox calls, newest first",
                () -> bean(SandboxRecords.class).page(Vendor.PAYMENTS, null, null, Long.MAX_VALUE, PAGE));
    }

    private void list(String name, Criteria criteria) {
        // The open orders of a node are sought among all that are open.
        var pages = criteria.node() != null && criteria.status() != null ? GROWING : FEW;
        var after = new OrderSearch.Position(sample.placedAt(), sample.id());
        ask(name, pages, () -> bean(OrderSearch.class).find(criteria, null, PAGE));
        ask(name + ", next page", pages, () -> bean(OrderSearch.class).find(criteria, after, PAGE));
    }

    private void stores() {
        ask("open tasks of a store", () -> tasks(STORE, null, null, true));
        ask("open tasks of a store, to be picked", () -> tasks(STORE, "pick", null, true));
        ask("open tasks anywhere", () -> tasks(null, null, null, true));
        ask("all tasks of a store", () -> tasks(STORE, null, null, false));
        ask("the open task of a fulfilment", () -> bean(TaskBook.class).openOf(sample.part(), "pick"));
        ask("what a store has to do", () -> bean(StoreBoard.class).open(STORE, PAGE));
        ask(
                "what a store has of a number",
                GROWING,
                () -> bean(StoreBoard.class).search(STORE, sample.number(), PAGE));
        ask("customers who wait at a store", () -> bean(Arrivals.class).waitingAt(STORE, PAGE));
        ask(
                "what waits to be collected, by number",
                () -> bean(FulfilmentBook.class).waitingToBeCollected(STORE, sample.number()));
        ask("fulfilments of a store", GROWING, () -> parts(STORE, null));
        ask("fulfilments of a store, to be picked", () -> parts(STORE, FulfilmentStatus.ALLOCATED));
        ask("fulfilments of a warehouse, on the road", () -> parts(WAREHOUSE, FulfilmentStatus.SHIPPED));
        ask("fulfilments, all", () -> parts(null, null));
        ask("fulfilments that wait to be collected", () -> parts(null, FulfilmentStatus.READY_FOR_PICKUP));
        ask(
                "how long a store's steps took in a day",
                () -> bean(StepTimes.class)
                        .between(STORE, sample.placedAt(), sample.placedAt().plus(Duration.ofDays(1)), PAGE));
    }

    private void stock() {
        ask("stock of a SKU at a node", () -> bean(StockView.class).at(List.of(STORE), List.of(SKU)));
        ask("stock of a node, a page", () -> bean(StockView.class).page(STORE, null, "", "", PAGE));
        ask("movements of a SKU at a node", () -> bean(LedgerView.class).of(SKU, STORE, Long.MAX_VALUE, PAGE));
        ask("movements of a SKU", () -> bean(LedgerView.class).of(SKU, null, Long.MAX_VALUE, PAGE));
        ask(
                "movements of a fulfilment",
                () -> bean(LedgerView.class).of(sample.part().value(), Long.MAX_VALUE, PAGE));
        ask("carts that hold a SKU at a node", () -> bean(Holds.class).carts(new StockKey(STORE, SKU)));
        ask("signals of a store", () -> bean(StockSignals.class).page(null, STORE, null, 0, PAGE));
        ask("signals of a kind", () -> bean(StockSignals.class).page(StockSignal.Type.MISCOUNTED, null, null, 0, PAGE));
    }

    /** What Baton's own loops ask every few moments. */
    private void loops() {
        ask("loop: commands for the engine", () -> bean(EngineOutbox.class).lease(LEASED, LEASE));
        ask("loop: what is left to do", () -> bean(FollowUps.class).lease(LEASED, LEASE));
        ask(
                "loop: events to tell customers of",
                () -> bean(NotificationEvents.class).due(LEASED));
        ask("loop: messages that are due", () -> bean(NotificationOutbox.class).due(LEASED));
        ask("loop: carts whose time is over", () -> bean(Holds.class).expire());
        ask("loop: promises that have passed", GROWING, () -> bean(Delays.class).note(LEASED));
        ask("loop: oversold units", () -> bean(StockSignals.class).oversoldToHandle(LEASED));
        ask("loop: backordered lines to wake", () -> bean(Backorders.class).sweep());
    }

    /** What is counted, all of it each time. */
    private void figures() {
        ask("figures: queues", () -> bean(Queues.class).now());
        ask("figures: orders by status", ALL, () -> bean(OrderSearch.class).countByStatus());
    }

    private Object tasks(@Nullable NodeId node, @Nullable String kind, @Nullable OrderId order, boolean open) {
        return bean(TaskBook.class).page(new TaskBook.Filter(node, kind, null, order, open), "", PAGE);
    }

    private Object parts(@Nullable NodeId node, @Nullable FulfilmentStatus status) {
        return bean(FulfilmentBook.class).page(node, status, "", PAGE);
    }

    private static Criteria criteria(
            @Nullable OrderStatus status,
            @Nullable String channel,
            @Nullable String customer,
            @Nullable String number,
            @Nullable NodeId node,
            @Nullable String text) {
        return new Criteria(status, channel, customer, number, node, null, null, text);
    }

    private void ask(String name, Runnable question) {
        ask(name, FEW, question);
    }

    private void ask(String name, long pages, Runnable question) {
        questions.add(new Question(name, pages, question));
    }

    private <T> T bean(Class<T> type) {
        return context.getBean(type);
    }
}
