package org.baton.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baton.domain.support.NodeBuilder.aWarehouse;
import static org.baton.domain.support.OrderBuilder.anOrder;
import static org.baton.domain.support.OrderBuilder.usd;
import static org.baton.domain.support.StrategyBuilder.aStrategy;

import java.util.Collections;
import java.util.concurrent.Callable;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.common.OrderId;
import org.baton.domain.order.HoldReason;
import org.baton.domain.order.OrderRequest.LineRequest;
import org.baton.domain.order.OrderStatus;
import org.baton.domain.payment.PaymentEntry.Kind;
import org.baton.domain.payment.PaymentEntry.Status;
import org.baton.domain.support.DomainIT;
import org.baton.domain.support.Race;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PaymentsIT extends DomainIT {

    @Autowired
    private Payments payments;

    @Autowired
    private PaymentBook book;

    @BeforeEach
    void network() {
        given(aWarehouse("dc-1"));
        given(aWarehouse("dc-2").at("10001"));
        given(aWarehouse("dc-3").at("94105"));
        given("SKU-1", "SKU-2");
        counted("dc-1", "SKU-1", 1);
        counted("dc-2", "SKU-1", 4);
        counted("dc-3", "SKU-1", 2);
        counted("dc-3", "SKU-2", 9);
    }

    @Test
    void shouldAuthoriseTheTotalOnceWhenTheJobIsRepeated() {
        var id = accepted(anOrder().withLine("SKU-1", 2));

        assertThat(payments.authorise(id)).isTrue();
        assertThat(payments.authorise(id)).isTrue();

        assertThat(provider.done("authorise")).singleElement().satisfies(done -> {
            assertThat(done.key()).isEqualTo(id + "/authorise/1");
            assertThat(done.minor()).isEqualTo(2585);
        });
        assertThat(book.of(id)).singleElement().satisfies(entry -> {
            assertThat(entry.status()).isEqualTo(Status.DONE);
            assertThat(entry.amount().amount()).isEqualTo("25.85");
        });
        assertThat(eventTypes(id)).containsOnlyOnce("payment-authorised");
    }

    @Test
    void shouldAskNobodyWhenItIsPaidByInvoice() {
        var id = accepted(anOrder().paidBy("invoice", null));
        provider.isDown(true);

        assertThat(payments.authorise(id)).isTrue();
        payments.capture(sourced(id).getFirst().id());
        payments.voidPayment(id);

        assertThat(book.of(id)).isEmpty();
    }

    @Test
    void shouldHoldTheOrderWhenTheProviderDeclines() {
        var id = declined();

        assertThat(status(id)).isEqualTo(OrderStatus.ON_HOLD);
        assertThat(order(id).holdReason()).isEqualTo(HoldReason.AWAITING_PAYMENT);
        assertThat(book.of(id).getFirst().reason()).isEqualTo("insufficient_funds");
        provider.declines(false);
        assertThat(payments.authorise(id)).as("the answer stands while on hold").isFalse();
    }

    @Test
    void shouldTryAgainWithAnotherKeyWhenTheHoldWasReleased() {
        var id = declined();
        provider.declines(false);
        lifecycle.release(id, "ada");

        assertThat(payments.authorise(id)).isTrue();
        assertThat(payments.authorise(id)).isTrue();

        assertThat(provider.done("authorise")).extracting(done -> done.key()).containsExactly(id + "/authorise/2");
        assertThat(book.of(id)).extracting(PaymentEntry::status).containsExactly(Status.DECLINED, Status.DONE);
    }

    @Test
    void shouldAskAgainWithTheSameKeyWhenTheAnswerWasLost() {
        var id = accepted(anOrder());
        provider.losesAnswers(true);
        assertThatThrownBy(() -> payments.authorise(id)).isInstanceOf(GatewayUnavailableException.class);
        provider.losesAnswers(false);

        assertThat(payments.authorise(id)).isTrue();

        assertThat(provider.done("authorise")).hasSize(1);
    }

    @Test
    void shouldAddUpToTheTotalWhenTheOrderIsCapturedInParts() {
        rules.sourceBy(aStrategy().mostSplits(2));
        var odd = new LineRequest("SKU-1", 7, usd("3.33"), usd("1.00"), usd("0.85"));
        var id = accepted(anOrder().withLine(odd).withLine("SKU-2", 1));
        payments.authorise(id);
        var made = sourced(id);
        assertThat(made).hasSize(3);

        for (int time = 0; time < 2; time++) {
            made.forEach(f -> payments.capture(f.id()));
        }

        var captured = provider.done("capture");
        assertThat(captured).hasSize(3);
        assertThat(captured.stream().mapToLong(done -> done.minor()).sum())
                .isEqualTo(order(id).total().minor());
        assertThat(eventTypes(id)).filteredOn("payment-captured"::equals).hasSize(3);
    }

    @Test
    void shouldAddUpWhenThePartsAreCapturedAtOnce() throws Exception {
        rules.sourceBy(aStrategy().mostSplits(2));
        var id = accepted(anOrder().withLine(new LineRequest("SKU-1", 7, usd("3.33"), usd("1.00"), usd("0.85"))));
        payments.authorise(id);
        var tasks = sourced(id).stream()
                .<Callable<Boolean>>map(f -> () -> {
                    payments.capture(f.id());
                    return true;
                })
                .toList();

        var ignored = Race.run(tasks);

        assertThat(provider.done("capture").stream()
                        .mapToLong(done -> done.minor())
                        .sum())
                .isEqualTo(order(id).total().minor());
    }

    @Test
    void shouldCaptureOnceWhenAskedManyTimesAtOnce() throws Exception {
        var id = accepted(anOrder().withLine("SKU-1", 1));
        payments.authorise(id);
        var f = sourced(id).getFirst();
        Callable<Boolean> capture = () -> {
            payments.capture(f.id());
            return true;
        };

        var ignored = Race.run(Collections.nCopies(6, capture));

        assertThat(provider.done("capture")).hasSize(1);
        assertThat(eventTypes(id)).containsOnlyOnce("payment-captured");
    }

    @Test
    void shouldAskForNothingWhenAPartCostsNothing() {
        rules.sourceBy(aStrategy().mostSplits(0));
        var free = new LineRequest("SKU-2", 1, usd("0.00"), null, null);
        var id = accepted(anOrder().shipping(null).withLine("SKU-1", 1).withLine(free));
        counted("dc-3", "SKU-1", 0);
        counted("dc-2", "SKU-1", 0);
        rules.sourceBy(aStrategy().mostSplits(1));
        payments.authorise(id);

        sourced(id).forEach(f -> payments.capture(f.id()));

        assertThat(provider.done("capture")).hasSize(1);
        assertThat(book.of(id))
                .filteredOn(e -> e.kind() == Kind.CAPTURE)
                .hasSize(2)
                .allSatisfy(e -> assertThat(e.status()).isEqualTo(Status.DONE));
    }

    private OrderId declined() {
        provider.declines(true);
        var id = accepted(anOrder());
        assertThat(payments.authorise(id)).isFalse();
        return id;
    }
}
