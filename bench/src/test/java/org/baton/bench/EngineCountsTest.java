package org.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineCountsTest {

    private static final String METRICS = """
            # TYPE zeebe_log_appender_record_appended_total counter
            zeebe_log_appender_record_appended_total{intent="CREATED",partition="1",recordType="EVENT",valueType="JOB",} 7.0
            zeebe_log_appender_record_appended_total{intent="CREATED",partition="2",recordType="EVENT",valueType="JOB",} 3.0
            zeebe_log_appender_record_appended_total{intent="COMPLETE",partition="1",recordType="COMMAND",valueType="JOB",} 1.2E1
            zeebe_log_appender_record_appended_total{intent="CREATED",partition="1",recordType="EVENT",valueType="FORM",} 5.0
            zeebe_other_total{intent="CREATED",recordType="EVENT",valueType="JOB",} 5.0
            """;

    @Test
    void shouldAddUpWhatTheEngineHasDone() {
        assertThat(EngineCounts.parse(METRICS).values()).containsOnly(entry("jobs", 10.0), entry("commands", 12.0));
    }

    @Test
    void shouldTellWhatWasDoneSince() {
        var then = new EngineCounts(Map.of("jobs", 4.0));

        assertThat(EngineCounts.parse(METRICS).since(then).values())
                .containsOnly(entry("jobs", 6.0), entry("commands", 12.0));
    }
}
