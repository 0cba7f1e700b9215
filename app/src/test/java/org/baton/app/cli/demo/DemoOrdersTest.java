package org.baton.app.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.baton.domain.inventory.ProductRequest;
import org.baton.domain.order.OrderRequest;
import org.junit.jupiter.api.Test;

class DemoOrdersTest {

    private static final Map<String, Integer> MIX = Map.of("ship", 70, "pickup", 20, "same-day", 10);

    private final DemoNetwork network = new DemoNetwork();
    private final List<OrderRequest> orders = orders(1);

    @Test
    void shouldMakeTheSameOrdersWhenSeedIsTheSame() {
        assertThat(orders(1)).isEqualTo(orders);
        assertThat(orders(2)).isNotEqualTo(orders);
    }

    @Test
    void shouldFollowTheMix() {
        var share = orders.stream()
                .collect(Collectors.groupingBy(order -> order.delivery().option(), Collectors.counting()));
        assertThat(share.get("ship")).isBetween(1300L, 1500L);
        assertThat(share.get("pickup")).isBetween(340L, 460L);
        assertThat(share.get("same-day")).isBetween(150L, 250L);
    }

    @Test
    void shouldDeclineAboutThreePercent() {
        var declined = orders.stream()
                .filter(order -> order.payment().token().matches("tok_declined.*|tok_insufficient_funds"))
                .count();
        assertThat(declined).isBetween(30L, 90L);
    }

    @Test
    void shouldDeliverToKnownZipsOrCollectAtStores() {
        var stores = network.stores().stream().map(s -> s.id()).toList();
        var skus = network.products().stream().map(ProductRequest::sku).collect(Collectors.toSet());
        assertThat(orders).allSatisfy(order -> {
            if (order.delivery().option().equals("pickup")) {
                assertThat(order.delivery().node()).isIn(stores);
            } else {
                assertThat(DemoOrders.isKnown(order.delivery().address().postalCode()))
                        .isTrue();
            }
            assertThat(order.lines()).isNotEmpty().allSatisfy(line -> {
                assertThat(line.sku()).isIn(skus);
                assertThat(line.unitPrice().amount()).matches("[0-9]+\\.[0-9]{2}");
            });
        });
        assertThat(orders).extracting(OrderRequest::channelOrderNumber).doesNotHaveDuplicates();
    }

    private List<OrderRequest> orders(long seed) {
        var made = new DemoOrders(network, "test", seed, MIX);
        return IntStream.rangeClosed(1, 2_000).mapToObj(made::order).toList();
    }
}
