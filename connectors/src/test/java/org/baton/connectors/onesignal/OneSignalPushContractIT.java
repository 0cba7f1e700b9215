package org.baton.connectors.onesignal;

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
class OneSignalPushContractIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Outgoing GOOD = new Outgoing(
            "ord_1/order-confirmed/push", Channel.PUSH, "c-17", "Your order W-1", "Your order", "<p>Your order</p>");

    @Test
    void shouldFitTheVendorsSpecification() {
        try (var prism = Prism.of("onesignal/onesignal_oms.json")) {
            assertThat(vendor(prism.address(), PATIENCE).send(GOOD)).isNotBlank();
            assertThat(vendor(prism.address(), PATIENCE).find(GOOD)).isEmpty();
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
                    .hasMessageNotContaining("c-17");
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    private static OneSignalPush vendor(URI address, Duration timeout) {
        return new OneSignalPush(
                new OneSignalSettings("b3a0c8bd-3a4c-4b22-9a73-3f1a8c2d1b88", "key", address, "secret", timeout));
    }
}
