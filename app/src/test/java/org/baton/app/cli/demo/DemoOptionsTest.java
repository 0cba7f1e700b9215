package org.baton.app.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.baton.app.runtime.StartFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoOptionsTest {

    @Test
    void shouldHaveDefaults() {
        var options = DemoOptions.parse(List.of());
        assertThat(options.orders()).isEqualTo(300);
        assertThat(options.rate()).isEqualTo(10);
        assertThat(options.mix()).isEqualTo(Map.of("ship", 70, "pickup", 20, "same-day", 10));
        assertThat(options.data()).isEqualTo(Path.of(".baton"));
    }

    @Test
    void shouldReadBothWaysOfWriting() {
        var options = DemoOptions.parse(
                List.of("--orders", "5", "--rate=0.5", "--mix", "pickup=1", "--url", "http://127.0.0.1:9000"));
        assertThat(options.orders()).isEqualTo(5);
        assertThat(options.rate()).isEqualTo(0.5);
        assertThat(options.mix()).isEqualTo(Map.of("pickup", 1));
        assertThat(options.url()).hasPort(9000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--orders=0",
                "--orders=x",
                "--rate=0",
                "--mix=ship",
                "--mix=fly=3",
                "--mix=ship=0",
                "--url=x",
                "--nope=1",
                "--orders"
            })
    void shouldSayWhatIsWrong(String argument) {
        assertThatThrownBy(() -> DemoOptions.parse(List.of(argument))).isInstanceOf(StartFailure.class);
    }
}
