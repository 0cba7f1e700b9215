package org.baton.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baton.domain.support.OrderBuilder.anOrder;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.baton.domain.common.OrderId;
import org.baton.domain.notification.InboundHook.Report.OptOut;
import org.baton.domain.notification.InboundHook.Report.Receipt;
import org.baton.domain.notification.InboundHook.Report.Reply;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.MessageGateway.Outgoing;
import org.baton.domain.notification.Notification.Status;
import org.baton.domain.support.DomainIT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class InboxIT extends DomainIT {

    private static final String PHONE = "+13125550100";

    @Autowired
    private Inbox inbox;

    @Autowired
    private Notifications notifications;

    @Autowired
    private NotificationBook book;

    @Autowired
    private NotificationOutbox relay;

    private OrderId order;

    @BeforeEach
    void tellBySms() {
        rules.tell(new CadenceRules.Planned(
                "order-held",
                Channel.SMS,
                Duration.ZERO,
                Set.of(),
                null,
                List.of(Channel.PUSH, Channel.EMAIL),
                "a test says so",
                "1"));
        given("SKU-1");
        order = accepted(anOrder());
        notifications.send(order, null, "order-held");
    }

    @Test
    void shouldTryTheNextAllowedChannelOnceWhenABounceIsReportedThreeTimes() {
        for (int time = 0; time < 3; time++) {
            assertThat(inbox.take("twilio", List.of(receipt("SM1/undelivered", Status.BOUNCED))))
                    .isEmpty();
            relay.due(10).forEach(relay::send);
        }

        assertThat(mail.sent()).extracting(Outgoing::channel).containsExactly(Channel.SMS, Channel.EMAIL);
        assertThat(sms().status()).isEqualTo("BOUNCED");
        assertThat(sms().history()).extracting(Notification.State::status).containsOnlyOnce(Status.BOUNCED);
    }

    @Test
    void shouldKeepADeliveryWhenABounceIsReportedAfterwards() {
        assertThat(inbox.take(
                        "twilio",
                        List.of(receipt("SM1/delivered", Status.DELIVERED), receipt("SM1/failed", Status.BOUNCED))))
                .isEmpty();

        assertThat(sms().status()).isEqualTo("DELIVERED");
        assertThat(relay.due(10)).isEmpty();
    }

    @Test
    void shouldIgnoreAReceiptOfAnUnknownMessage() {
        var unknown = new Receipt("e9", Channel.SMS, "msg-unknown", null, Status.BOUNCED, "failed");

        assertThat(inbox.take("twilio", List.of(unknown))).isEmpty();

        assertThat(sms().status()).isEqualTo("SENT");
        assertThat(relay.due(10)).isEmpty();
    }

    @Test
    void shouldSendNothingMoreByAChannelWhenItsOwnerOptedOutAtTheVendor() {
        assertThat(inbox.take("sendgrid", List.of(new OptOut("e1", Channel.EMAIL, "ADA@example.com", "spamreport"))))
                .isEmpty();
        assertThat(inbox.take("twilio", List.of(receipt("SM1/failed", Status.BOUNCED))))
                .isEmpty();
        relay.due(10).forEach(relay::send);

        assertThat(mail.sent()).extracting(Outgoing::channel).containsExactly(Channel.SMS);
    }

    @Test
    void shouldObeyTheLastWordWhenStopIsReplayedAfterStart() {
        var stop = new Reply("SM7", Channel.SMS, PHONE, "STOP");
        var start = new Reply("SM8", Channel.SMS, PHONE, "start");
        for (var reply : List.of(stop, start, stop)) {
            assertThat(inbox.take("twilio", List.of(reply))).isEmpty();
        }

        var next = accepted(anOrder());
        notifications.send(next, null, "order-held");

        assertThat(mail.sent()).extracting(Outgoing::key).contains(next + "/order-held/sms");
    }

    private Receipt receipt(String event, Status status) {
        return new Receipt(event, Channel.SMS, "msg-" + sms().key(), null, status, "code 30003");
    }

    private Notification sms() {
        return book.find(order + "/order-held/sms").orElseThrow();
    }
}
