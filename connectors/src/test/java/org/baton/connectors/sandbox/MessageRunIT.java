package org.baton.connectors.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.baton.domain.common.OrderId;
import org.baton.domain.fulfilment.FulfilmentPolicies;
import org.baton.domain.fulfilment.PublicAddress;
import org.baton.domain.incident.EngineIncidents;
import org.baton.domain.inventory.StockRules;
import org.baton.domain.notification.CadenceRules;
import org.baton.domain.notification.MessageGateway;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.MessageGateway.Outgoing;
import org.baton.domain.notification.NotificationEvents.Written;
import org.baton.domain.notification.NotificationOutbox;
import org.baton.domain.operations.ProcessInstances;
import org.baton.domain.order.Catalogue;
import org.baton.domain.order.OrderLimits;
import org.baton.domain.order.ScheduleRules;
import org.baton.domain.order.ScreeningRules;
import org.baton.domain.routing.StrategyRules;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Many messages through the sandbox, of which some calls fail and some answers are lost: each is sent exactly once. */
@SpringBootTest(
        classes = MessageRunIT.Context.class,
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "spring.main.banner-mode=off",
            "spring.main.lazy-initialization=true", // of the domain only what messages need
            "logging.level.root=warn",
            "logging.level.org.baton.domain.notification=error",
            "baton.sandbox.latency=0ms",
            "baton.notification.first-pause=100ms",
            "spring.datasource.hikari.maximum-pool-size=24"
        })
class MessageRunIT {

    private static final int MESSAGES = Integer.getInteger("baton.messages", 20_000);
    private static final int SENDERS = 12;
    private static final int AT_ONCE = 50;
    /** Of twenty customers, two have a phone at which calls fail, and one at which an answer is lost. */
    private static final String ORDERS = """
            insert into orders (id, channel, channel_order_number, status, placed_at, accepted_at, customer_name,
                   customer_phone, customer_consents, delivery_option, delivery_postal_code, currency,
                   shipping_minor, payment_method)
            select :prefix || i, 'web', :prefix || i, 'CREATED', now(), now(), 'Ada', case
                   when i % 20 in (0, 1) then '+15005550004' when i % 20 = 2 then '+15005550007'
                   else '+13125550100' end, '{sms}', 'ship', '60606', 'USD', 0, 'card'
            from generate_series(0, :last) i""";

    private static final String LINES = """
            insert into order_line (order_id, line_number, sku, quantity, unit_price_minor, discount_minor, tax_minor)
            select id, 1, 'SKU-1', 1, 1000, 0, 0 from orders where id like :prefix || '%'""";

    private static final String EVENTS = """
            insert into notification_event (order_id, event, occurrence, facts, happened_at, due_at)
            select id, 'order-confirmed', '', '{}', now(), now() from orders where id like :prefix || '%'""";

    private static final EmbeddedPostgres POSTGRES = start();

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private NotificationOutbox outbox;

    @Autowired
    private MessageGateway sandbox;

