package org.baton.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class IncidentLogTest {

    private static final String LINE = """
            {"position":1,"timestamp":1000,"intent":"CREATED","incidentKey":%d,"jobKey":-1,"processInstanceKey":3,"rootInstanceKey":3,\
            "elementInstanceKey":4,"bpmnProcessId":"p","elementId":"e","errorType":"UNKNOWN","errorMessage":"m"}
            """;

    @TempDir
    private Path directory;

    private final List<Long> keys = new ArrayList<>();
    private final List<FormRecord> forms = new ArrayList<>();
    private long offset;

    private final IncidentSink sink = new IncidentSink() {
        @Override
        public long offset(int partition) {
            return offset;
        }

        @Override
        public void accept(int partition, List<EngineRecord> records, long nextOffset) {
            records.forEach(one -> {
                switch (one) {
                    case IncidentRecord incident -> keys.add(incident.incidentKey());
                    case FormRecord form -> forms.add(form);
                }
            });
            offset = nextOffset;
        }
    };

    @Test
    void shouldReadNothingWhenTheEngineNeverHadAnIncident() {
        assertThat(log(directory.resolve("none")).poll(sink)).isZero();
    }

    @Test
    void shouldGoOnAfterWhatWasRead() throws IOException {
        append(LINE.formatted(1));
        assertThat(log(directory).poll(sink)).isEqualTo(1);
        append(LINE.formatted(2));

        assertThat(log(directory).poll(sink)).isEqualTo(1);
        assertThat(keys).containsExactly(1L, 2L);
    }

    @Test
    void shouldLeaveAHalfWrittenLineForLater() throws IOException {
        String line = LINE.formatted(1);
        append(line.substring(0, 20));
        assertThat(log(directory).poll(sink)).isZero();
        append(line.substring(20));

        assertThat(log(directory).poll(sink)).isEqualTo(1);
    }

    @Test
    void shouldBeginAnewWhenTheEngineDid() throws IOException {
        append(LINE.formatted(1) + LINE.formatted(2));
        assertThat(log(directory).poll(sink)).isEqualTo(2);
        Files.delete(file());
        append(LINE.formatted(7));

        assertThat(log(directory).poll(sink)).isEqualTo(1);
        assertThat(keys).containsExactly(1L, 2L, 7L);
    }

    @Test
    void shouldReadFormsBetweenIncidents() throws IOException {
        append(LINE.formatted(1) + """
                {"definitionKey":12,"id":"wrap","schema":"{\\"components\\":[]}"}
                """ + LINE.formatted(2));

        assertThat(log(directory).poll(sink)).isEqualTo(3);
        assertThat(keys).containsExactly(1L, 2L);
        assertThat(forms).containsExactly(new FormRecord(12, "wrap", "{\"components\":[]}"));
    }

    private IncidentLog log(Path where) {
        return new IncidentLog(where, JsonMapper.shared());
    }

    private Path file() {
        return directory.resolve("partition-1.ndjson");
    }

    private void append(String text) throws IOException {
        Files.writeString(file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
