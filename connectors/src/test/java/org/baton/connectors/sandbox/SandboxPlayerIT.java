package org.baton.connectors.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.OrderId;
import org.baton.domain.fulfilment.FulfilmentPolicies;
import org.baton.domain.fulfilment.PublicAddress;
import org.baton.domain.fulfilment.WarehouseGateway;
import org.baton.domain.incident.EngineIncidents;
import org.baton.domain.inventory.StockRules;
import org.baton.domain.notification.CadenceRules;
import org.baton.domain.operations.ProcessInstances;
import org.baton.domain.order.Catalogue;
import org.baton.domain.order.ScheduleRules;
import org.baton.domain.order.ScreeningRules;
import org.baton.domain.routing.StrategyRules;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The player with the real domain: what it reports changes orders, and a new Baton goes on where the last one was. */
class SandboxPlayerIT {

    private static final int FULFILMENTS = 400;

    private final SandboxFixture sandbox = new SandboxFixture();

    @Configuration
    @EnableAutoConfiguration
    @ConfigurationPropertiesScan("org.baton.domain")
    @ComponentScan({"org.baton.domain", "org.baton.connectors"})
    static class Baton {

        @Bean(destroyMethod = "")
        DataSource dataSource() {
            return new SandboxFixture().dataSource;
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        Catalogue catalogue() {
            return mock();
        }

        @Bean
        ScreeningRules screeningRules() {
            return mock();
        }

        @Bean
        ScheduleRules scheduleRules() {
            return mock();
        }

        @Bean
        StockRules stockRules() {
            return facts -> new StockRules.Kept(0, 0, 2);
        }

        @Bean
        StrategyRules strategyRules() {
            return mock();
        }

        @Bean
        CadenceRules cadenceRules() {
            return facts -> List.of();
        }

        @Bean
        FulfilmentPolicies fulfilmentPolicies() {
            return mock();
        }

        @Bean
        PublicAddress publicAddress() {
            return mock();
        }

        @Bean
        EngineIncidents engineIncidents() {
            return mock();
        }

        @Bean
        ProcessInstances processInstances() {
            return mock();
        }
    }

    @Test
    void shouldGoOnWhereTheLastBatonWasAndCarryTheLoad() {
        var orders = IntStream.range(0, FULFILMENTS)
                .mapToObj(i -> SandboxFixture.anOrder())
                .toList();
        orders.forEach(this::store);
        try (var first = baton("--baton.sandbox.ships-after=PT1H")) {
            var warehouse = first.getBean(WarehouseGateway.class);
            orders.forEach(order -> warehouse.release(SandboxFixture.aRelease(order.fulfilment(1), "233 S Wacker Dr")));
            orders.subList(0, 3)
                    .forEach(order -> sandbox.jdbc
                            .sql("update orders set cancel_requested_at = now() where id = ?")
                            .param(order.value())
                            .update());
        }
        sandbox.jdbc
                .sql("update sandbox_event set due_at = now() where order_id = any(?)")
                .param(orders.stream().map(OrderId::value).toArray(String[]::new))
                .update();
        try (var ignored = baton("--baton.sandbox.delivers-after=0s")) {
            var begin = System.nanoTime();
            await().atMost(Duration.ofMinutes(1)).until(() -> count("DELIVERED"), n -> n == FULFILMENTS - 3);
            var seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf("%.0f reports a second%n", 2 * FULFILMENTS / seconds);
        }
        assertThat(count("ALLOCATED")).isEqualTo(3);
        assertThat(sandbox.outcomes(Vendor.WAREHOUSE, orders.getFirst()))
                .containsExactly("release DONE", "shipped REFUSED");
        assertThat(sandbox.outcomes(Vendor.WAREHOUSE, orders.getLast()))
                .containsExactly("release DONE", "shipped DONE");
    }

    private static ConfigurableApplicationContext baton(String... arguments) {
        return new SpringApplicationBuilder(Baton.class)
                .lazyInitialization(true) // of the domain only what the player needs
                .properties("spring.main.banner-mode=off", "spring.flyway.enabled=false")
                .run(arguments);
    }

    private int count(String status) {
        return sandbox.jdbc
                .sql("select count(*) from fulfilment where status = ? and node_id = 'player-dc'")
                .param(status)
                .query(Integer.class)
                .single();
    }

    private void store(OrderId order) {
        FulfilmentId fulfilment = order.fulfilment(1);
        for (var statement : List.of(
                """
                insert into node (id, name, type, postal_code, country, latitude, longitude, time_zone, capabilities, active)
                values ('player-dc', 'DC', 'warehouse', '60606', 'US', 41, -87, 'America/Chicago', '{}', true)
                on conflict do nothing""",
                "insert into product (sku, name, handling) values (:sku, 'Jacket', 'ordinary') on conflict do nothing",
                "insert into stock (node_id, sku, updated_at) values ('player-dc', :sku, now()) on conflict do nothing",
                """
                insert into stock_movement (key, node_id, sku, type, on_hand_change, reserved_change, damaged_change,
                                            actor, occurred_at, recorded_at)
                values (:fulfilment || '/held', 'player-dc', :sku, 'receipt', 10000, 2, 0, 'test', now(), now())""",
                """
                insert into orders (id, channel, channel_order_number, status, placed_at, accepted_at, customer_consents,
                                    delivery_option, currency, shipping_minor, payment_method)
                values (:order, 'web', :order, 'IN_FULFILMENT', now(), now(), '{}', 'ship', 'USD', 0, 'invoice')""",
                """
                insert into order_line (order_id, line_number, sku, quantity, allocated, unit_price_minor, discount_minor,
                                        tax_minor)
                values (:order, 1, :sku, 2, 2, 100, 0, 0)""",
                """
                insert into fulfilment (id, order_id, request_key, node_id, method, process, status, accept_within,
                                        pick_within, pickup_window, created_at, updated_at, order_placed_at)
                values (:fulfilment, :order, 'r', 'player-dc', 'SHIP_FROM_WAREHOUSE', 'p', 'ALLOCATED', 'PT1H', 'PT1H',
                        'PT1H', now(), now(), now())""",
                "insert into fulfilment_line (fulfilment_id, line_number, sku, quantity) values (:fulfilment, 1, :sku, 2)",
                """
                insert into reservation (fulfilment_id, line_number, order_id, node_id, sku, quantity, created_at)
                values (:fulfilment, 1, :order, 'player-dc', :sku, 2, now())""")) {
            sandbox.jdbc
                    .sql(statement)
                    .param("order", order.value())
                    .param("fulfilment", fulfilment.value())
                    .param("sku", "PLAYER-" + order.hashCode() % 50)
                    .update();
        }
    }
}
