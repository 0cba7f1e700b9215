package org.baton.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baton.domain.support.NodeBuilder.aWarehouse;
import static org.baton.domain.support.OrderBuilder.anOrder;

import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.common.OrderId;
import org.baton.domain.payment.PaymentEntry.Kind;
import org.baton.domain.payment.PaymentEntry.Status;
import org.baton.domain.support.DomainIT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class VoidPaymentIT extends DomainIT {

    @Autowired
    private Payments payments;

    @Autowired
    private PaymentBook book;

    @BeforeEach
    void network() {
        given(aWarehouse("dc-1"));
        given("SKU-1");
    }

    @Test
    void shouldLetGoOnceWhenTheCancellationIsRepeated() {
        var id = accepted(anOrder());
        payments.authorise(id);

        payments.voidPayment(id);
        payments.voidPayment(id);

        assertThat(provider.done("void"))
                .singleElement()
                .satisfies(done -> assertThat(done.reference()).isEqualTo("auth-" + id + "/authorise/1"));
        assertThat(eventTypes(id)).containsOnlyOnce("payment-voided");
    }

    @Test
    void shouldDoNothingWhenThereIsNothingToLetGo() {
        var id = declined();
        payments.voidPayment(id);
        payments.voidPayment(accepted(anOrder()));

        assertThat(provider.done("void")).isEmpty();
    }

    @Test
    void shouldLetGoByKeyWhenTheAnswerWasNeverRead() {
        var id = accepted(anOrder());
        provider.losesAnswers(true);
        assertThatThrownBy(() -> payments.authorise(id)).isInstanceOf(GatewayUnavailableException.class);
        provider.losesAnswers(false);

        payments.voidPayment(id);

        assertThat(provider.done("void"))
                .singleElement()
                .satisfies(done -> assertThat(done.reference()).isEqualTo(id + "/authorise/1"));
    }

    @Test
    void shouldLetGoWhenTheAnswerCameAfterTheCancellation() {
        var id = accepted(anOrder());
        provider.whileAuthorising(() -> cancelled(id));

        assertThat(payments.authorise(id)).isTrue();

        assertThat(provider.done("void"))
                .anySatisfy(done -> assertThat(done.reference()).isEqualTo("auth-" + id + "/authorise/1"));
        assertThat(book.of(id))
                .filteredOn(e -> e.kind() == Kind.VOID)
                .allSatisfy(e -> assertThat(e.status()).isEqualTo(Status.DONE));
    }

    @Test
    void shouldStillLetGoWhenTheLateVoidFailedAtFirst() {
        var id = accepted(anOrder());
        provider.whileAuthorising(() -> {
            lifecycle.requestCancel(id, "changed my mind", "ada");
            provider.isDown(true);
        });
        assertThatThrownBy(() -> payments.authorise(id)).isInstanceOf(GatewayUnavailableException.class);
        provider.isDown(false);

        payments.voidPayment(id);

        assertThat(book.of(id))
                .filteredOn(e -> e.kind() == Kind.VOID)
                .allSatisfy(e -> assertThat(e.status()).isEqualTo(Status.DONE));
    }

    @Test
    void shouldAuthoriseNothingWhenTheOrderIsBeingCancelled() {
        var id = accepted(anOrder());
        lifecycle.requestCancel(id, "changed my mind", "ada");

        assertThat(payments.authorise(id)).isTrue();
        assertThat(provider.done("authorise")).isEmpty();
    }

    private OrderId declined() {
        provider.declines(true);
        var id = accepted(anOrder());
        assertThat(payments.authorise(id)).isFalse();
        return id;
    }

    private void cancelled(OrderId id) {
        lifecycle.requestCancel(id, "changed my mind", "ada");
        payments.voidPayment(id);
    }
}
