package org.baton.app.cadence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baton.domain.notification.MessageGateway.Channel.EMAIL;
import static org.baton.domain.notification.MessageGateway.Channel.EVENTS;
import static org.baton.domain.notification.MessageGateway.Channel.PUSH;
import static org.baton.domain.notification.MessageGateway.Channel.SMS;
import static org.baton.domain.notification.Notification.Status.SCHEDULED;
import static org.baton.domain.notification.Notification.Status.STOPPED;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.baton.domain.common.OrderId;
import org.baton.domain.notification.InboundHook.Report.Reply;
import org.baton.domain.notification.Inbox;
import org.baton.domain.order.OrderLifecycle;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The shipped pickup cadence from order to feedback, with the engine's timers, the workers and the database. */
class PickupCadenceIT extends CadenceJourney {

    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final LocalTime MORNING = LocalTime.of(10, 0);
    private static final LocalTime EVENING = LocalTime.of(19, 30);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    @Autowired
    private Inbox inbox;

    @Autowired
    private MeterRegistry metrics;

    @Autowired
    private OrderLifecycle lifecycle;

    @Test
    void shouldTellEverythingInTimeWhenTheCustomerComesLate() {
        TIME.toTomorrow(MORNING, CHICAGO);
        var order = confirmed();
        ready(order);
        var push = message(order, "pickup-reminder", PUSH).orElseThrow();
        assertThat(push.plan().dueAt())
                .isBetween(
                        push.createdAt().plus(Duration.ofHours(2)).minusSeconds(1),
                        push.createdAt().plus(Duration.ofHours(2)));

        TIME.to(push.plan().dueAt().minus(Duration.ofMinutes(1)));
        assertThat(message(order, "pickup-reminder", PUSH).orElseThrow().status())
                .isEqualTo("SCHEDULED");
        TIME.to(push.plan().dueAt().plus(MOMENT));
        isSentWhenDue(order, "pickup-reminder", PUSH);
        collected(order);
        var feedback = becomes(order, "feedback", EMAIL, SCHEDULED);
        becomes(order, "pickup-expiring", SMS, STOPPED);

        TIME.to(feedback.plan().dueAt().minus(Duration.ofMinutes(1)));
        assertThat(message(order, "feedback", EMAIL).orElseThrow().status()).isEqualTo("SCHEDULED");
        TIME.to(feedback.plan().dueAt().plus(MOMENT));
        isSentWhenDue(order, "feedback", EMAIL);
        isSentWhenDue(order, "feedback", EVENTS);

        assertThat(feedback.plan().dueAt()).isAfter(push.plan().dueAt().plus(Duration.ofHours(24)));
        assertThat(mailbox(order))
                .containsExactlyInAnyOrder(
                        "order-confirmed/email",
                        "order-confirmed/sms",
                        "ready-for-pickup/sms",
                        "pickup-reminder/push",
                        "feedback/email",
                        "feedback/events");
    }

    @Test
    void shouldSendNoPushWhenCollectedAfterOneHour() {
        TIME.toTomorrow(MORNING, CHICAGO);
        var order = confirmed();
        ready(order);
        var push = message(order, "pickup-reminder", PUSH).orElseThrow();
        TIME.to(push.createdAt().plus(Duration.ofHours(1)));
        collected(order);
        becomes(order, "pickup-reminder", PUSH, STOPPED);

        TIME.to(push.plan().dueAt().plus(Duration.ofDays(2)));
        isSentWhenDue(order, "feedback", EMAIL);
        isSentWhenDue(order, "feedback", EVENTS);

        assertThat(mailbox(order))
                .containsExactlyInAnyOrder(
                        "order-confirmed/email",
                        "order-confirmed/sms",
                        "ready-for-pickup/sms",
                        "feedback/email",
                        "feedback/events");
    }

