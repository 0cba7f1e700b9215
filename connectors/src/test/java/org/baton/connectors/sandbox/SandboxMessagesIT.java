package org.baton.connectors.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baton.connectors.sandbox.SandboxFixture.anOrder;

import java.util.List;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.common.OrderId;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.MessageGateway.Outgoing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxMessagesIT {

    private final SandboxFixture sandbox = new SandboxFixture();
    private final OrderId order = anOrder();
    private final String key = order.fulfilment(1) + "/ready-for-pickup/email";

    @Test
    void shouldSendOnceWhenCalledAgain() {
        var id = sandbox.messages.send(email("ada@example.com"));
        assertThat(sandbox.messages.send(email("ada@example.com"))).isEqualTo(id);
        assertThat(sandbox.messages.find(email("any@example.com"))).contains(id);
        assertThat(sandbox.messages.find(new Outgoing(key, Channel.SMS, "+13125550100", "Ready")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL, bounce@example.com, invalid_recipient",
        "EMAIL, opted-out@example.com, opted_out",
        "SMS, +15005550001, invalid_recipient",
        "SMS, +15005550002, opted_out"
    })
    void shouldRefuseWhenRecipientSaysSo(Channel channel, String recipient, String reason) {
        assertThatThrownBy(() -> sandbox.messages.send(new Outgoing(key, channel, recipient, "Ready")))
                .isInstanceOf(GatewayRejectedException.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "outage@example.com, 2",
        "long-outage@example.com, 3",
        "lost-answer@example.com, 1",
        "+15005550004, 2",
        "+15005550005, 3",
        "+15005550007, 1"
    })
    void shouldSendWhenEarlierCallsWereNotAnswered(String recipient, int unanswered) {
        for (int i = 0; i < unanswered; i++) {
            assertThatThrownBy(() -> sandbox.messages.send(email(recipient)))
                    .isInstanceOf(GatewayUnavailableException.class);
        }
        assertThat(sandbox.messages.send(email(recipient))).startsWith("msg_");
    }

    @Test
    void shouldWriteDownEveryCallWhateverItsOutcome() {
        assertThatThrownBy(() -> sandbox.messages.send(email("lost-answer@example.com")))
                .isInstanceOf(GatewayUnavailableException.class);
        sandbox.messages.send(email("lost-answer@example.com"));
        assertThatThrownBy(() -> sandbox.messages.send(email("ada@example.com")))
                .hasMessage("idempotency_key_reused");
        var sms = order.fulfilment(2) + "/ready-for-pickup/sms";
        for (var ignored : List.of(1, 2)) {
            assertThatThrownBy(() -> sandbox.messages.send(new Outgoing(sms, Channel.SMS, "+15005550002", "Ready")))
                    .hasMessage("opted_out");
        }
        assertThat(sandbox.outcomes(Vendor.MESSAGES, order))
                .containsExactly(
                        "send-email ANSWER_LOST",
                        "send-email DONE",
                        "send-email REFUSED",
                        "send-sms REFUSED",
                        "send-sms REFUSED");
    }

    @Test
    void shouldFindMessageWhenItsAnswerWasLost() {
        assertThatThrownBy(() -> sandbox.messages.send(email("lost-answer@example.com")))
                .isInstanceOf(GatewayUnavailableException.class);
        assertThat(sandbox.messages.find(email("any@example.com"))).isPresent();
    }

    @Test
    void shouldFindNothingWhenProviderIsDown() {
        assertThatThrownBy(() -> sandbox.messages.send(email("down@example.com")))
                .isInstanceOf(GatewayUnavailableException.class);
        assertThat(sandbox.messages.find(email("any@example.com"))).isEmpty();
    }

    private Outgoing email(String recipient) {
        return new Outgoing(key, Channel.EMAIL, recipient, "Your order is ready");
    }
}
