package org.baton.app.cli.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.baton.app.cli.demo.BatonClient;
import org.baton.app.runtime.StartFailure;
import tools.jackson.databind.JsonNode;

/**
 * Sends rows of stock as snapshots, which Baton takes whole or not at all: rows that it names as wrong are left out, and
 * the rest is sent again. Where very much is wrong the rows go one by one.
 */
final class StockSnapshot {

    /** What a snapshot did: rows that changed the stock, and rows that did not. */
    interface Taken {

        void rows(long changed, long unchanged);
    }

    private static final String PATH = "/stock/snapshots?source=import";
    private static final Pattern ROW = Pattern.compile("rows\\[([0-9]{1,9})]\\.?(.*)");
    private static final int REFUSED = 400;
    /** Baton names no more errors than these at once. */
    private static final int MOST_ERRORS = 1_000;
    /** The form of rows, rows named twice, and what does not exist are found one after the other. */
    private static final int MOST_PASSES = 4;

    private static final int FEW = 1_000;

    private final BatonClient client;
    private final Taken taken;
    private final BiConsumer<Row, List<String>> refused;
    private final Consumer<List<Row>> oneByOne;

    StockSnapshot(
            BatonClient client, Taken taken, BiConsumer<Row, List<String>> refused, Consumer<List<Row>> oneByOne) {
        this.client = client;
        this.taken = taken;
        this.refused = refused;
        this.oneByOne = oneByOne;
    }

    /** @param rows of which no two are of the same node and SKU */
    void send(List<Row> rows) {
        var left = rows;
        for (int pass = 0; pass < MOST_PASSES && !left.isEmpty(); pass++) {
            var answer = client.postLines(PATH, left.stream().map(Row::document).toList());
            if (answer.isOk()) {
                var changed = answer.body().path("changed").asLong(0);
                taken.rows(changed, left.size() - changed);
                return;
            }
            var wrong = wrong(answer, left.size());
            if (answer.body().path("errors").size() >= MOST_ERRORS) {
                apart(left);
                return;
            }
            var right = new ArrayList<Row>();
            for (int i = 0; i < left.size(); i++) {
                var reasons = wrong.get(i);
                if (reasons == null) {
                    right.add(left.get(i));
                } else {
                    refused.accept(left.get(i), reasons);
                }
            }
            left = right;
        }
        if (!left.isEmpty()) {
            oneByOne.accept(left);
        }
    }

    private void apart(List<Row> rows) {
        if (rows.size() <= FEW) {
            oneByOne.accept(rows);
        } else {
            send(rows.subList(0, rows.size() / 2));
            send(rows.subList(rows.size() / 2, rows.size()));
        }
    }

    /** What is wrong with each row, by its place. */
    private static Map<Integer, List<String>> wrong(BatonClient.Answer answer, int rows) {
        var wrong = new TreeMap<Integer, List<String>>();
        for (JsonNode error : answer.body().path("errors")) {
            var field = ROW.matcher(error.path("field").asString(""));
            if (field.matches() && Integer.parseInt(field.group(1)) <= rows) {
                var message = error.path("message").asString("");
                wrong.computeIfAbsent(Integer.parseInt(field.group(1)) - 1, i -> new ArrayList<>())
                        .add(field.group(2).isEmpty() ? message : field.group(2) + ": " + message);
            }
        }
        if (answer.status() != REFUSED || wrong.isEmpty()) {
            throw new StartFailure("Baton did not take the batch: " + answer.problem());
        }
        return wrong;
    }
}
