package org.baton.connectors.klaviyo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.baton.connectors.FaultyServer;
import org.baton.connectors.Prism;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.MessageGateway.Outgoing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against the vendor's own specification, and against its bad days. */
class KlaviyoEventsContractIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Outgoing GOOD = new Outgoing(
            "ord_1/order-confirmed/events",
            Channel.EVENTS,
            "ada@example.com",
            "{\"orderNumber\": \"W-1\"}",
            "Your order",
            "<p>Your order</p>");

    @Test
    void shouldFitTheVendorsSpecification() {
        try (var prism = Prism.of("klaviyo/create_event_oms.json")) {
            assertThat(vendor(prism.address(), PATIENCE).send(GOOD)).isNotBlank();
            var noProperties = new Outgoing("k", Channel.EVENTS, "ada@example.com", "[]", "feedback", null);
            assertThatThrownBy(() -> vendor(prism.address(), PATIENCE).send(noProperties))
                    .isInstanceOf(GatewayRejectedException.class);
            var notAnObject = new Outgoing("k", Channel.EVENTS, "ada@example.com", "7", "feedback", null);
            assertThatThrownBy(() -> vendor(prism.address(), PATIENCE).send(notAnObject))
                    .isInstanceOf(GatewayRejectedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503, 401, FaultyServer.SILENT})
    void shouldAskOnceAndSayThatItIsUnknownWhenTheVendorDoesNotAnswer(int status) {
        try (var server = new FaultyServer(status)) {
            var vendor = vendor(server.address(), Duration.ofMillis(700));
            assertThatThrownBy(() -> vendor.send(GOOD)).isInstanceOf(GatewayUnavailableException.class);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void shouldSayThatItIsRefusedWhenTheVendorSaysSo() {
        try (var server = new FaultyServer(400)) {
            assertThatThrownBy(() -> vendor(server.address(), PATIENCE).send(GOOD))
                    .isInstanceOf(GatewayRejectedException.class)
                    .hasMessageNotContaining("ada@example.com");
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    private static KlaviyoEvents vendor(URI address, Duration timeout) {
        return new KlaviyoEvents(new KlaviyoSettings("key", "2026-07-15", address, timeout));
    }
}
