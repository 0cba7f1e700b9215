package org.baton.connectors.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baton.connectors.sandbox.SandboxFixture.anOrder;
import static org.baton.connectors.sandbox.SandboxFixture.dollars;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.common.OrderId;
import org.baton.domain.payment.PaymentGateway;
import org.baton.domain.payment.PaymentGateway.Answer.Authorised;
import org.baton.domain.payment.PaymentGateway.Answer.Declined;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxPaymentsIT {

    private final SandboxFixture sandbox = new SandboxFixture();
    private final SandboxPayments payments = sandbox.payments;
    private final String order = anOrder().value();
    private final String key = order + "/authorise/1";

    @ParameterizedTest
    @CsvSource({
        "tok_declined, card_declined",
        "tok_insufficient_funds, insufficient_funds",
        "tok_expired_card, expired_card",
        "tok_declined_once, card_declined",
        "tok_of_nobody, invalid_token"
    })
    void shouldDeclineWhenTokenSaysSo(String token, String reason) {
        assertThat(payments.authorise(key, token, dollars("10.00"))).isEqualTo(new Declined(reason));
    }

    @Test
    void shouldAuthoriseOnSecondTryWhenDeclinedOnce() {
        assertThat(payments.authorise(key, "tok_declined_once", dollars("10.00")))
                .isInstanceOf(Declined.class);
        assertThat(payments.authorise(key, "tok_declined_once", dollars("10.00")))
                .isInstanceOf(Declined.class);
        assertThat(payments.authorise(order + "/authorise/2", "tok_declined_once", dollars("10.00")))
                .isInstanceOf(Authorised.class);
    }

    @ParameterizedTest
    @CsvSource({"tok_outage, 2", "tok_outage_long, 3", "tok_lost_answer, 1"})
    void shouldAuthoriseOnceWhenEarlierCallsWereNotAnswered(String token, int unanswered) {
        for (int i = 0; i < unanswered; i++) {
            assertThatThrownBy(() -> payments.authorise(key, token, dollars("10.00")))
                    .isInstanceOf(GatewayUnavailableException.class);
        }
        assertThat(payments.authorise(key, token, dollars("10.00"))).isInstanceOf(Authorised.class);
        assertThat(sandbox.jdbc
                        .sql("select count(*) from sandbox_authorisation where subject = ?")
                        .param(order)
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void shouldNeverAnswerWhenDown() {
        for (int i = 0; i < 6; i++) {
            assertThatThrownBy(() -> payments.authorise(key, "tok_down", dollars("10.00")))
                    .isInstanceOf(GatewayUnavailableException.class);
        }
    }

    @Test
    void shouldTakeItsTimeWhenSlow() {
        var begin = System.nanoTime();
        assertThat(payments.authorise(key, "tok_slow", dollars("10.00"))).isInstanceOf(Authorised.class);
        assertThat(System.nanoTime() - begin)
                .isGreaterThanOrEqualTo(SandboxFixture.FAST.slowLatency().toNanos());
    }

    @Test
    void shouldRefuseWhenKeyComesWithAnotherBody() {
        authorised("tok_ok");
        assertThatThrownBy(() -> payments.authorise(key, "tok_ok", dollars("11.00")))
                .isInstanceOf(GatewayRejectedException.class)
                .hasMessage("idempotency_key_reused");
    }

    @Test
    void shouldActOnceWhenOneKeyIsCalledAtTheSameTime() throws Exception {
        var reference = authorised("tok_ok");
        var answers = new ArrayList<Future<String>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                answers.add(
                        callers.submit(() -> payments.capture(order + "/ful_1/capture", reference, dollars("3.00"))));
            }
        }
        var distinct = new HashSet<String>();
        for (var answer : answers) {
            distinct.add(answer.get());
        }
        assertThat(distinct).hasSize(1);
        assertThat(captured()).isEqualTo(300);
    }

    @Test
    void shouldAuthoriseOnceAndWriteEveryCallDownWhenOneKeyIsCalledAtTheSameTime() throws Exception {
        var answers = new ArrayList<Future<PaymentGateway.Answer>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                answers.add(callers.submit(() -> payments.authorise(key, "tok_ok", dollars("10.00"))));
            }
        }
        var distinct = new HashSet<PaymentGateway.Answer>();
        for (var answer : answers) {
            distinct.add(answer.get());
        }
        assertThat(distinct).hasSize(1).allMatch(Authorised.class::isInstance);
        assertThat(sandbox.outcomes(Vendor.PAYMENTS, new OrderId(order)))
                .hasSize(20)
                .containsOnly("authorise DONE");
        assertThat(sandbox.jdbc
                        .sql("select calls from sandbox_request where key = ?")
                        .param(key)
                        .query(Integer.class)
                        .single())
                .isEqualTo(20);
    }

    @Test
    void shouldNotTakeMoreThanAuthorisedWhenCapturesRace() throws Exception {
        var reference = authorised("tok_ok");
        var refused = 0;
        var answers = new ArrayList<Future<String>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                var capture = order + "/ful_" + i + "/capture";
                answers.add(callers.submit(() -> payments.capture(capture, reference, dollars("3.00"))));
            }
        }
        for (var answer : answers) {
            refused += answer.state() == Future.State.FAILED ? 1 : 0;
        }
        assertThat(refused).isEqualTo(7);
        assertThat(captured()).isEqualTo(900);
    }

    @ParameterizedTest
    @CsvSource({
        "tok_capture_refused, capture_refused",
        "tok_ok, amount_exceeds_authorisation",
    })
    void shouldRefuseCaptureWhenAuthorisationDoesNotAllowIt(String token, String reason) {
        var reference = authorised(token);
        assertThatThrownBy(() -> payments.capture(order + "/ful_1/capture", reference, dollars("10.01")))
                .isInstanceOf(GatewayRejectedException.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @CsvSource({"tok_capture_outage, 2", "tok_capture_outage_long, 3", "tok_capture_lost_answer, 1"})
    void shouldCaptureOnceWhenEarlierCallsWereNotAnswered(String token, int unanswered) {
        var reference = authorised(token);
        for (int i = 0; i < unanswered; i++) {
            assertThatThrownBy(() -> payments.capture(order + "/ful_1/capture", reference, dollars("4.00")))
                    .isInstanceOf(GatewayUnavailableException.class);
        }
        assertThat(payments.capture(order + "/ful_1/capture", reference, dollars("4.00")))
                .startsWith("cap_");
        assertThat(captured()).isEqualTo(400);
    }

    @Test
    void shouldRefuseCaptureWhenVoided() {
        var reference = authorised("tok_ok");
        assertThat(payments.voidAuthorisation(order + "/void", reference)).startsWith("void_");
        assertThat(payments.voidAuthorisation(order + "/void-late", reference)).startsWith("void_");
        assertThatThrownBy(() -> payments.capture(order + "/ful_1/capture", reference, dollars("1.00")))
                .hasMessage("authorisation_voided");
    }

    @Test
    void shouldKeepWhatWasCapturedWhenTheRestIsVoided() {
        var reference = authorised("tok_ok");
        payments.capture(order + "/ful_1/capture", reference, dollars("4.00"));
        for (int i = 0; i < 2; i++) {
            assertThat(payments.voidAuthorisation(order + "/void", reference)).startsWith("void_");
        }
        assertThat(captured()).isEqualTo(400);
        assertThat(status()).isEqualTo("VOIDED");
        assertThatThrownBy(() -> payments.capture(order + "/ful_2/capture", reference, dollars("1.00")))
                .hasMessage("authorisation_voided");
    }

    @Test
    void shouldVoidByKeyWhenAnswerOfAuthorisationWasLost() {
        assertThatThrownBy(() -> payments.authorise(key, "tok_lost_answer", dollars("10.00")))
                .isInstanceOf(GatewayUnavailableException.class);
        assertThat(payments.voidAuthorisation(order + "/void", key)).startsWith("void_");
        assertThat(status()).isEqualTo("VOIDED");
    }

    @Test
    void shouldDeclineLaterAuthorisationWhenItsKeyWasVoidedBefore() {
        assertThat(payments.voidAuthorisation(order + "/void", key)).startsWith("void_");
        assertThat(payments.authorise(key, "tok_ok", dollars("10.00"))).isEqualTo(new Declined("authorisation_voided"));
    }

    @ParameterizedTest
    @CsvSource({"tok_void_outage, 2", "tok_void_lost_answer, 1"})
    void shouldVoidWhenEarlierCallsWereNotAnswered(String token, int unanswered) {
        var reference = authorised(token);
        for (int i = 0; i < unanswered; i++) {
            assertThatThrownBy(() -> payments.voidAuthorisation(order + "/void", reference))
                    .isInstanceOf(GatewayUnavailableException.class);
        }
        assertThat(payments.voidAuthorisation(order + "/void", reference)).startsWith("void_");
        assertThat(status()).isEqualTo("VOIDED");
    }

    private String authorised(String token) {
        return ((Authorised) payments.authorise(key, token, dollars("10.00"))).reference();
    }

    private int captured() {
        return sandbox.jdbc
                .sql("select captured_minor from sandbox_authorisation where key = ?")
                .param(key)
                .query(Integer.class)
                .single();
    }

    private String status() {
        return sandbox.jdbc
                .sql("select status from sandbox_authorisation where key = ?")
                .param(key)
                .query(String.class)
                .single();
    }
}
