package org.baton.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The plans by which the database really answered, as its extension auto_explain writes them into its log: the
 * statements are those of the product, with its parameters, and cannot drift from what is measured.
 */
final class PlanLog {

    private static final String BEGIN = " plan:";
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * How a statement was answered.
     *
     * @param millis that it took
     * @param pages of 8 kB that it looked at, in memory or not
     * @param scanned tables that it read from end to end
     * @param indexes that it used
     */
    record Plan(String statement, double millis, long pages, List<String> scanned, List<String> indexes) {}

    private final Path file;

    PlanLog(Path file) {
        this.file = file;
    }

    /** Has the statements explained that this connection runs until its transaction ends. */
    static void begin(JdbcClient jdbc) {
        jdbc.sql("load 'auto_explain'").update();
        for (var setting : List.of("analyze = on", "buffers = on", "format = json", "min_duration = 0")) {
            jdbc.sql("set local auto_explain.log_" + setting).update();
        }
    }

    long position() {
        return file.toFile().length();
    }

    /** The plans written since, in the order of their statements. */
    List<Plan> since(long position) {
        var plans = new ArrayList<Plan>();
        var text = new StringBuilder();
        var inside = false;
        for (var line : lines(position)) {
            if (inside && line.startsWith("\t")) {
                text.append(line);
            } else {
                close(text, plans);
                inside = line.endsWith(BEGIN);
            }
        }
        close(text, plans);
        return plans;
    }

    private static void close(StringBuilder text, List<Plan> plans) {
        if (!text.isEmpty()) {
            plans.add(read(JSON.readTree(text.toString().replace('\t', ' '))));
            text.setLength(0);
        }
    }

    private List<String> lines(long position) {
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            var bytes = new byte[Math.toIntExact(log.length() - position)];
            log.seek(position);
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Plan read(JsonNode explained) {
        var top = explained.get("Plan");
        var scanned = new ArrayList<String>();
        var indexes = new ArrayList<String>();
        walk(top, node -> {
            if (node.path("Node Type").asString().equals("Seq Scan")) {
                scanned.add(node.path("Relation Name").asString());
            }
            if (node.has("Index Name")) {
                indexes.add(node.path("Index Name").asString());
            }
        });
        return new Plan(
                explained.path("Query Text").asString(),
                top.path("Actual Total Time").asDouble(),
                top.path("Shared Hit Blocks").asLong()
                        + top.path("Shared Read Blocks").asLong(),
                scanned,
                indexes);
    }

    private static void walk(JsonNode node, Consumer<JsonNode> seen) {
        seen.accept(node);
        node.path("Plans").forEach(child -> walk(child, seen));
    }
}
