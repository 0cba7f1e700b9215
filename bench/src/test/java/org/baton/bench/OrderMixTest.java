package org.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.baton.app.runtime.StartFailure;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OrderMixTest {

    @Test
    void shouldMakeTheSameOrderAgain() {
        var mix = OrderMix.of("abc123", OrderMix.USUAL);

        assertThat(mix.body(17)).isEqualTo(mix.body(17)).isNotEqualTo(mix.body(18));
        assertThat(mix.isMine(mix.number(17))).isTrue();
        assertThat(OrderMix.of("abc124", OrderMix.USUAL).isMine(mix.number(17))).isFalse();
    }

    @Test
    void shouldGiveEachOptionItsShare() {
        var mix = OrderMix.of("abc123", "ship=50,pickup=30,same-day=20");

        var pickups = IntStream.range(0, 2_000)
                .mapToObj(n -> JsonMapper.shared().readTree(mix.body(n)).path("delivery"))
                .filter(delivery -> delivery.path("option").asString("").equals("pickup"))
                .toList();

        assertThat(pickups).hasSizeBetween(500, 700).allMatch(delivery -> delivery.hasNonNull("node"));
    }

    @Test
    void shouldRefuseSharesThatAreNotAHundred() {
        assertThatThrownBy(() -> OrderMix.of("abc123", "ship=50,pickup=30"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("100");
        assertThatThrownBy(() -> OrderMix.of("abc123", "ship:100"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("--mix");
    }
}
