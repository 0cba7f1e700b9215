package org.baton.app.cadence;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.baton.app.BatonApplication;
import org.baton.connectors.sandbox.SandboxRecord;
import org.baton.connectors.sandbox.SandboxRecords;
import org.baton.connectors.sandbox.Vendor;
import org.baton.domain.common.OrderId;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.baton.domain.fulfilment.StoreTasks;
import org.baton.domain.fulfilment.Task;
import org.baton.domain.fulfilment.TaskBook;
import org.baton.domain.inventory.NodeRequest;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.inventory.ProductRequest;
import org.baton.domain.inventory.Products;
import org.baton.domain.inventory.StockFeed;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.Notification;
import org.baton.domain.notification.Notification.Status;
import org.baton.domain.notification.NotificationBook;
import org.baton.domain.order.OrderIntake;
import org.baton.domain.order.OrderRequest;
import org.baton.domain.order.OrderRequest.CustomerRequest;
import org.baton.domain.order.OrderRequest.DeliveryRequest;
import org.baton.domain.order.OrderRequest.LineRequest;
import org.baton.domain.order.OrderRequest.MoneyRequest;
import org.baton.domain.order.OrderRequest.PaymentRequest;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/** The whole of Baton with its shipped diagrams, tables and sandbox, at a store in Chicago, under time travel. */
@SpringBootTest(
        classes = BatonApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "logging.level.root=warn",
            "server.address=127.0.0.1",
            "baton.engine.streaming=false",
            "baton.engine.poll-interval=50ms",
            "baton.delays.look-every=100ms",
            "baton.sandbox.latency=0ms"
        })
abstract class CadenceJourney {

    /** Only a broken cadence misses it, also on a slow machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    static final TimeTravel TIME = new TimeTravel();
    private static final EmbeddedPostgres POSTGRES = start();
    private static final String STORE = "store-1";
    private static int customers;

    @TestBean
    protected Clock clock;

    @Autowired
    private Nodes nodes;

    @Autowired
    private Products products;

    @Autowired
    private StockFeed feed;

    @Autowired
    private OrderIntake intake;

    @Autowired
    private StoreTasks tasks;

    @Autowired
    private TaskBook taskBook;

    @Autowired
    protected FulfilmentBook fulfilments;

    @Autowired
    private NotificationBook book;

    @Autowired
    private SandboxRecords sandbox;

    protected String phone;

    static Clock clock() {
        return TIME.clock;
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void platform(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", () -> POSTGRES.getJdbcUrl("postgres", "postgres"));
        registry.add("baton.camunda.grpc-address", TIME::engineAddress);
    }

    @BeforeEach
    void openShop() {
        phone = "+1312555%04d".formatted(++customers);
        var ignored = nodes.save(new NodeRequest(
                STORE,
                "State Street",
                "store",
                "233 S State St",
                "Chicago",
                "IL",
                "60604",
                "US",
                null,
                null,
                null,
                null,
                null,
                List.of("curbside"),
                null,
                true));
        var saved = products.save(new ProductRequest("SKU-1", "Rain jacket", null, 500, null, null));
        assertThat(saved).isNotNull();
        var counted = feed.count(List.of(StockFeed.Count.of(STORE, "SKU-1", 50)), "count-" + customers, "test");
        assertThat(counted.getFirst().errors()).isEmpty();
    }

    /** An order of one jacket, to be collected, by a customer of its own who allows every channel. */
    protected OrderId placed() {
        var customer = new CustomerRequest(
                "c-" + phone, "Ada Poe", "ada@example.com", phone, "en", List.of("email", "sms", "push"), null);
        var line = new LineRequest("SKU-1", 1, new MoneyRequest("85.00", "USD"), null, null);
        var number = "W-" + UUID.randomUUID().toString().substring(0, 8);
        var order = new OrderRequest(
                "web",
                number,
                clock.instant(),
                customer,
                new DeliveryRequest("pickup", STORE, null, null),
                List.of(line),
                null,
                new PaymentRequest("card", "tok_ok"),
                null);
        return intake.accept(order, null, "test").orderId();
    }

    /** The store's staff work until the goods wait for the customer, who has heard of it. */
    protected Fulfilment ready(OrderId order) {
        accepted(order);
        return readyAfterAccepting(order);
    }

    protected void accepted(OrderId order) {
        staffDoes(order, "accept", Map.of());
    }

    protected Fulfilment readyAfterAccepting(OrderId order) {
        staffDoes(order, "pick", Map.of());
        staffDoes(order, "pack", Map.of("place", "Shelf A1"));
        isSentWhenDue(order, "ready-for-pickup", Channel.SMS);
        return fulfilments.of(order).getFirst();
    }

    protected void collected(OrderId order) {
        var code = String.valueOf(fulfilments.of(order).getFirst().pickupCode());
        staffDoes(order, "hand-over", Map.of("code", code));
    }

    private void staffDoes(OrderId order, String kind, Map<String, Object> entered) {
        var task = taskFor(order, kind);
        var done = tasks.complete(task, entered, "ada");
        assertThat(done.status().isOpen()).isFalse();
    }

    /** Waits until the store's staff see a task: the process is then past every timer of the step before. */
    protected Task taskFor(OrderId order, String kind) {
        return await("task " + kind)
                .until(
                        () -> fulfilments.of(order).stream()
                                .flatMap(f ->
                                        taskBook
                                                .page(new TaskBook.Filter(null, null, f.id(), null, false), "", 20)
                                                .stream())
                                .filter(t -> t.kind().equals(kind) && t.status().isOpen())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Waits until a message has come to one of these states. */
    protected Notification becomes(OrderId order, String message, Channel channel, Status... states) {
        return await(message + " by " + channel + " becomes " + List.of(states))
                .until(
                        () -> message(order, message, channel),
                        found -> found.filter(n -> List.of(states).contains(Status.valueOf(n.status())))
                                .isPresent())
                .orElseThrow();
    }

    /** Waits until a message is sent, which must not be before it was due. */
    protected void isSentWhenDue(OrderId order, String message, Channel channel) {
        var sent = becomes(order, message, channel, Status.SENT);
        assertThat(sent.history())
                .as(sent.toString())
                .filteredOn(state -> state.status() == Status.SENT)
                .singleElement()
                .satisfies(state ->
                        assertThat(state.at()).isAfterOrEqualTo(sent.plan().dueAt()));
    }

    protected Optional<Notification> message(OrderId order, String message, Channel channel) {
        return book.of(order).stream()
                .filter(n -> n.message().equals(message) && n.by() == channel)
                .findFirst();
    }

    /** What the customer got, oldest first, e.g. {@code order-confirmed/sms}. */
    protected List<String> mailbox(OrderId order) {
        return sandbox.page(Vendor.MESSAGES, order.value(), null, Long.MAX_VALUE, 100).reversed().stream()
                .filter(call -> call.operation().startsWith("send-"))
                .map(SandboxRecord::key)
                .map(key -> key.substring(key.indexOf('/') + 1))
                .toList();
    }

    protected static ConditionFactory await(String what) {
        return Awaitility.await(what).pollInterval(Duration.ofMillis(50)).atMost(PATIENCE);
    }
}
