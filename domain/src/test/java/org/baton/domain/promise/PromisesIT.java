package org.baton.domain.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baton.domain.support.NodeBuilder.aStore;
import static org.baton.domain.support.NodeBuilder.aWarehouse;
import static org.baton.domain.support.OrderBuilder.anOrder;
import static org.baton.domain.support.StrategyBuilder.aStrategy;

import java.time.Duration;
import java.util.List;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.RefusedException;
import org.baton.domain.inventory.Holds.Piece;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.promise.CartRequest.CartLine;
import org.baton.domain.promise.Promised.Option;
import org.baton.domain.support.DomainIT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PromisesIT extends DomainIT {

    @Autowired
    private Promises promises;

    @Autowired
    private HeldPromises held;

    @BeforeEach
    void network() {
        given(aStore("store-1").at("60606"));
        given(aWarehouse("dc-1").at("46204"));
        given("SKU-1");
        rules.sourceBy(aStrategy().minimumStock(1));
        counted("store-1", "SKU-1", 2);
        counted("dc-1", "SKU-1", 5);
    }

    private CartRequest cart(int units, String hold, String holdOption) {
        return new CartRequest(
                "web",
                null,
                "60606",
                "IL",
                List.of("ship", "pickup"),
                null,
                List.of(new CartLine("SKU-1", units, null)),
                hold,
                holdOption);
    }

    private Promised promised(int units, String hold, String holdOption) {
        return promises.promise(cart(units, hold, holdOption), "shop", null);
    }

    @Test
    void shouldNameTheNodesBehindEveryOption() {
        var promised = promised(2, null, null);

        assertThat(promised.options()).extracting(Option::option).containsExactly("ship", "pickup");
        assertThat(promised.options()).allSatisfy(option -> {
            assertThat(option.complete()).isTrue();
            assertThat(option.earliest()).isAfter(clock.instant());
            assertThat(option.cost()).isNotNull();
            assertThat(option.parts()).isNotEmpty();
        });
        assertThat(promised.options().getLast().parts().getFirst().node()).isEqualTo("store-1");
        assertThat(stock("store-1", "SKU-1")).containsExactly(2, 0, 0);
    }

    @Test
    void shouldSayWhatIsMissing() {
        var pickup = promised(3, null, null).options().getLast();

        assertThat(pickup.complete()).isFalse();
        assertThat(pickup.missing()).containsExactly(new Promised.Line("SKU-1", 1));
    }

    @Test
    void shouldHoldForTheOrderThatTakesItOver() {
        var promised = promised(2, "PT15M", "pickup");
        assertThat(promised.held()).isEqualTo("pickup");
        assertThat(stock("store-1", "SKU-1")).containsExactly(2, 2, 0);
        assertThat(sourced(accepted(anOrder().collectedAt("store-1").withLine("SKU-1", 1))))
                .isEmpty();

        var mine =
                accepted(anOrder().collectedAt("store-1").withLine("SKU-1", 2).promised(promised.id()));
        var made = sourced(mine);

        assertThat(made).hasSize(1);
        assertThat(stock("store-1", "SKU-1")).containsExactly(2, 2, 0);
        assertThat(held.get(promised.id()).status().text()).isEqualTo("ordered");
        assertThat(held.held(promised.id())).isEmpty();
        clock.advance(Duration.ofHours(1));
        assertThat(held.expire()).isZero();
        assertThat(stock("store-1", "SKU-1")).containsExactly(2, 2, 0);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldKeepToTheNodesThatStoodBehindThePromise() {
        var promised = promised(2, "PT15M", "ship");
        var nodes = promised.options().getFirst().parts();
        given(aStore("store-9").at("60606"));
        counted("store-9", "SKU-1", 50);
        rules.sourceBy(aStrategy().minimumStock(1).preferring(NodeType.STORE, NodeType.WAREHOUSE));

        var made = sourced(accepted(anOrder().withLine("SKU-1", 2).promised(promised.id())));

        assertThat(made)
                .extracting(f -> f.node().value())
                .containsExactlyElementsOf(
                        nodes.stream().map(Promised.Part::node).toList());
    }

    @Test
    void shouldOrderAllTheSameWhenThePromiseIsUnknownOrOver() {
        assertThat(sourced(accepted(anOrder().withLine("SKU-1", 1).promised("prm_nobody"))))
                .hasSize(1);
        var promised = promised(1, "PT15M", "pickup");
        clock.advance(Duration.ofMinutes(15));
        assertThat(held.expire()).isEqualTo(1);
        assertThat(held.get(promised.id()).status().text()).isEqualTo("expired");

        assertThat(sourced(accepted(anOrder().withLine("SKU-1", 1).promised(promised.id()))))
                .hasSize(1);
    }

    @Test
    void shouldLetGoInPartsAndWhole() {
        var promised = promised(2, "PT15M", "pickup");

        held.change(promised.id(), new HeldPromises.Change("store-1", "SKU-1", 1, null));
        assertThat(held.held(promised.id())).extracting(Piece::quantity).containsExactly(1);
        held.change(promised.id(), new HeldPromises.Change("store-1", "SKU-1", 1, "dc-1"));
        assertThat(held.held(promised.id())).extracting(p -> p.node().value()).containsExactly("dc-1");
        held.release(promised.id());
        held.release(promised.id());

        assertThat(held.get(promised.id()).status().text()).isEqualTo("released");
        assertThat(stock("dc-1", "SKU-1")).containsExactly(5, 0, 0);
        assertThatThrownBy(() -> held.change(promised.id(), new HeldPromises.Change("store-1", "SKU-1", 1, null)))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void shouldAnswerARepeatedRequestAsBefore() {
        var key = new Promises.Key("shop", "k-1", "hash");
        var first = promises.promise(cart(2, "PT15M", "pickup"), "shop", key);

        assertThat(promises.promise(cart(2, "PT15M", "pickup"), "shop", key)).isEqualTo(first);
        assertThat(stock("store-1", "SKU-1")).containsExactly(2, 2, 0);
        assertThatThrownBy(
                        () -> promises.promise(cart(1, null, null), "shop", new Promises.Key("shop", "k-1", "other")))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void shouldRefuseAHoldThatNothingCanGive() {
        assertThatThrownBy(() -> promised(9, "PT15M", null)).isInstanceOf(RefusedException.class);
        assertThat(count("reservation")).isZero();
    }

    @Test
    void shouldNameEverythingThatIsWrong() {
        var wrong = new CartRequest(
                null,
                null,
                "00000",
                null,
                List.of("teleport"),
                "nowhere",
                List.of(new CartLine("NOTHING", 0, "-1")),
                "P3D",
                null);

        assertThatThrownBy(() -> promises.promise(wrong, "shop", null))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.errors())
                                .extracting(FieldError::field)
                                .contains(
                                        "channel",
                                        "postalCode",
                                        "node",
                                        "options",
                                        "lines[0].sku",
                                        "lines[0].quantity",
                                        "lines[0].unitPrice",
                                        "hold"));
    }
}
