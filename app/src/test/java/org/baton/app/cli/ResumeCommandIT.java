package org.baton.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.baton.app.api.ApiServer;
import org.baton.app.runtime.StartFailure;
import org.baton.domain.operations.EngineGenerations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ResumeCommandIT extends ApiServer {

    @Autowired
    private EngineGenerations generations;

    private record Told(int exitCode, String text) {}

    @BeforeEach
    void checkIn() {
        assertThat(generations.begin()).isFalse();
    }

    @Test
    void shouldCountFirstAndThenResumeOnce() {
        jdbc.sql("""
                insert into lost_cadence (cadence_id, order_id, generation) values ('ord_1/x', 'ord_1', 1)""").update();

        var counted = resume("--dry-run");
        assertThat(counted.exitCode()).as(counted.text()).isEqualTo(1);
        assertThat(counted.text()).endsWith("0 orders and 1 cadences of messages must be resumed.\n");

        var resumed = resume();
        assertThat(resumed.exitCode()).as(resumed.text()).isZero();
        assertThat(resumed.text()).endsWith("0 orders and 1 cadences of messages go on.\n");

        assertThat(resume().text()).endsWith("Every process lives: nothing to resume.\n");
    }

    @Test
    void shouldSayWhatIsWrongWithTheRequest() {
        assertThatThrownBy(() -> resume("ord_1")).isInstanceOf(StartFailure.class);
        assertThatThrownBy(() -> resume("--grace", "soon"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("--grace");
        assertThatThrownBy(() -> resume("--grace", "99999"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("graceSeconds");
    }

    private Told resume(String... words) {
        var out = new ByteArrayOutputStream();
        var arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--url", "http://127.0.0.1:" + port));
        var command = new ResumeCommand(
                Map.of("BATON_TOKEN", token("operator")), new PrintStream(out, true, StandardCharsets.UTF_8));
        var exitCode = command.run(arguments);
        return new Told(exitCode, out.toString(StandardCharsets.UTF_8));
    }
}
