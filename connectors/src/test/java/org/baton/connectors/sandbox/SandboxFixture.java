package org.baton.connectors.sandbox;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.Json;
import org.baton.domain.common.Money;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.Sku;
import org.baton.domain.fulfilment.CarrierGateway.Parcel;
import org.baton.domain.fulfilment.CourierGateway.Trip;
import org.baton.domain.fulfilment.WarehouseGateway.Item;
import org.baton.domain.fulfilment.WarehouseGateway.Release;
import org.baton.domain.inventory.Node;
import org.baton.domain.notification.MessageGateway;
import org.baton.domain.order.Delivery;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The sandbox vendors on a real database that all tests of the JVM share; each test has orders of its own. */
final class SandboxFixture {

    static final SandboxSettings FAST = new SandboxSettings(
            Duration.ZERO,
            Duration.ofMillis(150),
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofHours(1),
            2,
            3,
            Duration.ofMillis(20),
            4);

    private static final DataSource DATABASE = start();
    private static int orders;

    final DataSource dataSource = DATABASE;
    final JdbcClient jdbc = JdbcClient.create(dataSource);
    final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    final Clock clock = Clock.systemUTC();
    final FrontDesk desk = new FrontDesk(jdbc, transaction, new Json(), clock, FAST);
    final SandboxPayments payments = new SandboxPayments(desk, jdbc);
    final SandboxMessages messages = new SandboxMessages(desk, jdbc, Set.of(MessageGateway.Channel.values()));
    final SandboxWarehouse warehouse = new SandboxWarehouse(desk, jdbc, clock, FAST);
    final SandboxCarrier carrier = new SandboxCarrier(desk, clock, FAST);
    final SandboxRecords records = new SandboxRecords(jdbc, new Json());

    static synchronized OrderId anOrder() {
        return new OrderId("ord_test" + ++orders);
    }

    static Money dollars(String amount) {
        return Money.parse(amount, java.util.Currency.getInstance(Locale.US));
    }

    static Release aRelease(FulfilmentId fulfilment, String line1) {
        return new Release(
                fulfilment,
                new NodeId("dc-1"),
                List.of(new Item(1, new Sku("JACKET-M"), 2)),
                "Ada Poe",
                aDelivery(line1));
    }

    static Parcel aParcel(FulfilmentId fulfilment, String line1) {
        var node = new Node(
                "store-1",
                "Loop",
                "store",
                null,
                null,
                null,
                "60606",
                "US",
                41.9,
                -87.6,
                "America/Chicago",
                null,
                null,
                List.of(),
                null,
                true);
        return new Parcel(fulfilment, node, "Ada Poe", aDelivery(line1), 900);
    }

    static Trip aTrip(FulfilmentId fulfilment, int attempt) {
        var parcel = aParcel(fulfilment, "233 S Wacker Dr");
        return new Trip(fulfilment, attempt, parcel.from(), "Ada Poe", null, parcel.delivery(), parcel.weightGrams());
    }

    private static Delivery aDelivery(String line1) {
        return new Delivery("ship", null, null, line1, "Chicago", "IL", "60606", "US");
    }

    List<String> outcomes(Vendor vendor, OrderId order) {
        return records.page(vendor, order.value(), null, Long.MAX_VALUE, 100).reversed().stream()
                .map(r -> r.operation() + " " + r.outcome())
                .toList();
    }

    private static DataSource start() {
        try {
            var postgres = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .start();
            var pool = new HikariDataSource();
            pool.setDataSource(postgres.getPostgresDatabase());
            pool.setMaximumPoolSize(30);
            Flyway.configure().dataSource(pool).load().migrate();
            return pool;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
