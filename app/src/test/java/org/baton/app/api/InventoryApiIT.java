package org.baton.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InventoryApiIT extends ApiServer {

    private Answer snapshot(String type, String body) {
        return send("POST", "/api/v1/stock/snapshots", "system", body, Map.of("Content-Type", type));
    }

    @Test
    void shouldCreateChangeAndReadNodes() {
        var body = "{'name':'New','type':'store','postalCode':'60606','latitude':41.88,'longitude':-87.63}";

        assertThat(put("/nodes/new-1", body, "system")
                        .is(201)
                        .body()
                        .path("timeZone")
                        .asString(""))
                .isEqualTo("America/Chicago");
        put("/nodes/new-1", body.replace("New", "Newer"), "system").is(200);
        assertThat(get("/nodes/new-1", "associate").is(200).body().path("name").asString(""))
                .isEqualTo("Newer");
    }

    @Test
    void shouldFindWhatIsNear() {
        var near = get("/nodes?near=60606&radiusMiles=10&type=store", "associate")
                .is(200)
                .body()
                .path("items");

        assertThat(ids(near)).containsExactly("store-1", "store-2");
        assertThat(near.path(0).path("distanceMiles").doubleValue()).isZero();
        assertThat(ids(get("/nodes?near=39.77,-86.16&radiusMiles=20", "admin")
                        .body()
                        .path("items")))
                .containsExactly("warehouse-1");

        var first = get("/nodes?near=60606&radiusMiles=10&limit=1", "admin").body();
        var second = get(
                        "/nodes?near=60606&radiusMiles=10&limit=1&cursor="
                                + first.path("nextCursor").asString(""),
                        "admin")
                .body();
        assertThat(ids(second.path("items"))).containsExactly("store-2");
        assertThat(second.path("nextCursor").isNull()).isTrue();
        assertThat(ids(get("/nodes?type=store", "admin").body().path("items")))
                .containsExactly("closed-1", "store-1", "store-2");
    }

    private static List<String> ids(tools.jackson.databind.JsonNode items) {
        return items.valueStream().map(item -> item.path("id").asString("")).toList();
    }

    @Test
    void shouldTakeACsvSnapshotWhole() {
        var report = snapshot("text/csv", """
                node,sku,onHand,safetyStock,aisle,bin
                store-1,JACKET-M,10,2,A,A-1
                " store-2 ",SOCKS,5,,,
                """).is(200).body();

        assertThat(report.path("changed").asInt(0)).isEqualTo(2);
        var stock = get("/stock?node=store-1", "system").body().at("/items/0");
        assertThat(stock.path("onHand").asInt(0)).isEqualTo(10);
        assertThat(stock.path("availableToPromise").asInt(0)).isEqualTo(8);
        assertThat(stock.path("bin").asString("")).isEqualTo("A-1");
    }

    @Test
    void shouldTakeNothingOfASnapshotWithWrongRowsAndNameThem() {
        var wrong = snapshot("text/csv", """
                node,sku,onHand,asOf
                store-1,JACKET-M,10,
                store-1,SOCKS,-1,
                store-1,SOCKS,many,
                store-1,SOCKS
                store-1,SOCKS,1,2199-01-01T00:00:00Z
                store-1,SOCKS,1,yesterday
                ,,,
                """);
        assertThat(wrong.problem(400, "invalid-input"))
                .containsExactly(
                        "rows[3].onHand",
                        "rows[4].onHand",
                        "rows[5]",
                        "rows[6].asOf",
                        "rows[7].asOf",
                        "rows[8].node",
                        "rows[8].sku",
                        "rows[8].onHand");
        var unknown = snapshot("text/csv", """
                node,sku,onHand
                store-1,JACKET-M,10
                store-1,NOTHING,10
                nowhere,SOCKS,1
                """);
        assertThat(unknown.problem(400, "invalid-input")).containsExactly("rows[3].sku", "rows[4].node");
        var twice = snapshot("text/csv", "node,sku,onHand\nstore-1,SOCKS,1\nstore-1,JACKET-M,1\nstore-1,SOCKS,2\n");
        assertThat(twice.problem(400, "invalid-input")).containsExactly("rows[4]");
        assertThat(get("/stock", "system").body().path("items").size()).isZero();
    }

    @Test
    void shouldTakeALongSnapshotTwiceAndChangeNothingTheSecondTime() {
        var products = IntStream.range(0, 1200)
                .mapToObj(i -> "{\"sku\":\"P-%04d\",\"name\":\"P\"}".formatted(i))
                .collect(Collectors.joining("\n"));
        send("POST", "/api/v1/imports/products", "system", products, Map.of("Content-Type", LINES))
                .is(200);
        var rows = IntStream.range(0, 1200)
                .mapToObj(i -> "{\"node\":\"store-1\",\"sku\":\"P-%04d\",\"onHand\":%d}".formatted(i, i))
                .collect(Collectors.joining("\n"));

        assertThat(snapshot(LINES, rows + "\n\nnot json\n").problem(400, "invalid-input"))
                .containsExactly("rows[1202]");
        var first = snapshot(LINES, rows + "\n\n").is(200).body();
        var second = snapshot(LINES, rows + "\n").is(200).body();

        assertThat(first.path("changed").asInt(0)).isEqualTo(1199);
        assertThat(second.path("unchanged").asInt(0)).isEqualTo(1200);

        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = get("/stock?node=store-1&limit=200" + cursor, "system")
                    .is(200)
                    .body();
            page.path("items").forEach(row -> seen.add(row.path("sku").asString("")));
            cursor = page.path("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("nextCursor").asString("");
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(1200).doesNotHaveDuplicates();
    }

    @Test
    void shouldRefuseASnapshotThatIsNone() {
        assertThat(snapshot("text/csv", "node,colour\nstore-1,red\n").problem(400, "invalid-input"))
                .containsExactly("sku", "onHand", "colour");
        assertThat(snapshot("text/csv", "\n").problem(400, "invalid-input")).contains("node");
        snapshot("application/json", "{}").problem(415, "unsupported-media-type");
        snapshot("text/csv", "node,sku,onHand\nstore-1,SOCKS,7\nstore-1,JACK").problem(400, "invalid-input");
        var tooLong =
                snapshot("text/csv", "node,sku,onHand\nstore-1,SOCKS,7\nstore-1,\"" + "x".repeat(2 << 20) + "\",1\n");
        tooLong.problem(400, "invalid-input");
        assertThat(get("/stock", "system").body().path("items").size()).isZero();
    }

    @Test
    void shouldAnswerAnImportLineByLine() {
        var body = """
                {"sku":"A","name":"A"}
                {"sku":"A","name":"A"}

                {"sku":"A","name":"B","colour":"red"}
                {"sku":"A","name":"B"}
                {"sku":"","name":17}
                %s
                nonsense
                """.formatted("{\"sku\":\"" + "x".repeat(2 << 20) + "\"}");

        var answer = send("POST", "/api/v1/imports/products", "system", body, Map.of("Content-Type", LINES))
                .is(200);

        var lines = answer.body().path("items").valueStream().toList();
        assertThat(lines.stream()
                        .map(l ->
                                l.path("line").asInt(0) + " " + l.path("status").asString("")))
                .containsExactly(
                        "1 created", "2 unchanged", "4 refused", "5 changed", "6 refused", "7 refused", "8 refused");
        assertThat(answer.body().path("refused").asInt(0)).isEqualTo(4);
        assertThat(lines.get(0).path("id").asString("")).isEqualTo("A");
        assertThat(lines.get(2).at("/errors/0/field").asString("")).isEqualTo("colour");
    }

    @Test
    void shouldRefuseABatchThatIsTooLongAsAWhole() {
        var body = IntStream.range(0, 2001)
                .mapToObj(i -> "{\"sku\":\"L-%d\",\"name\":\"L\"}".formatted(i))
                .collect(Collectors.joining("\n"));

        send("POST", "/api/v1/imports/products", "system", body, Map.of("Content-Type", LINES))
                .problem(400, "invalid-input");
        send("POST", "/api/v1/imports/products", "system", "\n", Map.of("Content-Type", LINES))
                .problem(400, "invalid-input");
        send("POST", "/api/v1/imports/unicorns", "system", "{}", Map.of("Content-Type", LINES))
                .problem(404, "not-found");
        get("/products/L-1", "admin").problem(404, "not-found");
    }
}
