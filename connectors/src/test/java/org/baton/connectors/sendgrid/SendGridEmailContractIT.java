package org.baton.connectors.sendgrid;

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
class SendGridEmailContractIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Outgoing GOOD = new Outgoing(
            "ord_1/order-confirmed/email",
            Channel.EMAIL,
            "ada@example.com",
            "Your order W-1",
            "Your order",
            "<p>Your order</p>");

    @Test
    void shouldFitTheVendorsSpecification() {
        try (var prism = Prism.of("sendgrid/tsg_mail_v3.json")) {
            assertThat(vendor(prism.address(), PATIENCE).send(GOOD)).isNotBlank();
            var nobody = new Outgoing("k", Channel.EMAIL, "not an address", "", "", null);
            assertThatThrownBy(() -> vendor(prism.address(), PATIENCE).send(nobody))
                    .isInstanceOf(GatewayRejectedException.class);
            var empty = new Outgoing("k", Channel.EMAIL, "ada@example.com", "", "Subject", null);
            assertThatThrownBy(() -> vendor(prism.address(), PATIENCE).send(empty))
                    .isInstanceOf(GatewayRejectedException.class);
            assertThatThrownBy(() -> vendor(prism.address(), PATIENCE).find(GOOD))
                    .isInstanceOf(GatewayUnavailableException.class);
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

    private static SendGridEmail vendor(URI address, Duration timeout) {
        return new SendGridEmail(new SendGridSettings("SG.key", "shop@example.com", "Shop", address, "", timeout));
    }
}
