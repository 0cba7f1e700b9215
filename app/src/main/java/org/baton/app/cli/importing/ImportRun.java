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

    private static final int MOST_AT_ONCE = 500;

    private final Kind kind;
    private final BatonClient client;
    private final RefusedFile refusedFile;
    private final Consumer<ImportRun> progress;
    private final StockSnapshot stock;
    private final List<Row> batch = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> stockOfBatch = new HashSet<>();
    private final Map<String, Long> counts = new HashMap<>();
    private long rows;

    ImportRun(Kind kind, BatonClient client, RefusedFile refusedFile, Consumer<ImportRun> progress) {
        this.kind = kind;
        this.client = client;
        this.refusedFile = refusedFile;
        this.progress = progress;
        this.stock = new StockSnapshot(client, this::counted, this::refuse, this::oneByOne);
    }

    void take(Row row) {
        rows++;
        var twice = repeated(row);
        if (!row.errors().isEmpty()) {
            refuse(row, row.errors());
        } else if (twice != null) {
            refuse(row, List.of(kind.key() + ": an earlier row has " + twice + " already"));
        } else {
            apartFromItsLike(row);
            batch.add(row);
        }
        if (batch.size() >= kind.batch()) {
            flush();
        }
    }

    /** Of two rows on the same stock the later one stands, so they are not sent together. */
    private void apartFromItsLike(Row row) {
        var stocked = row.document().get("node") + "\u001f" + row.document().get("sku");
        if (kind == Kind.STOCK && !stockOfBatch.add(stocked)) {
            flush();
            var ignored = stockOfBatch.add(stocked);
        }
    }

    private @Nullable String repeated(Row row) {
        var key = kind.key();
        var value = key == null ? null : row.document().get(key);
        return value == null || seen.add(value.toString()) ? null : value.toString();
    }

    /** Sends what has been gathered. */
    void flush() {
        try {
            if (kind == Kind.STOCK) {
                stock.send(List.copyOf(batch));
            } else {
                oneByOne(batch);
            }
            batch.clear();
            stockOfBatch.clear();
        } catch (UncheckedIOException e) {
            throw new StartFailure(
                    "Baton cannot be reached (" + e.getCause() + "). Start it with ./baton run, or name it with --url.",
                    e);
        }
        progress.accept(this);
    }

    /** Sends rows each of which is taken or refused on its own. */
    private void oneByOne(List<Row> rows) {
        for (int from = 0; from < rows.size(); from += MOST_AT_ONCE) {
            var some = rows.subList(from, Math.min(rows.size(), from + MOST_AT_ONCE));
            var answer = client.postLines(
                    "/imports/" + kind.text(), some.stream().map(Row::document).toList());
            var items = answer.body().path("items").valueStream().toList();
            if (!answer.isOk() || items.size() != some.size()) {
                throw new StartFailure("Baton did not take the batch: " + answer.problem());
            }
            for (int i = 0; i < some.size(); i++) {
                count(some.get(i), items.get(i));
            }
        }
    }

    private void counted(long changed, long unchanged) {
        counts.merge("changed", changed, Long::sum);
        counts.merge("unchanged", unchanged, Long::sum);
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
