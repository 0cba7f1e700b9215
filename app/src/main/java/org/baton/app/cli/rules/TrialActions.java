package org.baton.app.cli.rules;

import static org.baton.app.cli.rules.RuleWords.demand;
import static org.baton.app.cli.rules.RuleWords.text;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.baton.app.cli.Arguments;
import org.baton.app.cli.demo.BatonClient;
import org.baton.app.cli.demo.LiveLine;
import org.baton.app.runtime.StartFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tries drafts: on the orders of a past period, or on one order. */
final class TrialActions {

    private static final long LOOK_EVERY_NS = Duration.ofMillis(500).toNanos();
    private static final int MOST_LOST = 10;

    private final BatonClient client;
    private final PrintStream out;
    private final LiveLine live;

    TrialActions(BatonClient client, PrintStream out, LiveLine live) {
        this.client = client;
        this.out = out;
        this.live = live;
    }

    int replay(List<String> words, Arguments arguments) {
        var request = new HashMap<String, Object>();
        request.put("from", RuleWords.time(arguments, "--from").toString());
        request.put("to", RuleWords.time(arguments, "--to").toString());
        request.put("together", RuleWords.together(arguments));
        var path = "/rules/" + words.getFirst() + "/drafts/" + RuleWords.version(words.getLast()) + "/replays";
        var replay = demand(client.post(path, request));
        var id = text(replay, "id");
        while (text(replay, "status").equals("running")) {
            var progress = replay.path("progress");
            live.show("%,d of %,d orders (%d %%)"
                    .formatted(
                            progress.path("ordersDone").asLong(0),
                            progress.path("ordersTotal").asLong(0),
                            progress.path("percent").asInt(0)));
            LockSupport.parkNanos(LOOK_EVERY_NS);
            replay = demand(client.get("/replays/" + id));
        }
        if (!text(replay, "status").equals("done")) {
            throw new StartFailure("The replay " + id + " failed: " + text(replay, "problem"));
        }
        live.done("Replay " + id + ": " + replay.at("/totals/orders").asLong(0) + " orders");
        print(replay);
        return replay.at("/totals/warnings").isEmpty() ? 0 : 1;
    }

    private void print(JsonNode replay) {
        var totals = replay.path("totals");
        out.printf("%-28s %14s %14s%n", "", "in force", "draft");
        totals.path("live")
                .properties()
                .forEach(e -> out.printf(
                        "%-28s %14s %14s%n",
                        words(e.getKey()),
                        e.getValue().asString(""),
                        totals.path("draft").path(e.getKey()).asString("")));
        out.printf(
                "%d decisions differ; the rules in force send %s %% of the orders where they went%n",
                totals.path("differing").asLong(0),
                totals.path("asDecidedPercent").asString(""));
        replay.path("differences")
                .forEach(d -> out.println(
                        "  " + text(d, "orderId") + "  " + plan(d.path("live")) + "  ->  " + plan(d.path("draft"))));
        totals.path("warnings").forEach(warning -> out.println("Warning: " + warning.asString("")));
    }

    /** fillRatePercent becomes "fill rate percent". */
    private static String words(String name) {
        return name.replaceAll("([A-Z])", " $1").toLowerCase(java.util.Locale.ROOT);
    }

    private static String plan(JsonNode plan) {
        var nodes = plan.path("nodes").valueStream().map(n -> n.asString("")).toList();
        return nodes.isEmpty()
                ? "nothing"
                : "%s (%s USD, %s miles, %s h)"
                        .formatted(
                                String.join(" + ", nodes),
                                text(plan, "cost"),
                                plan.path("distanceMiles").asString(""),
                                plan.path("promiseHours").asString(""));
    }

    int whatIf(String order, Arguments arguments) throws IOException {
        var request = new HashMap<String, Object>();
        if (order.startsWith("ord_")) {
            request.put("orderId", order);
        } else {
            request.put("order", JsonMapper.shared().readTree(Files.readString(Path.of(order))));
        }
        request.put("stock", stock(arguments.all("--stock")));
        request.put("drafts", RuleWords.together(arguments));
        var decision = demand(client.post("/sourcing/what-if", request));
        out.println("Strategy " + text(decision, "strategy") + ": "
                + decision.path("rules").path("because").asString(""));
        decision.path("chosen")
                .forEach(part -> out.println("chosen  " + text(part, "node") + " for lines "
                        + part.path("lines")
                                .valueStream()
                                .map(l -> l.path("lineNumber").asInt(0) + " ("
                                        + l.path("quantity").asInt(0) + ")")
                                .toList()));
        decision.path("unsourced")
                .forEach(d ->
                        out.println("nobody  for line " + d.path("lineNumber").asInt(0) + " ("
                                + d.path("quantity").asInt(0) + " " + text(d, "sku") + ")"));
        decision.path("candidates")
                .valueStream()
                .filter(c -> c.path("wouldHaveWonIf").isString())
                .limit(MOST_LOST)
                .forEach(c -> out.println("lost    " + text(c, "node") + ": " + text(c, "wouldHaveWonIf")));
        return decision.path("unsourced").isEmpty() ? 0 : 1;
    }

    /** From {@code NODE:SKU=UNITS}. */
    private static List<Map<String, Object>> stock(List<String> words) {
        var rows = new ArrayList<Map<String, Object>>();
        for (var word : words) {
            int colon = word.indexOf(':');
            int equals = word.lastIndexOf('=');
            if (colon < 1 || equals < colon || !word.substring(equals + 1).matches("[0-9]{1,7}")) {
                throw new StartFailure("Write --stock NODE:SKU=UNITS, not " + word + ".");
            }
            rows.add(Map.of(
                    "node", word.substring(0, colon),
                    "sku", word.substring(colon + 1, equals),
                    "available", Integer.parseInt(word.substring(equals + 1))));
        }
        return rows;
    }
}
