package org.baton.domain.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

class WalkOrderTest {

    @Test
    void shouldWalkByNumberAndLeaveWhatHasNoPlaceToTheEnd() {
        var bins = new String[][] {
            {null, null}, {"11", "11-A"}, {"4", "4-B"}, {"4", null}, {"4", "4-A"}, {"A12", "3"}, {"A2", "10"}
        };

        Arrays.sort(bins, Comparator.comparing(bin -> WalkOrder.of(bin[0], bin[1])));

        assertThat(Arrays.stream(bins).map(bin -> bin[0] + "/" + bin[1]))
                .containsExactly("4/4-A", "4/4-B", "4/null", "11/11-A", "A2/10", "A12/3", "null/null");
    }
}
