package org.baton.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The short form of {@code ./baton test --chaos}: a few rounds with a few orders each. The long form is this test with
 * other numbers; docs/chaos.md tells what a round is.
 */
class ChaosIT {

    @Test
    void shouldLoseNothingAndDoNothingTwiceWhateverFails() {
        assertThat(new ChaosRun(ChaosPlan.ofProperties()).play()).isEmpty();
    }
}