    @Test
    void shouldSendNoSmsWhenTheCustomerSaidStopBetween() {
        TIME.toTomorrow(MORNING, CHICAGO);
        var order = confirmed();
        ready(order);
        var warning = message(order, "pickup-expiring", SMS).orElseThrow();
        assertThat(warning.status()).isEqualTo("SCHEDULED");
        var reply = inbox.take("twilio", List.of(new Reply("SM-" + order, SMS, phone, "Stop.")));
        assertThat(reply).isEmpty();

        TIME.to(warning.plan().dueAt().plus(MOMENT));
        isSentWhenDue(order, "pickup-reminder", PUSH);
        assertThat(becomes(order, "pickup-expiring", SMS, STOPPED).reason()).isEqualTo("consent withdrawn");
        assertThat(lifecycle.requestCancel(order, "changed my mind", "ada").cancelRequested())
                .isTrue();
        isSentWhenDue(order, "order-cancelled", EMAIL);

        assertThat(mailbox(order))
                .containsExactlyInAnyOrder(
                        "order-confirmed/email",
                        "order-confirmed/sms",
                        "ready-for-pickup/sms",
                        "pickup-reminder/push",
                        "order-cancelled/email");
    }

    @Test
    void shouldTellOfTheDelayWhenTheStoreIsLate() {
        TIME.toTomorrow(MORNING, CHICAGO);
        var order = confirmed();
        accepted(order);
        assertThat(taskFor(order, "pick").status().isOpen()).isTrue();
        var promise = fulfilments.of(order).getFirst().promisedAt();

        TIME.to(promise.plus(MOMENT));
        isSentWhenDue(order, "order-delayed", EMAIL);
        isSentWhenDue(order, "order-delayed", SMS);
        readyAfterAccepting(order);

        assertThat(mailbox(order)).contains("order-delayed/sms", "ready-for-pickup/sms");
    }

    @Test
    void shouldCountWhatIsSentByChannel() {
        TIME.toTomorrow(MORNING, CHICAGO);
        var before = sent("sms");
        confirmed();
        assertThat(sent("sms")).isGreaterThan(before);
        assertThat(sent("email")).isPositive();
    }

    private double sent(String channel) {
        var counter = metrics.find("baton.notifications")
                .tags("channel", channel, "status", "sent")
                .counter();
        return counter == null ? 0 : counter.count();
    }

    /** Twice, because the clocks go forward once and back once. */
    @RepeatedTest(2)
    void shouldWaitForTheCustomersMorningWhenTheClocksAreChangedInTheNight() {
        var evening = TIME.toEveOfNextChange(EVENING, CHICAGO);
        var order = confirmed();
        ready(order);
        var push = message(order, "pickup-reminder", PUSH).orElseThrow();
        var morning = evening.toLocalDate().plusDays(1).atTime(8, 0).atZone(CHICAGO);
        assertThat(push.plan().dueAt()).isEqualTo(morning.toInstant());
        assertThat(Duration.between(evening, morning)).isNotEqualTo(Duration.ofMinutes(12 * 60 + 30));

        TIME.to(morning.toInstant().minus(Duration.ofMinutes(1)));
        assertThat(message(order, "pickup-reminder", PUSH).orElseThrow().status())
                .isEqualTo("SCHEDULED");
        TIME.to(morning.toInstant().plus(MOMENT));
        isSentWhenDue(order, "pickup-reminder", PUSH);
        collected(order);
    }

    @Test
    void shouldConfirmByEmailAtOnceAndByPhoneInTheMorningWhenOrderedAtNight() {
        var night = TIME.toTomorrow(LocalTime.of(23, 30), CHICAGO);
        var order = placed();
        isSentWhenDue(order, "order-confirmed", EMAIL);
        var sms = becomes(order, "order-confirmed", SMS, SCHEDULED);
        var morning =
                night.toLocalDate().plusDays(1).atTime(8, 0).atZone(CHICAGO).toInstant();
        assertThat(sms.plan().dueAt()).isEqualTo(morning);

        TIME.to(morning.plus(MOMENT));
        isSentWhenDue(order, "order-confirmed", SMS);
    }

    private OrderId confirmed() {
        var order = placed();
        isSentWhenDue(order, "order-confirmed", EMAIL);
        isSentWhenDue(order, "order-confirmed", SMS);
        return order;
    }
}
