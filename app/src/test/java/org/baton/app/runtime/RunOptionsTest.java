package org.baton.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunOptionsTest {

    @Test
    void shouldUseDefaultsWhenNothingIsSaid() {
        assertThat(RunOptions.parse(List.of())).isEqualTo(new RunOptions(8080, Path.of(".baton"), false, null));
    }

    @Test
    void shouldTakeBothSpellings() {
        assertThat(RunOptions.parse(List.of("--port=9090", "--operate", "--data", "/srv/baton")))
                .isEqualTo(new RunOptions(9090, Path.of("/srv/baton"), true, null));
    }

    @Test
    void shouldTakeThreeBrokers() {
        assertThat(RunOptions.parse(List.of("--brokers", "3")).brokers()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "--port abc, from 1 to 65535",
        "--port 0, from 1 to 65535",
        "--port 70000, from 1 to 65535",
        "--port, needs a value",
        "--brokers 2, takes 1 or 3",
        "--brokers three, takes 1 or 3",
        "--prot 1, not --prot"
    })
    void shouldSayWhatIsWrong(String line, String part) {
        assertThatThrownBy(() -> RunOptions.parse(List.of(line.split(" "))))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(part);
    }
}
