package org.baton.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.baton.domain.support.NodeBuilder.aStore;
import static org.baton.domain.support.NodeBuilder.aWarehouse;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Saved;
import org.baton.domain.common.Sku;
import org.baton.domain.support.DomainIT;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class NetworkIT extends DomainIT {

    @Autowired
    private PostalCodes postalCodes;

    @Test
    void shouldSayWhatBecameOfItWhenANodeIsSavedAgain() {
        assertThat(nodes.save(aStore("store-1").build())).isEqualTo(Saved.CREATED);
        assertThat(nodes.save(aStore("store-1").build())).isEqualTo(Saved.UNCHANGED);
        assertThat(nodes.save(aStore("store-1").closed().build())).isEqualTo(Saved.CHANGED);

        var node = nodes.get(new NodeId("store-1"));
        assertThat(node.active()).isFalse();
        assertThat(node.capabilities()).containsExactly("curbside", "cold");
        assertThat(node.timeZone()).isEqualTo("America/Chicago");
        assertThat(node.place()).isEqualTo(postalCodes.locate("60606").orElseThrow());
    }

    @Test
    void shouldKnowANodeAsSoonAsItIsCommitted() {
        var store = new NodeId("store-1");
        transaction.executeWithoutResult(status -> {
            nodes.save(aStore("store-1").build());
            assertThat(nodes.find(store)).isPresent();
            assertThat(CompletableFuture.supplyAsync(() -> nodes.find(store)).join())
                    .isEmpty();
        });

        assertThat(nodes.find(store)).isPresent();
    }

    @Test
    void shouldForgetANodeThatWasNotCommitted() {
        transaction.executeWithoutResult(status -> {
            nodes.save(aStore("store-1").build());
            assertThat(nodes.find(new NodeId("store-1"))).isPresent();
            status.setRollbackOnly();
        });

        assertThat(nodes.find(new NodeId("store-1"))).isEmpty();
    }

    @Test
    void shouldFindActiveNodesNearestFirstWhenAskedAroundAPlace() {
        given(aStore("store-ny").at("10001"));
        given(aStore("store-chi").at("60611"));
        given(aStore("store-closed").at("60606").closed());
        given(aWarehouse("dc-chi").at("60606"));
        var chicago = postalCodes.locate("60606-1234").orElseThrow();

        assertThat(nodes.near(chicago, 1000, List.of(NodeType.STORE)))
                .extracting(near -> near.node().idText())
                .containsExactly("store-chi", "store-ny");
        assertThat(nodes.near(chicago, 25, List.of(NodeType.STORE, NodeType.WAREHOUSE)))
                .extracting(near -> near.node().idText())
                .containsExactly("dc-chi", "store-chi");
    }

    @Test
    void shouldNameEveryFieldWhenANodeIsWrong() {
        var wrong = new NodeRequest(
                "a b",
                "",
                "kiosk",
                null,
                null,
                null,
                "00000",
                null,
                null,
                null,
                "Mars/Base",
                null,
                null,
                Arrays.asList("cold", null),
                -1,
                null);

        assertThat(errors(() -> nodes.save(wrong)))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "id", "name", "type", "postalCode", "timeZone", "capabilities[1]", "dailyCapacity");
    }

    @Test
    void shouldSayWhatBecameOfItWhenAProductIsSavedAgain() {
        assertThat(products.save(product("SKU-1", "036000291452", 500))).isEqualTo(Saved.CREATED);
        assertThat(products.save(product("SKU-1", "036000291452", 500))).isEqualTo(Saved.UNCHANGED);
        assertThat(products.save(product("SKU-1", null, 600))).isEqualTo(Saved.CHANGED);
        assertThat(products.find(new Sku("SKU-1")).orElseThrow().weightGrams()).isEqualTo(600);
    }

    @Test
    void shouldNameEveryFieldWhenAProductIsWrong() {
        products.save(product("SKU-1", "036000291452", 500));

        assertThat(errors(() -> products.save(product("SKU-2", "036000291452", -1))))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("gtin", "weightGrams");
        assertThat(errors(() -> products.save(new ProductRequest(null, null, "123", null, null, "radioactive"))))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("sku", "name", "gtin", "handling");
    }

    @Test
    void shouldTellUnknownSkusWhenAsked() {
        given("SKU-1");

        assertThat(products.unknown(Set.of(new Sku("SKU-1"), new Sku("SKU-9")))).containsExactly(new Sku("SKU-9"));
        assertThat(products.unknown(Set.of())).isEmpty();
    }

    private static ProductRequest product(String sku, String gtin, int grams) {
        return new ProductRequest(sku, "The " + sku, gtin, grams, "toys", null);
    }

    private static List<FieldError> errors(Runnable save) {
        return catchThrowableOfType(InvalidInputException.class, save::run).errors();
    }
}
