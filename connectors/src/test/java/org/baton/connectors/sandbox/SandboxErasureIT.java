package org.baton.connectors.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baton.connectors.sandbox.SandboxFixture.aParcel;
import static org.baton.connectors.sandbox.SandboxFixture.aRelease;
import static org.baton.connectors.sandbox.SandboxFixture.anOrder;

import java.util.List;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.MessageGateway.Outgoing;
import org.junit.jupiter.api.Test;

class SandboxErasureIT {

    private final SandboxFixture sandbox = new SandboxFixture();
    private final SandboxErasure erasure = new SandboxErasure(sandbox.jdbc);

    @Test
    void shouldForgetNamesAddressesAndTextsOfOneOrderAndKeepTheCalls() {
        var order = anOrder();
        var other = anOrder();
        for (var id : List.of(order, other)) {
            var fulfilment = id.fulfilment(1);
            var ignored = sandbox.messages.send(
                    new Outgoing(fulfilment + "/x/email", Channel.EMAIL, "ada@example.com", "Hello Ada"));
            sandbox.warehouse.release(aRelease(fulfilment, "233 S Wacker Dr"));
            var label = sandbox.carrier.buyLabel(aParcel(fulfilment, "233 S Wacker Dr"));
            assertThat(label.trackingNumber()).isNotBlank();
        }
        assertThat(everything(order.value())).contains("Ada", "Wacker", "ada@example.com");

        assertThat(erasure.erase(List.of(order))).isEqualTo(3);

        assertThat(everything(order.value())).doesNotContain("Ada", "Wacker", "ada@example.com");
        assertThat(everything(other.value())).contains("Ada", "Wacker", "ada@example.com");
        assertThat(sandbox.outcomes(Vendor.MESSAGES, order)).containsExactly("send-email DONE");
        assertThat(erasure.erase(List.of(order))).isZero();
    }

    private String everything(String order) {
        return sandbox.jdbc.sql("""
                        select concat_ws(' ',
                            (select string_agg(c::text, ' ') from sandbox_call c where order_id = :order),
                            (select string_agg(r::text, ' ') from sandbox_request r where key like '%' || substr(:order, 5) || '%'),
                            (select string_agg(e::text, ' ') from sandbox_event e where order_id = :order))""").param("order", order).query(String.class).single();
    }
}
