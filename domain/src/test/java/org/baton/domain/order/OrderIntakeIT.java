package org.baton.domain.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baton.domain.support.NodeBuilder.aStore;
import static org.baton.domain.support.OrderBuilder.anOrder;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.order.OrderIntake.Outcome;
import org.baton.domain.order.RequestKeys.IdempotencyKey;
import org.baton.domain.support.DomainIT;
import org.baton.domain.support.OrderBuilder;
import org.baton.domain.support.Race;
import org.baton.domain.support.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderIntakeIT extends DomainIT {

    @BeforeEach
    void catalogue() {
        given(aStore("store-1"));
        given("SKU-1", "SKU-2");
    }

    @Test
    void shouldStoreTheWholeOrderWhenItIsAccepted() {
        var id = accepted(anOrder().from("web", "W-1").withLine("SKU-2", 2).withLine("SKU-1", 1));

        var order = order(id);
        assertThat(order.status()).isEqualTo(OrderStatus.CREATED);
        assertThat(order.placedAt()).isEqualTo(TestClock.START);
        assertThat(order.customer())
                .isEqualTo(new Customer(
                        "c-17", "Ada Poe", "ada@example.com", "+13125550100", "en", List.of("email", "sms"), "gold"));
        assertThat(order.delivery())
                .isEqualTo(new Delivery("ship", null, null, "233 S Wacker Dr", "Chicago", "IL", "60606", "US"));
        assertThat(order.lines().get(1)).isEqualTo(new OrderLine("SKU-2", 2, 0, 0, 0, false, false, 1000, 0, 85));
        assertThat(order.lines().get(2).skuText()).isEqualTo("SKU-1");
        assertThat(order.total().amount()).isEqualTo("36.70");
    }

    @Test
    void shouldWriteEventAndEngineCommandWhenAnOrderIsAccepted() {
        var id = accepted(anOrder());

        assertThat(eventTypes(id)).containsExactly("order-accepted");
        assertThat(commands()).containsExactly("order-accepted/" + id);
    }

    @Test
    void shouldStoreNothingWhenAnOrderIsRefused() {
        assertThatThrownBy(() -> accepted(anOrder().withLine("NO-SUCH-SKU", 1)))
                .isInstanceOf(InvalidInputException.class);

        assertThat(count("orders") + count("order_event") + count("engine_command"))
                .isZero();
    }

    @Test
    void shouldReturnTheFirstOrderWhenTheChannelRepeatsItsNumber() {
        var first = intake.accept(anOrder().from("web", "W-1").build(), null, "test");
        var second = intake.accept(anOrder().from("web", " W-1 ").build(), null, "test");

        assertThat(first).isInstanceOf(Outcome.Accepted.class);
        assertThat(second).isEqualTo(new Outcome.AlreadyAccepted(first.orderId()));
    }

    @Test
    void shouldReturnTheFirstOrderWhenTheKeyIsRepeated() {
        var key = new IdempotencyKey("pos", "k-1", "hash");
        var first = intake.accept(anOrder().from("web", "W-1").build(), key, "test");
        var second = intake.accept(anOrder().from("web", "W-2").build(), key, "test");

        assertThat(second).isEqualTo(new Outcome.AlreadyAccepted(first.orderId()));
        assertThat(count("orders")).isEqualTo(1);
    }

    @Test
    void shouldRefuseWhenTheKeyComesWithAnotherBody() {
        accepted("k-1", "hash", anOrder().from("web", "W-1"));

        assertThatThrownBy(() -> accepted("k-1", "other", anOrder().from("web", "W-2")))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo("idempotency-key-reused"));
        assertThat(count("orders")).isEqualTo(1);
    }

    @Test
    void shouldRememberTheKeyWhenItCameWithARepeatedNumber() {
        var first = accepted(anOrder().from("web", "W-1"));
        assertThat(accepted("k-1", "hash", anOrder().from("web", "W-1"))).isEqualTo(first);

        assertThatThrownBy(() -> accepted("k-1", "other", anOrder().from("web", "W-2")))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void shouldKeepTheKeysOfTwoCallersApart() {
        var first = accepted("k-1", "hash", anOrder().from("web", "W-1"));
        var second = intake.accept(
                anOrder().from("web", "W-2").build(), new IdempotencyKey("marketplace", "k-1", "other"), "test");

        assertThat(second).isInstanceOf(Outcome.Accepted.class);
        assertThat(second.orderId()).isNotEqualTo(first);
    }

    @Test
    void shouldAcceptOneOrderWhenTheSameRequestComesManyTimesAtOnce() throws Exception {
        var request = anOrder().from("web", "W-1").build();
        var key = new IdempotencyKey("pos", "k-1", "hash");
        Callable<Outcome> accept = () -> intake.accept(request, key, "test");

        var outcomes = Race.run(Collections.nCopies(8, accept));

        assertThat(outcomes).filteredOn(o -> o instanceof Outcome.Accepted).hasSize(1);
        assertThat(outcomes.stream().map(Outcome::orderId).distinct()).hasSize(1);
        assertThat(count("orders")).isEqualTo(1);
        assertThat(count("engine_command")).isEqualTo(1);
    }

    @Test
    void shouldRefuseByFieldWhenATextCannotBeStored() {
        assertThatThrownBy(() -> accepted(anOrder().from("web", "W-\u0000")))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.errors().getFirst().field()).isEqualTo("channelOrderNumber"));
        assertThatThrownBy(() -> accepted(anOrder().withLine("SKU-\u0000", 1)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.errors().getFirst().field()).isEqualTo("lines[0].sku"));
    }

    @Test
    void shouldLeaveNoConnectionBehindWhenManyOrdersAreChecked() {
        for (int i = 0; i < 60; i++) {
            accepted(anOrder());
        }
        assertThat(count("orders")).isEqualTo(60);
    }

    private OrderId accepted(String key, String hash, OrderBuilder order) {
        return intake.accept(order.build(), new IdempotencyKey("pos", key, hash), "test")
                .orderId();
    }
}
