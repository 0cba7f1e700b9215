package org.baton.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baton.domain.support.NodeBuilder.aWarehouse;
import static org.baton.domain.support.OrderBuilder.anOrder;

import java.util.Map;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.common.OrderId;
import org.baton.domain.inventory.RejectionReason;
import org.baton.domain.order.OrderLifecycle.Completed;
import org.baton.domain.order.OrderLifecycle.Progress;
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

    @Test
    void shouldLetTheRestGoOnceWhenSomeOfItWasCancelled() {
        var id = partlyFulfilled();
        var secured = order(id).total().minor();

        for (int time = 0; time < 2; time++) {
            payments.voidPayment(id);
        }

        var captured = provider.done("capture").getFirst().minor();
        assertThat(captured).isPositive().isLessThan(secured);
        assertThat(provider.done("void")).hasSize(1);
        assertThat(book.of(id))
                .filteredOn(e -> e.kind() == Kind.VOID)
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.key()).isEqualTo(id + "/void");
                    assertThat(e.status()).isEqualTo(Status.DONE);
                    assertThat(e.amount().minor()).isEqualTo(secured - captured);
                });
        assertThat(eventTypes(id)).containsOnlyOnce("payment-voided");
    }

    @Test
    void shouldLetNothingGoWhenAllWasCaptured() {
        counted("dc-1", "SKU-1", 9);
        var id = accepted(anOrder().withLine("SKU-1", 3));
        payments.authorise(id);
        var f = sourced(id).getFirst();
        progress.shipped(f.id(), "post", "T-1", "dc");
        payments.capture(f.id());

        payments.voidPayment(id);

        assertThat(lifecycle.complete(id)).isEqualTo(new Completed(Progress.SETTLED, false));
        assertThat(provider.done("void")).isEmpty();
        assertThat(book.of(id)).noneMatch(e -> e.kind() == Kind.VOID);
    }

    /** Two of three units are sent and paid; nobody has the third. */
    private OrderId partlyFulfilled() {
        counted("dc-1", "SKU-1", 9);
        var id = accepted(anOrder().withLine("SKU-1", 3));
        payments.authorise(id);
        var f = sourced(id).getFirst();
        assertThat(progress.giveBack(f.id(), Map.of(1, 1), RejectionReason.DAMAGED, "dc"))
                .isEqualTo(2);
        progress.shipped(f.id(), "post", "T-1", "dc");
        payments.capture(f.id());
        assertThat(lifecycle.complete(id).progress()).isEqualTo(Progress.WAITING);
        lifecycle.cancelBackorder(id);
        assertThat(lifecycle.complete(id)).isEqualTo(new Completed(Progress.SETTLED, true));
        return id;
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
