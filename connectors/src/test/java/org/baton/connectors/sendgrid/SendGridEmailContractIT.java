package org.baton.connectors.sendgrid;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.baton.connectors.MessageVendorContract;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.notification.MessageGateway;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.MessageGateway.Outgoing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendGridEmailContractIT extends MessageVendorContract {

    @Override
    protected String specification() {
        return "sendgrid/tsg_mail_v3.json";
    }

    @Override
    protected MessageGateway vendor(URI address, Duration timeout) {
        return new SendGridEmail(new SendGridSettings("SG.key", "shop@example.com", "Shop", address, "", timeout));
    }

    @Override
    protected Outgoing good() {
        return new Outgoing(
                "ord_1/order-confirmed/email",
                Channel.EMAIL,
                "ada@example.com",
                "Your order W-1",
                "Your order",
                "<p>Your order</p>");
    }

    @Override
    protected List<Broken> brokenSends() {
        return List.of(
                new Broken("\"shop@example.com\"", "\"the shop\""),
                new Broken("\"ada@example.com\"", "\"ada\""),
                new Broken("\"personalizations\"", "\"people\""),
                new Broken("\"Your order\"", "\"\""),
                new Broken("\"text/plain\"", "\"\""),
                new Broken("\"Your order W-1\"", "\"\""));
    }

    /** The specification does not know the email activity, which is looked up in. */
    @Override
    protected boolean looksUp() {
        return true;
    }

    @ParameterizedTest
    @CsvSource({"not an address, Your order, Words", "ada@example.com, '', Words", "ada@example.com, Your order, ''"})
    void shouldBeRefusedBySpecificationWhenAMessageCannotBe(String to, String subject, String text) {
        var vendor = vendor(prism().address(), Duration.ofSeconds(20));
        var bad = new Outgoing("k", Channel.EMAIL, to, text, subject, null);
        assertThatThrownBy(() -> vendor.send(bad)).isInstanceOf(GatewayRejectedException.class);
    }
}
