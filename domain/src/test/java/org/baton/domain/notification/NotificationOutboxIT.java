package org.baton.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baton.domain.support.OrderBuilder.anOrder;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.baton.domain.common.OrderId;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.MessageGateway.Outgoing;
import org.baton.domain.support.DomainIT;
import org.baton.domain.support.NodeBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Between the moment in which a message is planned and the one in which it is sent, much may happen. */
class NotificationOutboxIT extends DomainIT {

    @Autowired
    private NotificationOutbox outbox;

    @Autowired
    private NotificationBook book;

    @Autowired
    private Consents consents;

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
        assertThat(due).extracting(DueMessage::draft).doesNotContainNull();
        assertThat(due.toString()).doesNotContain("Ada", "example.com", "3125550100");

        due.forEach(outbox::send);

        assertThat(sent()).containsExactlyInAnyOrder(email(), sms());
        assertThat(book.of(id)).allSatisfy(message -> {
            assertThat(message.status()).isEqualTo("SENT");
            assertThat(message.attempts()).isEqualTo(1);
            assertThat(message.words().text()).isNotBlank();
            assertThat(message.history())
                    .extracting(state -> state.status().name())
                    .containsExactly("SCHEDULED", "PENDING", "SENT");
        });
        assertThat(outbox.due(10)).isEmpty();
    }

    @Test
    void shouldSendOnceWhenAnotherSenderWasFaster() {
        var due = planned();
        outbox.due(10).forEach(outbox::send);

        due.forEach(outbox::send);

        assertThat(sent()).containsExactlyInAnyOrder(email(), sms());
    }

    @Test
    void shouldSendTheWordsOfTheFirstTryWhenAnotherSenderGotNoAnswer() {
        var due = planned();
        mail.losesAnswers(true);
        outbox.due(10).forEach(outbox::send);
        mail.losesAnswers(false);
        jdbc.sql("update orders set customer_name = 'Grace'").update();
        clock.advance(Duration.ofMinutes(1));

        due.forEach(outbox::send);

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
    void shouldObeyAStopThatCameAfterPlanning() {
        var due = planned();
        consents.change(Channel.SMS, "+13125550100", false, "twilio STOP");

        due.forEach(outbox::send);

        assertThat(sent()).containsExactly(email());
        assertThat(book.find(sms()).orElseThrow())
                .satisfies(message -> assertThat(message.status()).isEqualTo("STOPPED"))
                .satisfies(message -> assertThat(message.recipient()).isNull());
    }

    @Test
    void shouldSendNothingToWhoWasForgottenAfterPlanning() {
        var due = planned();
        jdbc.sql("""
                update orders set customer_name = null, customer_email = null, customer_phone = null,
                       customer_consents = '{}'""").update();

        due.forEach(outbox::send);

        assertThat(sent()).isEmpty();
        assertThat(book.of(id)).allSatisfy(message -> {
            assertThat(message.status()).isEqualTo("STOPPED");
            assertThat(message.recipient()).isNull();
            assertThat(message.words().text()).isNull();
        });
    }

    @Test
    void shouldUseTheNewAddressWhenItChangedAfterPlanning() {
        var due = planned();
        jdbc.sql("update orders set customer_email = 'new@example.com'").update();

        due.forEach(outbox::send);

        assertThat(mail.sent())
                .filteredOn(message -> message.channel() == Channel.EMAIL)
                .extracting(Outgoing::recipient)
                .containsExactly("new@example.com");
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

    private List<DueMessage> planned() {
        return outbox.plan(events());
    }

    private List<Long> events() {
        return jdbc.sql("select id from notification_event order by id")
                .query(Long.class)
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
