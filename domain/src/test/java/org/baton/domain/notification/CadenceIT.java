package org.baton.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baton.domain.support.OrderBuilder.anOrder;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.baton.domain.common.OrderId;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.notification.CadenceRules.Planned;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.MessageGateway.Outgoing;
import org.baton.domain.support.DomainIT;
import org.baton.domain.support.NodeBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CadenceIT extends DomainIT {

    private static final QuietHours NIGHT = new QuietHours(21, 8);
    private static final Set<String> STOPS = Set.of("collected", "order-cancelled");

    @Autowired
    private Notifications notifications;

    @Autowired
    private NotificationBook book;

    @Autowired
    private NotificationOutbox relay;

    @Autowired
    private Consents consents;

    @Test
    void shouldConfirmAnOrderThroughTheRelayWhenItIsAccepted() {
        given("SKU-1");
        var id = accepted(anOrder());

        work();

        assertThat(mail.sent())
                .extracting(Outgoing::key)
                .containsExactlyInAnyOrder(id + "/order-confirmed/email", id + "/order-confirmed/sms");
        assertThat(count("notification_event")).isZero();
        assertThat(commands()).containsExactly("order-accepted/" + id);
        assertThat(states(id, "order-confirmed", Channel.SMS)).containsExactly("SCHEDULED", "PENDING", "SENT");
    }

    @Test
    void shouldSendThePickupCadenceInTimeWhenNobodyCollects() {
        var f = ready();
        assertThat(templates()).containsExactly("ready-for-pickup");
        assertThat(commands()).contains("notification-scheduled/" + cadence(f));

        assertThat(notifications.sendDue(cadence(f), clock.instant())).isPresent();
        assertThat(templates()).containsExactly("ready-for-pickup");

        clock.advance(Duration.ofHours(2));
        assertThat(notifications.sendDue(cadence(f), clock.instant())).isEmpty();
        assertThat(templates()).containsExactly("ready-for-pickup", "pickup-reminder");
    }

    @Test
    void shouldTrustTheTimerWhenTheEnginesClockIsAhead() {
        var f = ready();

        notifications.sendDue(cadence(f), clock.instant().plus(Duration.ofHours(2)));

        assertThat(templates()).contains("pickup-reminder");
    }

    @Test
    void shouldUseTheNewAddressWhenItChangedBeforeTheTimer() {
        rules.tell(
                told("ready-for-pickup", Channel.EMAIL, Duration.ZERO, null),
                told("pickup-reminder", Channel.EMAIL, Duration.ofHours(2), null));
        var f = atStore(1, 1);
        notifications.send(f.orderId(), f.id(), "ready-for-pickup");
        jdbc.sql("update orders set customer_email = 'new@example.com'").update();
        clock.advance(Duration.ofHours(2));

        notifications.sendDue(cadence(f), clock.instant());

        assertThat(mail.sent()).extracting(Outgoing::recipient).containsExactly("ada@example.com", "new@example.com");
    }

    @Test
    void shouldStopWhatIsPendingWhenCollected() {
        var f = ready();
        clock.advance(Duration.ofHours(1));
        collected(f, "test");
        work();
        clock.advance(Duration.ofHours(1));

        assertThat(notifications.sendDue(cadence(f), clock.instant())).isEmpty();
        assertThat(templates()).containsExactly("ready-for-pickup");
        assertThat(states(f.orderId(), "pickup-reminder", Channel.PUSH)).containsExactly("SCHEDULED", "STOPPED");
        assertThat(commands()).contains("notification-stopped/" + cadence(f));
    }

    @Test
    void shouldSendNoSmsWhenTheCustomerSaidStopBetween() {
        rules.tell(sms("ready-for-pickup", Duration.ZERO), sms("pickup-reminder", Duration.ofHours(2)));
        var f = atStore(1, 1);
        notifications.send(f.orderId(), f.id(), "ready-for-pickup");
        consents.change(Channel.SMS, "+13125550100", false, "twilio STOP");
        clock.advance(Duration.ofHours(2));

        notifications.sendDue(cadence(f), clock.instant());

        assertThat(templates()).containsExactly("ready-for-pickup");
        assertThat(states(f.orderId(), "pickup-reminder", Channel.SMS)).containsExactly("SCHEDULED", "STOPPED");
        consents.change(Channel.SMS, "+13125550100", true, "twilio START");
        notifications.send(f.orderId(), null, "ready-for-pickup");
        assertThat(templates()).hasSize(2);
    }

    @Test
    void shouldWaitForTheMorningByTheCustomersZipCodeWhenItIsNight() {
        rules.tell(sms("order-held", Duration.ZERO), told("order-held", Channel.EMAIL, Duration.ZERO, null));
        given("SKU-1");
        clock.advance(Duration.ofHours(11)); // 03:00Z: 19:00 in Los Angeles, 22:00 in New York
        var west = accepted(anOrder().to("94105"));
        var east = accepted(anOrder().to("10001"));

        notifications.send(west, null, "order-held");
        notifications.send(east, null, "order-held");

        assertThat(mail.sent())
                .extracting(Outgoing::key)
                .containsExactly(west + "/order-held/sms", west + "/order-held/email", east + "/order-held/email");
        assertThat(book.find(east + "/order-held/sms").orElseThrow().plan().dueAt())
                .isEqualTo(Instant.parse("2026-11-21T13:00:00Z"));
    }

    @Test
    void shouldTryTheNextAllowedChannelWhenOneIsRefused() {
        rules.tell(sms("order-held", Duration.ZERO));
        given("SKU-1");
        var id = accepted(anOrder());
        mail.refuses(true);
        notifications.send(id, null, "order-held");
        mail.refuses(false);

        work();

        assertThat(mail.sent()).extracting(Outgoing::key).contains(id + "/order-held/email");
        var instead = book.find(id + "/order-held/email").orElseThrow();
        assertThat(instead.plan().because()).isEqualTo("instead of sms: no such mailbox");
    }

    @Test
    void shouldGiveUpAndFallBackWhenAProviderIsDownForLong() {
        rules.tell(sms("order-confirmed", Duration.ZERO));
        given("SKU-1");
        var id = accepted(anOrder());
        mail.isDown(Channel.SMS, true);
        for (int i = 0; i < 20; i++) {
            work();
            clock.advance(Duration.ofMinutes(5));
        }

        assertThat(book.find(id + "/order-confirmed/sms").orElseThrow())
                .satisfies(n -> assertThat(n.status()).isEqualTo("FAILED"))
                .satisfies(n -> assertThat(n.attempts()).isEqualTo(8));
        assertThat(mail.sent()).extracting(Outgoing::key).containsExactly(id + "/order-confirmed/email");
    }

    @Test
    void shouldSendOnceThroughTheRelayWhenTheAnswerWasLost() {
        rules.tell(sms("order-confirmed", Duration.ZERO));
        given("SKU-1");
        accepted(anOrder());
        mail.losesAnswers(true);
        work();
        mail.losesAnswers(false);
        clock.advance(Duration.ofMinutes(5));

        work();

        assertThat(mail.sent()).hasSize(1);
        assertThat(jdbc.sql("select status from notification")
                        .query(String.class)
                        .list())
                .containsExactly("SENT");
    }

    @Test
    void shouldPlanNothingForAnAddressThatCannotBe() {
        given("SKU-1");
        var id = accepted(anOrder());
        jdbc.sql("update orders set customer_phone = '555-0100', customer_email = 'a b@c'")
                .update();

        notifications.send(id, null, "order-held");

        assertThat(mail.sent()).isEmpty();
        assertThat(book.of(id)).isEmpty();
    }

    @Test
    void shouldTellOfAnotherStoreOnlyWhenItIsAnother() {
        var f = atStore(1, 1);
        work();
        assertThat(templates()).doesNotContain("store-changed");
        given(NodeBuilder.aStore("store-2"));
        jdbc.sql("update orders set delivery_node = 'store-2' where id = ?")
                .param(f.orderId().value())
                .update();

        notifications.send(f.orderId(), f.id(), "store-changed");

        assertThat(templates()).contains("store-changed");
    }

    private Fulfilment ready() {
        rules.tell(
                sms("ready-for-pickup", Duration.ZERO),
                told("pickup-reminder", Channel.PUSH, Duration.ofHours(2), NIGHT));
        var f = atStore(1, 1);
        jdbc.sql("update orders set customer_consents = '{email,sms,push}'").update();
        notifications.send(f.orderId(), f.id(), "ready-for-pickup");
        return f;
    }

    /** What the relay does until nothing is due. */
    private void work() {
        tellCustomers();
        relay.due(100).forEach(relay::send);
        relay.due(100).forEach(relay::send);
    }

    private static Planned sms(String template, Duration delay) {
        return told(template, Channel.SMS, delay, NIGHT);
    }

    private static Planned told(String template, Channel channel, Duration delay, @Nullable QuietHours quiet) {
        return new Planned(
                template, channel, delay, STOPS, quiet, List.of(Channel.PUSH, Channel.EMAIL), "a test says so", "1");
    }

    private static String cadence(Fulfilment f) {
        return f.id() + "/ready-for-pickup";
    }

    private List<String> templates() {
        return mail.sent().stream().map(m -> m.key().split("/")[1]).toList();
    }

    private List<String> states(OrderId id, String template, Channel channel) {
        return book.of(id).stream()
                .filter(n -> n.message().equals(template) && n.by() == channel)
                .flatMap(n -> n.history().stream())
                .map(state -> state.status().name())
                .toList();
    }
}
