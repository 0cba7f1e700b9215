package org.baton.connectors.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.baton.connectors.MessageVendorContract;
import org.baton.domain.notification.MessageGateway;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.MessageGateway.Outgoing;
import org.junit.jupiter.api.Test;

class TwilioSmsContractIT extends MessageVendorContract {

    private static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";

    @Override
    protected String specification() {
        return "twilio/twilio_api_v2010.json";
    }

    @Override
    protected MessageGateway vendor(URI address, Duration timeout) {
        return new TwilioSms(new TwilioSettings(
                ACCOUNT,
                "token",
                "+15005550006",
                address,
                URI.create("https://shop.example.com/hooks/twilio"),
                timeout));
    }

    @Override
    protected Outgoing good() {
        return new Outgoing("ord_1/order-confirmed/sms", Channel.SMS, "+13125550100", "Your order W-1");
    }

    @Override
    protected List<Broken> brokenSends() {
        return List.of(
                new Broken("To=", "Two="),
                new Broken(ACCOUNT, "nobody"),
                new Broken(ACCOUNT, ACCOUNT + "0"),
                new Broken("https%3A%2F%2Fshop.example.com%2Fhooks%2Ftwilio", "nowhere"));
    }

    @Override
    protected List<Broken> brokenFinds() {
        return List.of(
                new Broken(ACCOUNT, "nobody"),
                new Broken("PageSize=50", "PageSize=5000"),
                new Broken("PageSize=50", "PageSize=many"),
                new Broken("PageSize=50", "PageSize=0"));
    }

    @Override
    protected boolean looksUp() {
        return true;
    }

    @Test
    void shouldFitTheVendorsSpecificationWhenItLooksUp() {
        assertThat(vendor(prism().address(), Duration.ofSeconds(20)).find(good()))
                .isEmpty();
    }
}
