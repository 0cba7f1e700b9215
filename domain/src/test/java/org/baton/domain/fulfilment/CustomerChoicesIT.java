package org.baton.domain.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.baton.domain.support.NodeBuilder.aStore;

import java.time.Duration;
import java.util.Map;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.fulfilment.CustomerChoices.Choice;
import org.baton.domain.inventory.RejectionReason;
import org.baton.domain.order.OrderRequest.AddressRequest;
import org.baton.domain.support.OrderBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CustomerChoicesIT extends StoreTaskCase {

    @Autowired
    private CustomerChoices choices;

    @Autowired
    private Arrivals arrivals;

    private Fulfilment f;
    private String token;

    @BeforeEach
    void rejected() {
        f = atStore(1, 1);
        given(aStore("store-2").at("60611"));
        token = choices.tokenFor(f.orderId());
        assertThat(choices.offer(token).choices())
                .as("nothing was rejected yet")
                .isEmpty();
        progress.giveBack(f.id(), Map.of(1, 1), RejectionReason.NOT_IN_STOCK, "ada");
    }

    @Test
    void shouldCollectAtAnotherStore() {
        counted("store-2", "SKU-1", 9);
        counted("store-2", "SKU-2", 9);
        assertThat(choices.offer(token).choices()).containsExactly("other-store", "ship", "wait", "cancel");
        // What can be promised may be a second old.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(choices.choosing(token).otherStores())
                        .extracting(near -> near.node().idText())
                        .containsExactly("store-2"));

        choices.choose(token, Choice.OTHER_STORE, "store-2", null);

        assertThat(order(f.orderId()).delivery().node()).isEqualTo("store-2");
        assertThat(fulfilment(f.id()).status())
                .as("the rest was taken back too")
                .isEqualTo(FulfilmentStatus.CANCELLED);
        assertThat(sourced(f.orderId()))
                .singleElement()
                .satisfies(next -> assertThat(next.node().value()).isEqualTo("store-2"));
        assertThat(eventTypes(f.orderId())).contains("customer-chose");
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldNameTheStoresThatHaveAllOfItAlone() {
        given(aStore("store-3").at("60611"));
        counted("store-2", "SKU-1", 9);
        counted("store-3", "SKU-1", 9);
        counted("store-3", "SKU-2", 9);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(choices.choosing(token).otherStores())
                        .extracting(near -> near.node().idText())
                        .containsExactly("store-3"));
    }

    @Test
    void shouldShipInstead() {
        choices.choose(token, Choice.SHIP, null, OrderBuilder.address("60606"));

        assertThat(order(f.orderId()).delivery().option()).isEqualTo("ship");
        assertThat(choices.offer(token).chosen()).isEqualTo("ship");
        // A second tap on a slow phone.
        choices.choose(token, Choice.SHIP, null, OrderBuilder.address("60611"));
        assertThat(order(f.orderId()).delivery().postalCode()).isEqualTo("60606");
        assertRefused("nothing-to-choose", () -> choices.choose(token, Choice.CANCEL, null, null));
    }

    @Test
    void shouldWaitOrCancel() {
        choices.choose(token, Choice.WAIT, null, null);
        choices.choose(token, Choice.WAIT, null, null);
        assertThat(order(f.orderId()).cancelRequested()).isFalse();
        assertThat(eventTypes(f.orderId())).containsOnlyOnce("customer-chose");

        choices.choose(token, Choice.CANCEL, null, null);
        assertThat(order(f.orderId()).cancelRequested()).isTrue();
        assertThat(choices.offer(token).choices()).isEmpty();
        assertRefused("nothing-to-choose", () -> choices.choose(token, Choice.WAIT, null, null));
    }

    @Test
    void shouldRefuseWhatIsNotAChoice() {
        assertThatThrownBy(() -> choices.choose(token, Choice.OTHER_STORE, null, null))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> choices.choose(token, Choice.OTHER_STORE, "nowhere", null))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> choices.choose(token, Choice.SHIP, null, null))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> choices.choose(
                        token, Choice.SHIP, null, new AddressRequest(null, "Chicago", null, "nope", "FR")))
                .isInstanceOf(InvalidInputException.class);
        var foreign = arrivals.tokenFor(f);
        assertThatThrownBy(() -> choices.offer(foreign)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> choices.choose("x", Choice.CANCEL, null, null)).isInstanceOf(NotFoundException.class);
        assertThat(eventTypes(f.orderId())).doesNotContain("customer-chose", "order-changed");
    }
}
