package org.baton.app.cli.demo;

import java.util.List;
import org.baton.app.runtime.StartFailure;
import tools.jackson.databind.JsonNode;

/** Brings the demo network into Baton, unless it is there. */
final class NetworkLoader {

    private static final int LINES_PER_REQUEST = 2_000;

    private final BatonClient client;
    private final LiveLine line;

    NetworkLoader(BatonClient client, LiveLine line) {
        this.client = client;
        this.line = line;
    }

    /** @throws StartFailure if a row is refused */
    void load(DemoNetwork network) {
        var stock = network.stock();
        var last = stock.getLast();
        // Stock comes last, row by row: when its last row is there, everything is. Counting it again would undo sales.
        if (!client.all("/stock?node=" + last.node() + "&sku=" + last.sku()).isEmpty()) {
            line.done("The demo network is there: %d nodes, %d products."
                    .formatted(network.nodes().size(), network.products().size()));
            return;
        }
        send("nodes", network.nodes());
        send("products", network.products());
        send("stock", stock);
        line.done("Loaded the demo network: %d stores, %d warehouses, %d products, %d rows of stock."
                .formatted(
                        network.stores().size(),
                        network.nodes().size() - network.stores().size(),
                        network.products().size(),
                        stock.size()));
    }

    private void send(String kind, List<?> rows) {
        for (int from = 0; from < rows.size(); from += LINES_PER_REQUEST) {
            line.show("Loading the demo network: %s %d of %d".formatted(kind, from, rows.size()));
            var part = rows.subList(from, Math.min(from + LINES_PER_REQUEST, rows.size()));
            var start = from;
            var answer = client.postLines("/imports/" + kind, part);
            if (!answer.isOk()) {
                throw new StartFailure("Baton did not take the demo's %s: %s".formatted(kind, answer.problem()));
            }
            answer.body()
                    .path("items")
                    .valueStream()
                    .filter(NetworkLoader::isRefused)
                    .findFirst()
                    .ifPresent(row -> {
                        throw new StartFailure("Row %d of the demo's %s was refused: %s"
                                .formatted(start + row.path("line").asInt(0), kind, row.path("errors")));
                    });
        }
    }

    private static boolean isRefused(JsonNode row) {
        return row.path("status").asString("").equals("refused");
    }
}
