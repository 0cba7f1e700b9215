package org.baton.connectors.klaviyo;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.baton.connectors.MessageVendorContract;
import org.baton.domain.notification.MessageGateway;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.MessageGateway.Outgoing;

class KlaviyoEventsContractIT extends MessageVendorContract {

    @Override
    protected String specification() {
        return "klaviyo/create_event_oms.json";
    }

    @Override
    protected MessageGateway vendor(URI address, Duration timeout) {
        return new KlaviyoEvents(new KlaviyoSettings("key", "2026-07-15", address, timeout));
    }

    @Override
    protected Outgoing good() {
        var properties = "{\"orderNumber\":\"W-1\"}";
        return new Outgoing(
                "ord_1/order-confirmed/events", Channel.EVENTS, "ada@example.com", properties, "order-confirmed", null);
    }

    @Override
    protected List<Broken> brokenSends() {
        return List.of(
                new Broken("{\"orderNumber\":\"W-1\"}", "[]"),
                new Broken("{\"orderNumber\":\"W-1\"}", "7"),
                new Broken("\"type\":\"event\"", "\"type\":\"happening\""),
                new Broken("\"metric\":{", "\"measure\":{"),
                new Broken("\"name\":\"order-confirmed\"", "\"name\":null"),
                new Broken("\"profile\":{", "\"person\":{"),
                new Broken("\"email\":\"ada@example.com\"", "\"email\":17"));
    }

    @Override
    protected boolean looksUp() {
        return false;
    }
}
