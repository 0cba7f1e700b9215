package org.baton.connectors.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baton.connectors.sandbox.SandboxFixture.FAST;
import static org.baton.connectors.sandbox.SandboxFixture.aParcel;
import static org.baton.connectors.sandbox.SandboxFixture.aRelease;
import static org.baton.connectors.sandbox.SandboxFixture.aTrip;
import static org.baton.connectors.sandbox.SandboxFixture.anOrder;
import static org.baton.connectors.sandbox.SandboxFixture.dollars;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import java.util.Set;
import org.baton.connectors.sandbox.FrontDesk.Call;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.Json;
import org.baton.domain.common.OrderId;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.MessageGateway.Outgoing;
import org.baton.domain.payment.PaymentGateway.Answer.Authorised;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class FrontDeskIT {

    private final SandboxFixture sandbox = new SandboxFixture();
    private final PlatformTransactionManager transactions = mock();
    /** A desk that cannot make two statements one. */
    private final FrontDesk desk =
            new FrontDesk(sandbox.jdbc, new TransactionTemplate(transactions), new Json(), sandbox.clock, FAST);

    private final OrderId order = anOrder();
    private final FulfilmentId fulfilment = order.fulfilment(1);

    private record Something(String text) {}

    @Test
    void shouldAnswerInOneStatementWhenTheKeyIsNew() {
        var payments = new SandboxPayments(desk, sandbox.jdbc);
        var key = order + "/authorise/1";
        var held = ((Authorised) payments.authorise(key, "tok_ok", dollars("10.00"))).reference();
        payments.capture(order + "/capture/1", held, dollars("4.00"));
        payments.voidAuthorisation(order + "/void", held);
        payments.authorise(order + "/authorise/2", "tok_declined", dollars("10.00"));
        var warehouse = new SandboxWarehouse(desk, sandbox.jdbc, sandbox.clock, FAST);
        warehouse.release(aRelease(fulfilment, "233 S Wacker Dr"));
        warehouse.cancel(fulfilment);
        var carrier = new SandboxCarrier(desk, sandbox.clock, FAST);
        carrier.buyLabel(aParcel(fulfilment, "233 S Wacker Dr"));
        carrier.collected(fulfilment);
        var courier = new SandboxCourier(desk, sandbox.clock, FAST);
        var trip = aTrip(fulfilment, 1);
        courier.dispatch(trip, courier.quote(trip));
        courier.collected(fulfilment, 1);
        new SandboxMessages(desk, sandbox.jdbc, Set.of(Channel.values()))
                .send(new Outgoing(fulfilment + "/shipped/sms", Channel.SMS, "+13125550100", "On its way"));

        verifyNoInteractions(transactions);
        assertThat(sandbox.outcomes(Vendor.PAYMENTS, order))
                .containsExactly("authorise DONE", "capture DONE", "void DONE", "authorise DECLINED");
        assertThat(sandbox.outcomes(Vendor.WAREHOUSE, order)).containsExactly("release DONE", "cancel DONE");
        assertThat(sandbox.outcomes(Vendor.CARRIERS, order)).containsExactly("buy-label DONE", "collected DONE");
        assertThat(sandbox.outcomes(Vendor.COURIERS, order))
                .containsExactly("quote DONE", "dispatch DONE", "collected DONE");
        assertThat(sandbox.outcomes(Vendor.MESSAGES, order)).containsExactly("send-sms DONE");
    }

    @Test
    void shouldLeaveNothingWhenTheDeedBreaks() {
        var broken = Deed.of(
                "insert into sandbox_trip (fulfilment_id, attempt, next, outcome) select :id, 1, 'NOWHERE', 'FAILED' from free",
                new MapSqlParameterSource("id", fulfilment.value()),
                Reply.done("status", "never"));
        var call = new Call(Vendor.COURIERS, "dispatch", fulfilment.value(), new Something("soon"), Fault.NONE);

        assertThatThrownBy(() -> desk.call(call, () -> broken)).isInstanceOf(DataAccessException.class);

        assertThat(sandbox.outcomes(Vendor.COURIERS, order)).isEmpty();
        assertThat(sandbox.desk
                        .call(call, () -> Deed.none(Reply.done("status", "begun")))
                        .get("status"))
                .isEqualTo("begun");
    }
}
