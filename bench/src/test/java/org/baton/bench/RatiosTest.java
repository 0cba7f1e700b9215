package org.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RatiosTest {

    private static final double CLOSE = 1e-9;

    @Test
    void theMedianOfAnEvenNumberOfRunsLiesBetweenTheTwoInTheMiddle() {
        var ratios = new Ratios("orders", 0.6);
        ratios.add(100, 62);
        ratios.add(100, 54);

        assertThat(ratios.median()).isCloseTo(0.58, within(CLOSE));
        assertThat(ratios.sumUp()).isFalse();
    }

    @Test
    void oneRunFarFromTheOthersDoesNotMoveTheMedian() {
        var ratios = new Ratios("orders", 0.6);
        ratios.add(100, 61);
        ratios.add(100, 10);
        ratios.add(100, 63);

        assertThat(ratios.median()).isCloseTo(0.61, within(CLOSE));
        assertThat(ratios.sumUp()).isTrue();
    }
}
