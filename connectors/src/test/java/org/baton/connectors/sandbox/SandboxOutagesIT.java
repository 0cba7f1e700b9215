package org.baton.connectors.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baton.connectors.sandbox.SandboxFixture.anOrder;
import static org.baton.connectors.sandbox.SandboxFixture.dollars;

import java.time.Duration;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.common.OrderId;
import org.baton.domain.payment.PaymentGateway.Answer.Authorised;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxOutagesIT {

    private final SandboxFixture sandbox = new SandboxFixture();
    private final SandboxOutages outages = new SandboxOutages(sandbox.jdbc);
    private final OrderId order = anOrder();
    private final String key = order.value() + "/authorise/1";

    @AfterEach
    void comeBack() {
        outages.away(Vendor.PAYMENTS, Duration.ZERO);
        outages.away(Vendor.WAREHOUSE, Duration.ZERO);
    }

    @Test
    void shouldAnswerNobodyUntilItIsBack() {
        outages.away(Vendor.PAYMENTS, Duration.ofHours(1));

        assertThatThrownBy(() -> sandbox.payments.authorise(key, "tok_ok", dollars("10.00")))
                .isInstanceOf(GatewayUnavailableException.class);

        outages.away(Vendor.PAYMENTS, Duration.ZERO);
        assertThat(sandbox.payments.authorise(key, "tok_ok", dollars("10.00"))).isInstanceOf(Authorised.class);
        assertThat(sandbox.outcomes(Vendor.PAYMENTS, order)).containsExactly("authorise UNAVAILABLE", "authorise DONE");
    }

    @Test
    void shouldAnswerWhileAnotherVendorIsAway() {
        outages.away(Vendor.WAREHOUSE, Duration.ofHours(1));

        assertThat(sandbox.payments.authorise(key, "tok_ok", dollars("10.00"))).isInstanceOf(Authorised.class);
    }
}
