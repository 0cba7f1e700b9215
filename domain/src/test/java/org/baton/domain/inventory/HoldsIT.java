package org.baton.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baton.domain.support.NodeBuilder.aStore;
import static org.baton.domain.support.NodeBuilder.aWarehouse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Holds.Cart;
import org.baton.domain.inventory.Holds.Piece;
import org.baton.domain.inventory.Reservations.Outcome;
import org.baton.domain.support.DomainIT;
import org.baton.domain.support.Race;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class HoldsIT extends DomainIT {

    private static final NodeId DC = new NodeId("dc-1");
    private static final NodeId STORE = new NodeId("store-1");
    private static final Sku SKU = new Sku("SKU-1");

    @Autowired
    private Holds holds;

    @BeforeEach
    void network() {
        given(aWarehouse("dc-1"));
        given(aStore("store-1"));
        given("SKU-1");
        counted("dc-1", "SKU-1", 10);
        counted("store-1", "SKU-1", 2);
    }

    private Outcome hold(String promise, int buffer, Piece... pieces) {
        return holds.hold(
                new Cart(promise, List.of(pieces), buffer, clock.instant().plus(Duration.ofMinutes(15))));
    }

    @Test
    void shouldHoldAcrossNodesAllOrNothing() {
        assertThat(hold("prm_1", 0, new Piece(DC, SKU, 4), new Piece(STORE, SKU, 3)))
                .isEqualTo(new Outcome.Shortfall(List.of(new StockKey(STORE, SKU))));
        assertThat(stock("dc-1", "SKU-1")).containsExactly(10, 0, 0);

        assertThat(hold("prm_2", 0, new Piece(DC, SKU, 4), new Piece(STORE, SKU, 2)))
                .isInstanceOf(Outcome.Reserved.class);
        assertThat(stock("dc-1", "SKU-1")).containsExactly(10, 4, 0);
        assertThat(stock("store-1", "SKU-1")).containsExactly(2, 2, 0);
    }

    @Test
    void shouldLeaveTheBufferOfTheChannel() {
        assertThat(hold("prm_1", 8, new Piece(DC, SKU, 3))).isInstanceOf(Outcome.Shortfall.class);
        assertThat(hold("prm_2", 8, new Piece(DC, SKU, 2))).isInstanceOf(Outcome.Reserved.class);
    }

    @Test
    void shouldLetGoWhenTheTimeIsOver() {
        hold("prm_1", 0, new Piece(DC, SKU, 4));
        clock.advance(Duration.ofMinutes(14));
        assertThat(holds.expire()).isEmpty();

        clock.advance(Duration.ofMinutes(1));

        assertThat(holds.expire()).containsExactly("prm_1");
        assertThat(holds.expire()).isEmpty();
        assertThat(stock("dc-1", "SKU-1")).containsExactly(10, 0, 0);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldLetGoInParts() {
        hold("prm_1", 0, new Piece(DC, SKU, 4));

        holds.release("prm_1", new Piece(DC, SKU, 1), "fewer");
        holds.release("prm_1", new Piece(DC, SKU, 1), "fewer");

        assertThat(holds.held("prm_1")).containsExactly(new Piece(DC, SKU, 2));
        assertThatThrownBy(() -> holds.release("prm_1", new Piece(DC, SKU, 3), "too many"))
                .isInstanceOf(RefusedException.class);
        holds.release("prm_1", "none");
        holds.release("prm_1", "again");
        assertThat(stock("dc-1", "SKU-1")).containsExactly(10, 0, 0);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldMoveToAnotherNodeOrStay() {
        hold("prm_1", 0, new Piece(DC, SKU, 4));

        assertThat(holds.move("prm_1", new Piece(DC, SKU, 3), STORE, 0)).isInstanceOf(Outcome.Shortfall.class);
        assertThat(holds.held("prm_1")).containsExactly(new Piece(DC, SKU, 4));

        assertThat(holds.move("prm_1", new Piece(DC, SKU, 2), STORE, 0)).isInstanceOf(Outcome.Reserved.class);
        assertThat(holds.held("prm_1")).containsExactly(new Piece(DC, SKU, 2), new Piece(STORE, SKU, 2));
        assertThat(stockOutOfBalance()).isEmpty();
        clock.advance(Duration.ofMinutes(15));
        assertThat(holds.expire()).containsExactly("prm_1");
        assertThat(stock("store-1", "SKU-1")).containsExactly(2, 0, 0);
    }

    @Test
    void shouldServeExactlyAsManyCartsAsThereAreUnits() throws Exception {
        var tasks = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 32; i++) {
            var promise = "prm_" + i;
            tasks.add(() -> hold(promise, 0, new Piece(DC, SKU, 1)) instanceof Outcome.Reserved);
        }

        var served = Race.run(tasks);

        assertThat(served).filteredOn(yes -> yes).hasSize(10);
        assertThat(stock("dc-1", "SKU-1")).containsExactly(10, 10, 0);
    }
}
