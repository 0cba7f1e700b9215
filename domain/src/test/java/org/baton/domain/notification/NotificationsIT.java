package org.baton.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baton.domain.support.NodeBuilder.aWarehouse;
import static org.baton.domain.support.OrderBuilder.anOrder;
import static org.baton.domain.support.OrderBuilder.customer;

import java.util.List;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.MessageGateway.Outgoing;
import org.baton.domain.order.OrderRequest.CustomerRequest;
import org.baton.domain.support.DomainIT;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class NotificationsIT extends DomainIT {

    @Autowired
    private Notifications notifications;

    @Autowired
    private NotificationBook book;

    @Test
    void shouldSendByEveryAllowedChannelOnceWhenAskedTwice() {
        var f = atStore(1, 1);

        for (int time = 0; time < 2; time++) {
            notifications.send(f.orderId(), f.id(), "ready-for-pickup");
        }

        assertThat(mail.sent()).extracting(Outgoing::channel).containsExactlyInAnyOrder(Channel.EMAIL, Channel.SMS);
        assertThat(mail.sent().getFirst().text()).contains(f.pickupCode()).doesNotContain("{{");
        assertThat(book.of(f.orderId())).hasSize(2).allSatisfy(n -> {
            assertThat(n.status()).isEqualTo("SENT");
            assertThat(n.providerId()).isEqualTo("msg-" + n.key());
            assertThat(n.fulfilmentId()).isEqualTo(f.id().value());
        });
    }

    @Test
    void shouldSendNothingTwiceWhenAnAnswerWasLost() {
        var f = atWarehouse(1);
        mail.losesAnswers(true);
        assertThatThrownBy(() -> notifications.send(f.orderId(), null, "order-cancelled"))
                .isInstanceOf(GatewayUnavailableException.class);
        mail.losesAnswers(false);

        notifications.send(f.orderId(), null, "order-cancelled");

        assertThat(mail.sent()).hasSize(2);
        assertThat(book.of(f.orderId()))
                .hasSize(2)
                .allSatisfy(n -> assertThat(n.status()).isEqualTo("SENT"));
    }

    @Test
    void shouldSendAgainWhenTheProviderWasDown() {
        var f = atWarehouse(1);
        mail.isDown(Channel.EMAIL, true);
        assertThatThrownBy(() -> notifications.send(f.orderId(), null, "order-cancelled"))
                .isInstanceOf(GatewayUnavailableException.class);
        assertThat(mail.sent()).extracting(Outgoing::channel).containsExactly(Channel.SMS);
        mail.isDown(Channel.EMAIL, false);

        notifications.send(f.orderId(), null, "order-cancelled");

        assertThat(mail.sent()).extracting(Outgoing::channel).containsExactly(Channel.SMS, Channel.EMAIL);
    }

    @Test
    void shouldNoteWhyWhenTheProviderRefuses() {
        var f = atWarehouse(1);
        mail.refuses(true);

        notifications.send(f.orderId(), null, "order-cancelled");

        assertThat(book.of(f.orderId())).allSatisfy(n -> {
            assertThat(n.status()).isEqualTo("REFUSED");
            assertThat(n.reason()).isEqualTo("no such mailbox");
        });
    }

    @Test
    void shouldStaySilentWhenTheCustomerAllowsNothing() {
        given(aWarehouse("dc-1"));
        given("SKU-1");
        var id = accepted(anOrder().by(customer("Ada", "ada@example.com", List.of())));

        notifications.send(id, null, "order-cancelled");

        assertThat(mail.sent()).isEmpty();
    }

    @Test
    void shouldSpeakTheCustomersLanguageOrEnglish() {
        given("SKU-1");
        for (var language : List.of("es-MX", "fr")) {
            var ada = new CustomerRequest(null, "Ada", "a@b.com", null, language, List.of("email", "sms"), null);
            notifications.send(accepted(anOrder().by(ada)), null, "order-cancelled");
        }

        assertThat(mail.sent()).extracting(Outgoing::channel).containsExactly(Channel.EMAIL, Channel.EMAIL);
        assertThat(mail.sent().get(0).text()).isNotEqualTo(mail.sent().get(1).text());
    }

    @Test
    void shouldHaveATextForEveryMessageOfTheDiagrams() {
        var f = atStore(1, 1);

        for (var message : List.of("order-cancelled", "order-shipped", "ready-for-pickup", "pickup-expired")) {
            notifications.send(f.orderId(), f.id(), message);
        }

        assertThat(mail.sent()).hasSize(8);
        assertThatThrownBy(() -> notifications.send(f.orderId(), f.id(), "no-such-message"))
                .hasMessageContaining("no-such-message");
    }
}
