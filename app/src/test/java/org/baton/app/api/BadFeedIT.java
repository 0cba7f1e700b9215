package org.baton.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A feed with anything wrong is refused with the row and the reason, and nothing of it is applied. */
class BadFeedIT extends ApiServer {

    private static final String SNAPSHOTS = "/stock/snapshots?source=wms";
    private static final String MOVEMENTS = "/stock/movements";
    private static final String CSV = "text/csv";
    private static final String NOW = "2026-01-01T00:00:00Z";

    /** @param expected each as field and code */
    record Case(String name, String path, String type, String body, List<String> expected) {

        @Override
        public String toString() {
            return name + ", " + path.split("\\?")[0] + " as " + type;
        }
    }

    /** A row of stock; quantity as it stands in the file. */
    private record Row(String id, String node, String sku, String quantity) {}

    private static final Row GOOD = new Row("a", "store-1", "SOCKS", "7");

    static Stream<Case> cases() {
        var long1 = "x".repeat(1 << 20) + "x";
        return Stream.of(
                        each("unknown node", new Row("b", "nowhere", "SOCKS", "1"), "node unknown-node"),
                        each("unknown SKU", new Row("b", "store-1", "NOTHING", "1"), "sku unknown-sku"),
                        each("negative count", new Row("b", "store-1", "JACKET-M", "-1"), "* out-of-range"),
                        each(
                                "more than can be counted",
                                new Row("b", "store-1", "JACKET-M", "999999999"),
                                "* out-of-range"),
                        each("no number", new Row("b", "store-1", "JACKET-M", "1.5"), "* wrong-type"),
                        each("no node", new Row("b", "", "JACKET-M", "1"), "node required"),
                        each("told twice", GOOD, "twice"),
                        each("a row of 1 MB", new Row("b", "store-1", long1, "1"), "long"))
                .flatMap(s -> s);
    }

    private static Stream<Case> each(String name, Row wrong, String expected) {
        var rows = List.of(GOOD, wrong);
        return Stream.of(
                new Case(name, SNAPSHOTS, CSV, snapshotCsv(rows), expected(expected, 3, "onHand", "duplicate", "")),
                new Case(name, SNAPSHOTS, LINES, snapshotLines(rows), expected(expected, 2, "onHand", "duplicate", "")),
                new Case(
                        name, MOVEMENTS, CSV, movementCsv(rows), expected(expected, 3, "quantity", "duplicate", ".id")),
                new Case(
                        name,
                        MOVEMENTS,
                        LINES,
                        movementLines(rows),
                        expected(expected, 2, "quantity", "duplicate", ".id")));
    }

    private static List<String> expected(String what, int row, String number, String twice, String id) {
        var at = "rows[" + row + "]";
        return switch (what) {
            case "twice" -> List.of(at + id + " " + twice);
            case "long" -> List.of(at + (row == 3 ? " malformed-csv" : " too-long"));
            default -> List.of(at + "." + what.replace("*", number));
        };
    }

    static Stream<Case> wholeFiles() {
        var rows = List.of(GOOD, new Row("b", "store-1", "JACKET-M", "1"));
        return Stream.of(
                whole("cut in the middle", SNAPSHOTS, CSV, cut(snapshotCsv(rows)), " cut"),
                whole("cut in the middle", SNAPSHOTS, LINES, cut(snapshotLines(rows)), " cut"),
                whole("cut in the middle", MOVEMENTS, CSV, cut(movementCsv(rows)), " cut"),
                whole("cut in the middle", MOVEMENTS, LINES, cut(movementLines(rows)), " cut"),
                whole(
                        "wrong columns",
                        SNAPSHOTS,
                        CSV,
                        "node,colour\nstore-1,red\n",
                        "sku required",
                        "onHand required",
                        "colour unknown-field"),
                whole(
                        "wrong columns",
                        SNAPSHOTS,
                        LINES,
                        "{\"node\":\"store-1\",\"colour\":\"red\"}\n",
                        "rows[1].colour unknown-field"),
                whole(
                        "wrong columns",
                        MOVEMENTS,
                        CSV,
                        movementCsv(rows).replace("type", "kind"),
                        "type required",
                        "kind unknown-field"),
                whole(
                        "wrong columns",
                        MOVEMENTS,
                        LINES,
                        movementLines(rows).replace("type", "kind"),
                        "rows[1].kind unknown-field",
                        "rows[2].kind unknown-field"),
                whole(
                        "a column twice",
                        SNAPSHOTS,
                        CSV,
                        "node,sku,sku,onHand\nstore-1,SOCKS,SOCKS,1\n",
                        "sku duplicate"),
                whole(
                        "a row too short",
                        SNAPSHOTS,
                        CSV,
                        "node,sku,onHand\nstore-1,SOCKS,7\nstore-1,JACKET-M\n",
                        "rows[3] malformed-row"),
                whole(
                        "not UTF-8 in a quote without end",
                        SNAPSHOTS,
                        CSV,
                        "node,sku,onHand\n\"store-1,SOCKS,7\n",
                        "rows[2] malformed-row"));
    }

