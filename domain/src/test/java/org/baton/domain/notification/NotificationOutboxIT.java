package org.baton.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baton.domain.support.OrderBuilder.anOrder;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.baton.domain.common.OrderId;
import org.baton.domain.notification.CadenceRules.Planned;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.MessageGateway.Outgoing;
import org.baton.domain.notification.Notification.State;
import org.baton.domain.notification.Notification.Status;
import org.baton.domain.notification.NotificationEvents.Written;
import org.baton.domain.support.DomainIT;
import org.baton.domain.support.NodeBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Between the moment in which a message is planned and the one in which it is sent, much may happen. */
class NotificationOutboxIT extends DomainIT {

    private static final Duration A_LEASE = Duration.ofSeconds(30);
    private static final Duration HALF_A_LEASE = A_LEASE.dividedBy(2);

    @Autowired
    private NotificationOutbox outbox;

    @Autowired
    private NotificationBook book;

    @Autowired
    private Consents consents;

    @Autowired
    private Erasure erasure;

    private OrderId id = new OrderId("ord_none");

    @BeforeEach
    void order() {
        given("SKU-1");
        id = accepted(anOrder());
    }

    @Test
    void shouldSendWhatWasPlannedJustNow() {
        var due = planned();
        assertThat(due).extracting(DueMessage::key).containsExactlyInAnyOrder(email(), sms());
        assertThat(due).extracting(DueMessage::planned).doesNotContainNull();
        assertThat(due.toString()).doesNotContain("Ada", "example.com", "3125550100");
        assertThat(book.of(id)).allSatisfy(message -> {
            assertThat(message.status()).isEqualTo("PENDING");
            assertThat(message.attempts()).isEqualTo(1);
            assertThat(message.recipient()).isIn("ada@example.com", "+13125550100");
            assertThat(message.words().text()).isNotBlank();
            assertThat(message.words().templateVersion()).isNotBlank();
            assertThat(message.history())
                    .containsExactly(
                            new State(clock.instant(), Status.SCHEDULED, "told at once"),
                            new State(clock.instant(), Status.PENDING, null));
        });
        assertThat(outbox.due(10)).isEmpty();

        due.forEach(outbox::send);

        assertThat(sent()).containsExactlyInAnyOrder(email(), sms());
        assertThat(book.of(id)).allSatisfy(message -> {
            assertThat(message.status()).isEqualTo("SENT");
            assertThat(message.attempts()).isEqualTo(1);
            assertThat(message.history())
                    .extracting(State::status)
                    .containsExactly(Status.SCHEDULED, Status.PENDING, Status.SENT);
        });
        assertThat(outbox.due(10)).isEmpty();
    }

    @Test
    void shouldSendOnceThroughTheRelayWhenWhoPlannedItIsLate() {
        var due = planned();
        clock.advance(HALF_A_LEASE.plusMillis(1));
        due.forEach(outbox::send);
        assertThat(sent()).isEmpty();
        clock.advance(HALF_A_LEASE);
        outbox.due(10).forEach(outbox::send);

        due.forEach(outbox::send);

        assertThat(sent()).containsExactlyInAnyOrder(email(), sms());
        assertThat(book.of(id)).allSatisfy(message -> {
            assertThat(message.status()).isEqualTo("SENT");
            assertThat(message.attempts()).isEqualTo(2);
        });
    }

    @Test
    void shouldSendTheWordsOfTheFirstTryWhenItGotNoAnswer() {
        mail.losesAnswers(true);
        planned().forEach(outbox::send);
        mail.losesAnswers(false);
        jdbc.sql("update orders set customer_name = 'Grace'").update();
        clock.advance(Duration.ofMinutes(1));

        outbox.due(10).forEach(outbox::send);

        assertThat(sent()).containsExactlyInAnyOrder(email(), sms());
        assertThat(book.of(id)).allSatisfy(message -> {
            assertThat(message.status()).isEqualTo("SENT");
            assertThat(message.attempts()).isEqualTo(2);
        });
        assertThat(book.find(email()).orElseThrow().words().text())
                .contains("Ada")
                .doesNotContain("Grace");
    }

    @Test
    void shouldPlanNothingForAChannelThatTheCustomerStopped() {
        consents.change(Channel.SMS, "+13125550100", false, "twilio STOP");

        planned().forEach(outbox::send);

        assertThat(sent()).containsExactly(email());
        assertThat(book.find(sms())).isEmpty();
    }

    @Test
    void shouldObeyAStopThatCameWhileWhoPlannedItWasDead() {
        assertThat(planned()).hasSize(2);
        consents.change(Channel.SMS, "+13125550100", false, "twilio STOP");
        clock.advance(A_LEASE);

        outbox.due(10).forEach(outbox::send);

        assertThat(sent()).containsExactly(email());
        assertThat(book.find(sms()).orElseThrow().status()).isEqualTo("STOPPED");
    }

