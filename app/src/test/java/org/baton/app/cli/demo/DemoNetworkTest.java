package org.baton.app.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.stream.Collectors;
import org.baton.domain.inventory.Gtin;
import org.baton.domain.inventory.NodeRequest;
import org.baton.domain.inventory.ProductRequest;
import org.baton.domain.inventory.StockFeed;
import org.junit.jupiter.api.Test;

class DemoNetworkTest {

    private final DemoNetwork network = new DemoNetwork();

    @Test
    void shouldHaveNodesAtRealZips() {
        assertThat(network.stores()).hasSize(200);
        assertThat(network.nodes()).hasSize(206).extracting(NodeRequest::id).doesNotHaveDuplicates();
        assertThat(network.nodes()).allSatisfy(node -> {
            assertThat(DemoOrders.isKnown(node.postalCode()))
                    .as(node.postalCode())
                    .isTrue();
            assertThat(ZoneId.of(node.timeZone())).isNotNull();
        });
        assertThat(network.nodes()).extracting(NodeRequest::postalCode).doesNotHaveDuplicates();
    }

    @Test
    void shouldSellProductsWithValidCodesForInternalUse() {
        assertThat(network.products()).hasSizeBetween(380, 420);
        assertThat(network.products()).allSatisfy(product -> {
            assertThat(Gtin.isValid(product.gtin())).as(product.gtin()).isTrue();
            assertThat(product.gtin()).startsWith("2");
            assertThat(network.priceOf(product)).isBetween(299, 49_999);
        });
        assertThat(network.products()).extracting(ProductRequest::gtin).doesNotHaveDuplicates();
        assertThat(network.products()).extracting(ProductRequest::sku).doesNotHaveDuplicates();
        assertThat(network.products().stream().filter(DemoNetwork::isScarce).count())
                .isBetween(8L, 40L);
    }

    @Test
    void shouldStockTheSameEveryTime() {
        var stock = network.stock();
        assertThat(stock).isEqualTo(new DemoNetwork().stock());
        assertThat(stock).hasSizeBetween(25_000, 45_000);
        assertThat(stock).allSatisfy(row -> assertThat(row.onHand()).isNotNegative());
        var bySku = stock.stream().collect(Collectors.groupingBy(StockFeed.Count::sku));
        assertThat(bySku).hasSize(network.products().size());
    }

    @Test
    void shouldKeepColdGoodsInColdStoresOnly() {
        var warm = network.stores().stream()
                .filter(store -> !store.capabilities().contains("cold"))
                .toList();
        assertThat(warm)
                .isNotEmpty()
                .allSatisfy(store -> assertThat(network.carriedAt(store, 1))
                        .isNotEmpty()
                        .noneMatch(product -> product.handling().equals("cold")));
    }
}
