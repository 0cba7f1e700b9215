package org.baton.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Product;
import org.baton.domain.inventory.Products;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProductNamesTest {

    private static final Sku ONE = new Sku("SKU-1");
    private static final Sku TWO = new Sku("SKU-2");
    private static final Sku UNKNOWN = new Sku("SKU-0");

    private final Products products = mock();
    private final ProductNames names = new ProductNames(products);

    @BeforeEach
    void fill() {
        when(products.find(anyCollection()))
                .thenAnswer(call -> call.<Collection<Sku>>getArgument(0).stream()
                        .filter(sku -> !sku.equals(UNKNOWN))
                        .map(sku -> new Product(sku.value(), "The " + sku.value(), null, null, null, "ordinary"))
                        .toList());
    }

    @Test
    void shouldAskOnlyForNamesThatItDoesNotKnow() {
        assertThat(names.of(List.of(ONE))).isEqualTo(Map.of(ONE, "The SKU-1"));

        assertThat(names.of(List.of(ONE, TWO))).isEqualTo(Map.of(ONE, "The SKU-1", TWO, "The SKU-2"));
        assertThat(names.of(List.of(TWO, ONE))).hasSize(2);

        verify(products).find(List.of(ONE));
        verify(products).find(List.of(TWO));
        verify(products, times(2)).find(anyCollection());
    }

    @Test
    void shouldLearnOfAProductThatIsNew() {
        assertThat(names.of(List.of(UNKNOWN))).isEmpty();
        when(products.find(List.of(UNKNOWN)))
                .thenReturn(List.of(new Product("SKU-0", "New", null, null, null, "ordinary")));

        assertThat(names.of(List.of(UNKNOWN))).isEqualTo(Map.of(UNKNOWN, "New"));
    }

    @Test
    void shouldNotRememberWithoutEnd() {
        var many = IntStream.range(0, 20_000).mapToObj(i -> new Sku("M-" + i)).toList();
        assertThat(names.of(many)).hasSize(many.size());
        assertThat(names.of(List.of(ONE))).hasSize(1);

        assertThat(names.of(many.subList(0, 1))).hasSize(1);

        verify(products).find(many.subList(0, 1));
    }
}
