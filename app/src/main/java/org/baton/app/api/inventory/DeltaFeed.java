package org.baton.app.api.inventory;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.Json;
import org.baton.domain.inventory.StockMovements;
import org.baton.domain.inventory.StockMovements.Message;
import org.springframework.stereotype.Component;

/**
 * Takes files of movements. A file is read twice: first every row is checked, and one that is wrong refuses the whole;
 * then they are taken, some thousand at a time. Each row has an id, so that a file which was interrupted is sent again.
 */
@Component
class DeltaFeed {

    private static final int BATCH = 2_000;
    private static final List<String> REQUIRED = List.of("id", "node", "sku", "type", "quantity");
    private static final List<String> KNOWN =
            List.of("id", "source", "occurredAt", "sequence", "node", "sku", "type", "quantity", "reason", "reference");

    /** What became of a file. */
    record Report(long rows, long applied, long unchanged, long countedSince) {}

    /** Reads all rows of a file, telling each with its line. */
    private interface Reading {

        void read(Refusals refusals, BiConsumer<Long, Message> rows);
    }

    private final StockMovements movements;
    private final Json json;

    DeltaFeed(StockMovements movements, Json json) {
        this.movements = movements;
        this.json = json;
    }

    Report csv(Spool spool, String actor) {
        return take(actor, (refusals, rows) -> {
            var csv = new FeedCsv(REQUIRED, KNOWN, refusals);
            csv.read(spool, () -> row -> {
                var message = message(csv, row);
                if (!row.isRefused()) {
                    rows.accept(row.number(), message);
                }
            });
        });
    }

    private static Message message(FeedCsv csv, FeedCsv.Row row) {
        return new Message(
                row.text(csv.column("id")),
                row.text(csv.column("source")),
                row.time(csv.column("occurredAt")),
                row.text(csv.column("node")),
                row.text(csv.column("sku")),
                row.text(csv.column("type")),
                row.whole(csv.column("quantity")),
                row.text(csv.column("reason")),
                row.text(csv.column("reference")),
                row.number(csv.column("sequence")));
    }

    Report lines(Spool spool, String actor) {
        return take(
                actor,
                (refusals, rows) -> SnapshotBody.eachLine(
                        spool, refusals, (number, text) -> rows.accept(number, json.readInput(text, Message.class))));
    }

    private Report take(String actor, Reading reading) {
        check(actor, reading);
        var counts = new HashMap<String, Long>();
        var rows = batches(reading, new Refusals(), batch -> {
            var messages = List.copyOf(batch.values());
            movements.take(messages, actor).forEach(result -> counts.merge(result.status(), 1L, Long::sum));
        });
        return new Report(
                rows,
                counts.getOrDefault("applied", 0L),
                counts.getOrDefault("unchanged", 0L),
                counts.getOrDefault("counted-since", 0L));
    }

    private void check(String actor, Reading reading) {
        var refusals = new Refusals();
        var seen = new HashMap<String, Long>();
        var numbers = new HashMap<String, Boolean>();
        batches(reading, refusals, batch -> {
            var rows = List.copyOf(batch.entrySet());
            var errors = movements.check(List.copyOf(batch.values()), actor);
            for (int i = 0; i < rows.size(); i++) {
                var line = rows.get(i).getKey();
                var message = rows.get(i).getValue();
                var first = seen.putIfAbsent(message.source() + "\u001f" + message.id(), line);
                refusals.add(line, errors.get(i));
                if (first != null && errors.get(i).isEmpty()) {
                    refusals.add(line, new FieldError("id", "duplicate", "Row " + first + " has this id."));
                }
                var numbered = numbers.putIfAbsent(message.source() + "", message.sequence() != null);
                if (numbered != null
                        && numbered != (message.sequence() != null)
                        && errors.get(i).isEmpty()) {
                    refusals.add(
                            line, new FieldError("sequence", "mixed", "An earlier row tells its order otherwise."));
                }
            }
        });
        refusals.orThrow();
    }

    private static long batches(Reading reading, Refusals refusals, Consumer<Map<Long, Message>> each) {
        var batch = new LinkedHashMap<Long, Message>();
        var total = new long[1];
        reading.read(refusals, (line, message) -> {
            batch.put(line, message);
            total[0]++;
            if (batch.size() == BATCH) {
                each.accept(batch);
                batch.clear();
            }
        });
        if (!batch.isEmpty()) {
            each.accept(batch);
        }
        return total[0];
    }
}