    @EnableAutoConfiguration
    @EnableConfigurationProperties(OrderLimits.class)
    @ComponentScan(
            basePackages = {"org.baton.domain", "org.baton.connectors.sandbox"},
            excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*IT\\$.*"))
    static class Context {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        CadenceRules cadenceRules() {
            return facts -> List.of(new CadenceRules.Planned(
                    facts.event(), Channel.SMS, Duration.ZERO, Set.of(), null, List.of(), "the only row", "1"));
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
        FulfilmentPolicies fulfilmentPolicies() {
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

        @Bean
        PublicAddress publicAddress() {
            return () -> "https://orders.example.com";
        }
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "60")
                    .start();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", () -> POSTGRES.getJdbcUrl("postgres", "postgres"));
    }

    @Test
    void shouldSendEachExactlyOnceWhenCallsFailAndAnswersAreLost() throws InterruptedException {
        var bare = rate(() -> all(IntStream.range(0, MESSAGES)
                .<Runnable>mapToObj(i -> () -> sandbox.send(
                        new Outgoing("bare/" + i, Channel.SMS, "+13125550100", "Your order W-" + i + " is confirmed.")))
                .toList()));
        orders("ord_found", MESSAGES);

        var baton = rate(() -> {
            for (var events = outbox.events(500); !events.isEmpty(); events = outbox.events(500)) {
                all(outbox.plan(events).stream()
                        .<Runnable>map(message -> () -> outbox.send(message))
                        .toList());
            }
            while (unsent() > 0) {
                all(outbox.due(2_000).stream()
                        .<Runnable>map(key -> () -> outbox.send(key))
                        .toList());
            }
        });

        System.out.printf(
                "%d messages, 10 %% failures, 5 %% lost answers: %.0f messages/s; bare sandbox %.0f messages/s%n",
                MESSAGES, baton, bare);
        var calls = "sandbox_call where operation = 'send-sms' and key like 'ord_found%' and outcome = ";
        assertThat(count(calls + "'UNAVAILABLE'")).isEqualTo(MESSAGES / 10 * 2);
        assertThat(count(calls + "'ANSWER_LOST'")).isEqualTo(MESSAGES / 20);
        assertSentOnce("ord_found", MESSAGES);
    }

    @Test
    void shouldSendEachExactlyOnceWhenOneSendsWhatItPlannedAndOthersFindIt() throws InterruptedException {
        var many = MESSAGES / 10;
        orders("ord_told", many);
        var told = jdbc.sql("select id, order_id from notification_event where order_id like 'ord_told%' order by id")
                .query((rs, n) -> new Written(rs.getLong("id"), new OrderId(rs.getString("order_id"))))
                .list();
        var works = new ArrayList<Runnable>();
        for (int from = 0; from < many; from += AT_ONCE) {
            var events = told.subList(from, Math.min(from + AT_ONCE, many));
            works.add(() -> outbox.plan(events).forEach(outbox::send));
            works.add(() -> {
                outbox.plan(outbox.events(AT_ONCE)).forEach(outbox::send);
                outbox.due(2 * AT_ONCE).forEach(outbox::send);
            });
        }

        all(works);
        while (unsent() > 0) {
            outbox.due(many).forEach(outbox::send);
        }

        assertThat(count("notification_event where order_id like 'ord_told%'")).isZero();
        assertSentOnce("ord_told", many);
    }

    /** Sent once: one call of each key acted, and none came after it. */
    private void assertSentOnce(String prefix, int many) {
        assertThat(count("notification where order_id like '" + prefix + "%'")).isEqualTo(many);
        assertThat(count("notification where order_id like '" + prefix + "%' and status = 'SENT'"))
                .isEqualTo(many);
        var acted = "(select key from sandbox_call where operation = 'send-sms' and key like '" + prefix
                + "%' and outcome in ('DONE', 'ANSWER_LOST') group by key having count(*) ";
        assertThat(count(acted + "= 1) once")).isEqualTo(many);
        assertThat(count(acted + "> 1) twice")).isZero();
    }

    /** A work that must be over in minutes, and its messages per second. */
    private static double rate(Work work) throws InterruptedException {
        var start = System.nanoTime();
        work.run();
        return MESSAGES / ((System.nanoTime() - start) / 1e9);
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static void all(List<Runnable> works) throws InterruptedException {
        var places = new Semaphore(SENDERS);
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var work : works) {
                places.acquire();
                senders.execute(() -> {
                    try {
                        work.run();
                    } finally {
                        places.release();
                    }
                });
            }
        }
    }

    private void orders(String prefix, int many) {
        jdbc.sql(ORDERS).param("prefix", prefix).param("last", many - 1).update();
        jdbc.sql(LINES).param("prefix", prefix).update();
        jdbc.sql(EVENTS).param("prefix", prefix).update();
    }

    private long unsent() {
        return count("notification where status in ('SCHEDULED', 'PENDING')");
    }

    private long count(String what) {
        return jdbc.sql("select count(*) from " + what).query(Long.class).single();
    }
}
