package org.baton.workers.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RelayWindowTest {

    private final RelayWindow window = new RelayWindow(100);

    @Test
    void shouldHalveWhenTheEngineIsBusyButNeverStandStill() {
        window.adjust(false);
        assertThat(window.size()).isEqualTo(50);

        for (int i = 0; i < 10; i++) {
            window.adjust(false);
        }
        assertThat(window.size()).isEqualTo(8);
    }

    @Test
    void shouldGrowAgainUpToItsBoundWhenTheEngineKeepsUp() {
        window.adjust(false);
        window.adjust(true);
        assertThat(window.size()).isEqualTo(58);

        for (int i = 0; i < 10; i++) {
            window.adjust(true);
        }
        assertThat(window.size()).isEqualTo(100);
    }
}
