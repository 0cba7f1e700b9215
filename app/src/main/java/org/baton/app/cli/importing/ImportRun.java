package org.baton.app.cli.importing;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.baton.app.cli.demo.BatonClient;
import org.baton.app.runtime.StartFailure;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Sends the rows of a file in batches and keeps count of what became of them. */
final class ImportRun {

    private final Kind kind;
    private final BatonClient client;
    private final RefusedFile refusedFile;
    private final Consumer<ImportRun> progress;
    private final List<Row> batch = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Long> counts = new HashMap<>();
    private long rows;

    ImportRun(Kind kind, BatonClient client, RefusedFile refusedFile, Consumer<ImportRun> progress) {
        this.kind = kind;
        this.client = client;
        this.refusedFile = refusedFile;
        this.progress = progress;
    }

    void take(Row row) {
        rows++;
        var twice = repeated(row);
        if (!row.errors().isEmpty()) {
            refuse(row, row.errors());
        } else if (twice != null) {
            refuse(row, List.of(kind.key() + ": an earlier row has " + twice + " already"));
        } else {
            batch.add(row);
        }
        if (batch.size() >= kind.batch()) {
            flush();
        }
    }

    private @Nullable String repeated(Row row) {
        var key = kind.key();
        var value = key == null ? null : row.document().get(key);
        return value == null || seen.add(value.toString()) ? null : value.toString();
    }

    /** Sends what has been gathered. */
    void flush() {
        if (!batch.isEmpty()) {
            var answers = send();
            for (int i = 0; i < batch.size(); i++) {
                count(batch.get(i), answers.get(i));
            }
            batch.clear();
        }
        progress.accept(this);
    }

    private List<JsonNode> send() {
        try {
            var answer = client.postLines(
                    "/imports/" + kind.text(), batch.stream().map(Row::document).toList());
            var items = answer.body().path("items").valueStream().toList();
            if (answer.isOk() && items.size() == batch.size()) {
                return items;
            }
            throw new StartFailure("Baton did not take the batch: " + answer.problem());
        } catch (UncheckedIOException e) {
            throw new StartFailure(
                    "Baton cannot be reached (" + e.getCause() + "). Start it with ./baton run, or name it with --url.",
                    e);
        }
    }

    private void count(Row row, JsonNode answer) {
        var status = answer.path("status").asString("refused");
        if (status.equals("refused")) {
            refuse(
                    row,
                    answer.path("errors").valueStream().map(ImportRun::reason).toList());
        } else {
            counts.merge(status, 1L, Long::sum);
        }
    }

    private static String reason(JsonNode error) {
        var field = error.path("field").asString("");
        var message = error.path("message").asString("");
        return field.isEmpty() ? message : field + ": " + message;
    }

    private void refuse(Row row, List<String> reasons) {
        counts.merge("refused", 1L, Long::sum);
        refusedFile.write(row, reasons);
    }

    long refused() {
        return counts.getOrDefault("refused", 0L);
    }

    String summary() {
        return "%,d %s: %,d created, %,d changed, %,d unchanged, %,d refused"
                .formatted(
                        rows,
                        kind.text(),
                        counts.getOrDefault("created", 0L),
                        counts.getOrDefault("changed", 0L),
                        counts.getOrDefault("unchanged", 0L),
                        refused());
    }
}
