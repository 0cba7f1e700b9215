package org.baton.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.baton.app.cli.rules.RulesCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The way of a change from the analyst's editor to an order's decision, and back; by the command line. */
@ExtendWith(RunningBaton.class)
class AnalystIT {

    private static final String TABLE = "sourcing-strategy";

    /** Of a weight at which a parcel costs 2.76 USD more from a store than from a warehouse in the same zone. */
    private static final int HEAVY_GRAMS = 28_000;

    /** Some 80 miles from Chicago. */
    private static final String MILWAUKEE = "53202";

    @TempDir
    private Path directory;

    private RunningBaton baton;
    private Shop shop;

    @BeforeEach
    void open(RunningBaton running) {
        baton = running;
        shop = new Shop(baton.client());
    }

    @AfterEach
    void asShipped() {
        if (baton.client().get("/rules/" + TABLE).body().path("inForce").isObject()) {
            rules(0, "rollback", TABLE, "--to", "shipped", "--note", "Cleaning up");
        }
    }

    private String rules(int expected, String... words) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--url", baton.client().base().toString()));
        int status = new RulesCommand(Map.of("BATON_TOKEN", baton.token()), out).run(all);
        var text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(status).as(text).isEqualTo(expected);
        return text;
    }

    private Path edited(String from, String to) throws IOException {
        rules(0, "export", TABLE, "--out", directory.toString());
        var file = directory.resolve(TABLE + ".dmn");
        var text = Files.readString(file);
        assertThat(text).contains(from).contains("exporter=\"Camunda Modeler\"");
        Files.writeString(file, text.replace(from, to));
        return file;
    }

    private JsonNode decision(Placed order) {
        return baton.client().all("/sourcing-decisions/" + order.id()).getFirst();
    }

    @Test
    void shouldBringAChangedCellIntoTheDecisionOfAnOrderAndBack() throws IOException {
        var from = Instant.now().toString();
        var sku = shop.product(HEAVY_GRAMS);
        var store = shop.store(Shop.CHICAGO);
        var warehouse = shop.warehouse(MILWAUKEE);
        shop.counts(store, sku, 50);
        shop.counts(warehouse, sku, 50);
        var before = shop.place(shop.order().with(sku, 1));
        before.eventually("nodes", () -> before.fulfilments(f -> f.path("node")), List.of(warehouse));

        // Change 2.50 to 4.00 as the Modeler would, and see what is said to it.
        var file = edited("<text>2.50</text>", "<text>4.00</text>");
        assertThat(rules(1, "check", file.toString())).contains("case \"shipped goes the cheapest way\"");
        var cases = directory.resolve(TABLE + ".cases.csv");
        Files.writeString(cases, Files.readString(cases).replace("2.50", "4.00"));
        assertThat(rules(0, "check", file.toString(), "--cases", cases.toString()))
                .contains("Nothing stands against it");
        var uploaded =
                rules(0, "upload", file.toString(), "--cases", cases.toString(), "--note", "Stores may cost more");
        assertThat(uploaded).contains("checked");
        var version = uploaded.replaceAll("(?s).*version (\\d+): .*", "$1");

        // Replay the orders since then, and read the difference.
        var replayed = rules(
                0, "try", TABLE, version, "--from", from, "--to", Instant.now().toString());
        assertThat(replayed).contains(before.id()).contains(warehouse + " (").contains("->  " + store + " (");
        var replay = replayed.replaceAll("(?s).*Replay (rpl_\\S+): .*", "$1");
        assertThat(rules(0, "what-if", before.id(), "--with", TABLE + ":" + version))
                .contains("chosen  " + store);

        // Publish, and see the new version in a decision.
        assertThat(rules(0, "publish", TABLE, version, "--note", "Replayed: fewer miles", "--evidence", replay))
                .contains("is in force");
        assertThat(rules(0, "list"))
                .contains("version " + version + ", published")
                .contains("fewer miles");
        var after = shop.place(shop.order().with(sku, 1));
        after.eventually("nodes", () -> after.fulfilments(f -> f.path("node")), List.of(store));
        assertThat(decision(after).at("/ruleVersions/" + TABLE).asString("")).startsWith("v" + version + "-");

        // A store that gives it back is sourced anew by the version that decided first, whatever is in force.
        assertThat(rules(0, "rollback", TABLE, "--note", "Labour is scarce")).contains("as shipped is in force again");
        after.rejects("accept", "no-variance");
        after.eventually("nodes", () -> after.fulfilments(f -> f.path("node")), List.of(store, warehouse));
        var decisions = baton.client().all("/sourcing-decisions/" + after.id());
        assertThat(decisions.getLast().at("/ruleVersions/" + TABLE).asString(""))
                .isEqualTo(decision(after).at("/ruleVersions/" + TABLE).asString("none"));

        // New orders are decided as before.
        var last = shop.place(shop.order().with(sku, 1));
        last.eventually("nodes", () -> last.fulfilments(f -> f.path("node")), List.of(warehouse));
        assertThat(decision(last).at("/ruleVersions/" + TABLE))
                .isEqualTo(decision(before).at("/ruleVersions/" + TABLE));
        assertThat(rules(0, "versions", TABLE)).contains("rolled-back");
    }

    @Test
    void shouldLoseNoOrderWhileTablesAreSwitched() throws IOException {
        var sku = shop.product();
        var warehouse = shop.warehouse(Shop.INDIANAPOLIS);
        shop.counts(warehouse, sku, 100);
        var file = edited("\"P14D\"", "\"P15D\"");
        var cases = directory.resolve(TABLE + ".cases.csv");
        Files.writeString(cases, Files.readString(cases).replace("P14D", "P15D"));
        var placed = new ArrayList<Placed>();
        for (int round = 0; round < 3; round++) {
            placed.add(shop.place(shop.order().with(sku, 1)));
            var version = rules(0, "upload", file.toString(), "--cases", cases.toString())
                    .replaceAll("(?s).*version (\\d+): .*", "$1");
            rules(0, "publish", TABLE, version, "--note", "Round " + round);
            placed.add(shop.place(shop.order().with(sku, 1)));
            rules(0, "rollback", TABLE, "--note", "Round " + round);
        }
        for (var order : placed) {
            order.becomes("FULFILLED");
            assertThat(baton.client().all("/sourcing-decisions/" + order.id())).hasSize(1);
        }
    }
}