    @Test
    void shouldSendNothingToWhoWasForgottenWhileWhoPlannedItWasDead() {
        assertThat(planned()).hasSize(2);
        assertThat(erasure.erase(List.of(id))).isEqualTo(2);
        clock.advance(A_LEASE);

        outbox.due(10).forEach(outbox::send);

        assertThat(sent()).isEmpty();
        assertThat(book.of(id)).allSatisfy(message -> {
            assertThat(message.status()).isEqualTo("FAILED");
            assertThat(message.recipient()).isNull();
            assertThat(message.words().text()).isNull();
        });
    }

    @Test
    void shouldPlanAndSendTheOthersWhenOneCannotBeWorded() {
        rules.tell(atOnce("order-confirmed", Channel.SMS), atOnce("no-such-template", Channel.EMAIL));
        var unknown = id + "/no-such-template/email";

        var due = planned();

        assertThat(due).extracting(DueMessage::key).containsExactlyInAnyOrder(sms(), unknown);
        assertThat(book.find(unknown).orElseThrow())
                .satisfies(message -> assertThat(message.status()).isEqualTo("SCHEDULED"))
                .satisfies(message -> assertThat(message.attempts()).isZero())
                .satisfies(message -> assertThat(message.recipient()).isNull());
        due.forEach(outbox::send);
        assertThat(sent()).containsExactly(sms());
        assertThat(book.find(unknown).orElseThrow())
                .satisfies(message -> assertThat(message.status()).isEqualTo("FAILED"))
                .satisfies(message -> assertThat(message.reason()).startsWith("no words: "));
    }

    @Test
    void shouldSendWhatTheCustomerAllowedAnewByStart() {
        jdbc.sql("update orders set customer_consents = '{email}'").update();
        consents.change(Channel.SMS, "+13125550100", true, "twilio START");

        planned().forEach(outbox::send);

        assertThat(sent()).containsExactlyInAnyOrder(email(), sms());
    }

    @Test
    void shouldPlanNoEventBeforeAnOlderOneOfItsOrder() {
        transaction.executeWithoutResult(status -> events.append(id, "order-delayed", "test", Map.of()));
        var ids = events();
        assertThat(ids).hasSize(2);

        assertThat(outbox.plan(List.of(ids.getLast()))).isEmpty();
        assertThat(events()).hasSize(2);

        assertThat(Stream.of(ids.getFirst(), ids.getLast()).flatMap(event -> outbox.plan(List.of(event)).stream()))
                .hasSize(4);
        assertThat(events()).isEmpty();
    }

    @Test
    void shouldPlanManyEventsSideBySideOnce() {
        var more = Stream.generate(() -> accepted(anOrder())).limit(20).toList();
        var ids = events();

        var due = outbox.plan(Stream.concat(ids.stream(), ids.stream()).toList());

        assertThat(due).hasSize(2 * (more.size() + 1)).doesNotHaveDuplicates();
        assertThat(events()).isEmpty();
    }

    @Test
    void shouldTellOfAStoreOnlyWhenItIsNotTheChosenOne() {
        var chosen = atStore(1, 1);
        assertThat(told(chosen.orderId())).containsExactly("order-confirmed");

        given(NodeBuilder.aStore("store-2"));
        jdbc.sql("update orders set delivery_node = 'store-2'").update();
        transaction.executeWithoutResult(status -> events.append(
                chosen.orderId(),
                "fulfilment-allocated",
                "test",
                Map.of("fulfilmentId", chosen.id().value(), "node", "store-1", "method", "PICKUP")));

        assertThat(told(chosen.orderId())).containsExactly("order-confirmed", "store-changed");
    }

    private static Planned atOnce(String template, Channel channel) {
        return new Planned(template, channel, Duration.ZERO, Set.of(), null, List.of(), "a test says so", "1");
    }

    private List<DueMessage> planned() {
        return outbox.plan(events());
    }

    private List<Written> events() {
        return jdbc.sql("select id, order_id from notification_event order by id")
                .query((rs, n) -> new Written(rs.getLong("id"), new OrderId(rs.getString("order_id"))))
                .list();
    }

    private List<String> told(OrderId order) {
        return jdbc.sql("select event from notification_event where order_id = ? order by id")
                .param(order.value())
                .query(String.class)
                .list();
    }

    private List<String> sent() {
        return mail.sent().stream().map(Outgoing::key).toList();
    }

    private String email() {
        return id + "/order-confirmed/email";
    }

    private String sms() {
        return id + "/order-confirmed/sms";
    }
}
