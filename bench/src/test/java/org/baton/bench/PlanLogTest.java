package org.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanLogTest {

    private static final String BEFORE = """
            2026-11-22 05:00:00.000 UTC [17] LOG:  database system is ready to accept connections
            """;

    private static final String ASKED = """
            2026-11-22 05:00:01.000 UTC [18] LOG:  duration: 7.250 ms  plan:
            \t{
            \t  "Query Text": "select *\\nfrom orders o join line using (id)",
            \t  "Plan": {
            \t    "Node Type": "Nested Loop", "Actual Total Time": 7.125,
            \t    "Shared Hit Blocks": 40, "Shared Read Blocks": 2,
            \t    "Plans": [
            \t      {"Node Type": "Seq Scan", "Relation Name": "line"},
            \t      {"Node Type": "Index Scan", "Relation Name": "orders", "Index Name": "orders_pkey"}
            \t    ]
            \t  }
            \t}
            2026-11-22 05:00:01.100 UTC [18] LOG:  duration: 0.010 ms  plan:
            \t{
            \t  "Query Text": "select 1",
            \t  "Plan": {"Node Type": "Result", "Actual Total Time": 0.002}
            \t}
            2026-11-22 05:00:02.000 UTC [17] LOG:  checkpoint starting: time
            """;

    @TempDir
    private Path directory;

    @Test
    void shouldReadThePlansThatWereWrittenSince() throws IOException {
        var file = directory.resolve("postgres.log");
        Files.writeString(file, BEFORE + ASKED);
        var log = new PlanLog(file);
        var position = log.position();
        Files.writeString(file, ASKED, StandardOpenOption.APPEND);

        assertThat(log.since(position))
                .containsExactly(
                        new PlanLog.Plan(
                                "select *\nfrom orders o join line using (id)",
                                7.125,
                                42,
                                List.of("line"),
                                List.of("orders_pkey")),
                        new PlanLog.Plan("select 1", 0.002, 0, List.of(), List.of()));
    }
}