    private static Case whole(String name, String path, String type, String body, String... expected) {
        return new Case(name, path, type, body, List.of(expected));
    }

    private static String cut(String text) {
        return text.substring(0, text.length() - 5);
    }

    private static String snapshotCsv(List<Row> rows) {
        var text = new StringBuilder("node,sku,onHand\n");
        rows.forEach(r -> text.append("%s,%s,%s\n".formatted(r.node(), r.sku(), r.quantity())));
        return text.toString();
    }

    private static String snapshotLines(List<Row> rows) {
        var text = new StringBuilder();
        rows.forEach(r -> text.append(
                "{\"node\":\"%s\",\"sku\":\"%s\",\"onHand\":%s}\n".formatted(r.node(), r.sku(), r.quantity())));
        return text.toString();
    }

    private static String movementCsv(List<Row> rows) {
        var text = new StringBuilder("id,source,occurredAt,node,sku,type,quantity\n");
        rows.forEach(
                r -> text.append("%s,pos,%s,%s,%s,count,%s\n".formatted(r.id(), NOW, r.node(), r.sku(), r.quantity())));
        return text.toString();
    }

    private static String movementLines(List<Row> rows) {
        var text = new StringBuilder();
        rows.forEach(r -> text.append(("{\"id\":\"%s\",\"source\":\"pos\",\"occurredAt\":\"%s\",\"node\":\"%s\","
                        + "\"sku\":\"%s\",\"type\":\"count\",\"quantity\":%s}\n")
                .formatted(r.id(), NOW, r.node(), r.sku(), r.quantity())));
        return text.toString();
    }

    @BeforeEach
    void someStock() {
        var told =
                "{\"id\":\"first\",\"source\":\"erp\",\"occurredAt\":\"%s\",\"node\":\"store-1\",\"sku\":\"SOCKS\",\"type\":\"count\",\"quantity\":3}"
                        .formatted(Instant.parse(NOW).minusSeconds(60));
        send("POST", "/api/v1/stock/movements", "system", told, Map.of("Content-Type", JSON))
                .is(200);
    }

    @ParameterizedTest
    @MethodSource({"cases", "wholeFiles"})
    void shouldNameTheRowAndTheReasonAndApplyNothing(Case wrong) {
        var before = everything();

        var answer =
                send("POST", "/api/v1" + wrong.path(), "system", wrong.body(), Map.of("Content-Type", wrong.type()));

        answer.problem(400, "invalid-input");
        var told = new ArrayList<String>();
        for (JsonNode error : answer.body().path("errors")) {
            told.add(error.path("field").asString("") + " " + error.path("code").asString(""));
            assertThat(error.path("message").asString("")).isNotBlank();
        }
        assertThat(told).containsExactlyElementsOf(wrong.expected());
        assertThat(everything()).isEqualTo(before);
    }

    /** All that a feed can change. */
    private List<Map<String, Object>> everything() {
        return jdbc.sql("""
                select (select string_agg(s::text, ' ' order by s.sku, s.node_id) from stock s) as stock,
                       (select count(*) from stock_movement) as movements, (select count(*) from stock_snapshot) as snapshots,
                       (select count(*) from stock_reconciliation) as reconciliations,
                       (select count(*) from node_count) as counts, (select count(*) from stock_signal) as signals,
                       (select string_agg(source, ' ' order by source) from stock_source) as sources,
                       (select count(*) from engine_command) as commands""").query().listOfRows();
    }
}
