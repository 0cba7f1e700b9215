package org.baton.connectors.onesignal;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.baton.connectors.MessageVendorContract;
import org.baton.domain.notification.MessageGateway;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.MessageGateway.Outgoing;

class OneSignalPushContractIT extends MessageVendorContract {

    private static final String APP = "b3a0c8bd-3a4c-4b22-9a73-3f1a8c2d1b88";

    @Override
    protected String specification() {
        return "onesignal/onesignal_oms.json";
    }

    @Override
    protected MessageGateway vendor(URI address, Duration timeout) {
        return new OneSignalPush(new OneSignalSettings(APP, "key", address, "secret", timeout));
    }

    @Override
    protected Outgoing good() {
        return new Outgoing("ord_1/order-confirmed/push", Channel.PUSH, "c-17", "Your order W-1", "Your order", null);
    }

    @Override
    protected List<Broken> brokenSends() {
        return List.of(
                new Broken("\"app_id\"", "\"app\""),
                new Broken("\"" + APP + "\"", "17"),
                new Broken("{\"en\":\"Your order W-1\"}", "\"Your order W-1\""),
                new Broken("\"en\":\"Your order W-1\"", "\"en\":17"),
                new Broken("\"push\"", "\"pigeon\""));
    }

    @Override
    protected boolean looksUp() {
        return false;
    }
}
