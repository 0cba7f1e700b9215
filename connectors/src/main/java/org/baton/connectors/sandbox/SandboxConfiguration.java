package org.baton.connectors.sandbox;

import java.time.Clock;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.baton.domain.common.Json;
import org.baton.domain.fulfilment.CarrierGateway;
import org.baton.domain.fulfilment.CourierGateway;
import org.baton.domain.fulfilment.CourierTrips;
import org.baton.domain.fulfilment.FulfilmentProgress;
import org.baton.domain.fulfilment.WarehouseGateway;
import org.baton.domain.notification.MessageGateway;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.payment.PaymentGateway;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes each sandbox vendor the one that Baton calls, unless {@code baton.connectors.<port>} names another. */
@Configuration
@EnableConfigurationProperties(SandboxSettings.class)
class SandboxConfiguration {

    private static final String PREFIX = "baton.connectors";
    private static final String SANDBOX = "sandbox";

    @Bean
    FrontDesk sandboxFrontDesk(
            JdbcClient jdbc, TransactionTemplate transaction, Json json, Clock clock, SandboxSettings settings) {
        return new FrontDesk(jdbc, transaction, json, clock, settings);
    }

    @Bean
    @ConditionalOnProperty(prefix = PREFIX, name = "payment", havingValue = SANDBOX, matchIfMissing = true)
    PaymentGateway sandboxPayments(FrontDesk desk, JdbcClient jdbc) {
        return new SandboxPayments(desk, jdbc);
    }

    @Bean
    @ConditionalOnProperty(prefix = PREFIX, name = "warehouse", havingValue = SANDBOX, matchIfMissing = true)
    WarehouseGateway sandboxWarehouse(FrontDesk desk, JdbcClient jdbc, Clock clock, SandboxSettings settings) {
        return new SandboxWarehouse(desk, jdbc, clock, settings);
    }

    @Bean
    @ConditionalOnProperty(prefix = PREFIX, name = "carrier", havingValue = SANDBOX, matchIfMissing = true)
    CarrierGateway sandboxCarrier(FrontDesk desk, Clock clock, SandboxSettings settings) {
        return new SandboxCarrier(desk, clock, settings);
    }

    @Bean
    @ConditionalOnProperty(prefix = PREFIX, name = "courier", havingValue = SANDBOX, matchIfMissing = true)
    CourierGateway sandboxCourier(FrontDesk desk, Clock clock, SandboxSettings settings) {
        return new SandboxCourier(desk, clock, settings);
    }

    @Bean
    @ConditionalOnProperty(prefix = PREFIX, name = "messages", havingValue = SANDBOX, matchIfMissing = true)
    MessageGateway sandboxMessages(FrontDesk desk, JdbcClient jdbc, Environment environment) {
        return new SandboxMessages(
                desk,
                jdbc,
                Arrays.stream(Channel.values())
                        .filter(channel -> environment
                                .getProperty(PREFIX + "." + channel.text(), SANDBOX)
                                .equals(SANDBOX))
                        .collect(Collectors.toSet()));
    }

    /** Plays on what is still due, even where another vendor has taken over. */
    @Bean
    SandboxPlayer sandboxPlayer(
            FulfilmentProgress progress,
            CourierTrips trips,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock,
            SandboxSettings settings) {
        return new SandboxPlayer(
                progress,
                new SandboxTrips(trips, jdbc, transaction, clock, settings),
                jdbc,
                transaction,
                clock,
                settings);
    }
}
