package org.baton.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.baton.app.api.ApiServer;
import org.baton.app.runtime.StartFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandIT extends ApiServer {

    @TempDir
    private Path directory;

    @Test
    void shouldImportADirtyTableOnceHoweverOftenItIsRun() throws IOException {
        var file = file("nodes.csv", """
                \ufeffid,name,type,postalCode,capabilities,dailyCapacity,active
                s-1,"Store, one",store,60606,curbside;cold,100,true
                s-2,Store two,store,60601,,,
                s-2,Store two again,store,60601,,,
                s-3,Store three,castle,60606,,,
                s-4,Store four,store,60606,,many,
                s-5,Store five
                ,Nameless,store,60606,,,
                """);

        assertThat(run("nodes", file)).contains("7 nodes: 2 created, 0 changed, 0 unchanged, 5 refused");
        assertThat(run("nodes", file)).contains("7 nodes: 0 created, 0 changed, 2 unchanged, 5 refused");

        var refused = Files.readString(refused(file));
        assertThat(refused.lines().toList())
                .hasSize(6)
                .anySatisfy(line -> assertThat(line).startsWith("4,id: an earlier row has s-2 already,s-2,"))
                .anySatisfy(line -> assertThat(line).startsWith("5,").contains("type: One of store, warehouse"))
                .anySatisfy(
                        line -> assertThat(line).startsWith("6,").contains("a whole number is expected, not 'many'"))
                .anySatisfy(line -> assertThat(line).startsWith("7,").contains("2 cells, but 7 columns"))
                .anySatisfy(line -> assertThat(line).startsWith("8,").contains("id: This field is required."));
        assertThat(get("/nodes/s-1", "admin")
                        .is(200)
                        .body()
                        .path("capabilities")
                        .toString())
                .isEqualTo("[\"curbside\",\"cold\"]");
    }

    @Test
    void shouldTakeTheMendedFileOfRefusedRows() throws IOException {
        var file = file("products.csv", "sku,name,gtin\nP-1,One,4006381333930\n");
        assertThat(run("products", file)).contains("1 refused");
        var mended = file("mended.csv", Files.readString(refused(file)).replace("4006381333930", ""));

        assertThat(run("products", mended)).contains("1 products: 1 created, 0 changed, 0 unchanged, 0 refused");
        assertThat(refused(mended)).doesNotExist();
    }

    @Test
    void shouldGroupTheRowsOfAnOrderWhereverTheyStand() throws IOException {
        var file = file("orders.csv", """
                channel,channelOrderNumber,placedAt,customer.id,customer.name,delivery.option,delivery.node,payment.method,sku,quantity,unitPrice
                web,A-1,2010-12-01T08:26:00Z,c-1,Ann,pickup,store-1,invoice,JACKET-M,1,85.00
                web,A-2,,c-2,Bob,pickup,store-1,invoice,SOCKS,-4,5.00
                web,A-3,,c-3,Cid,pickup,store-1,invoice,SOCKS,1,5.00
                web,A-1,,,,,,,SOCKS,3,5.00
                web,A-3,,c-9,Cid,pickup,store-1,invoice,SOCKS,1,5.00
                """);

        assertThat(run("orders", file)).contains("3 orders: 1 created, 0 changed, 0 unchanged, 2 refused");
        assertThat(run("orders", file)).contains("3 orders: 0 created, 0 changed, 1 unchanged, 2 refused");

        var stored = get("/orders?channelOrderNumber=A-1", "admin").body().at("/items/0");
        assertThat(stored.path("lines").asInt(0)).isEqualTo(2);
        assertThat(stored.at("/total/amount").asString("")).isEqualTo("100.00");
        assertThat(Files.readString(refused(file)))
                .contains("lines[0].quantity")
                .contains("row 6, customer.id: says something else than an earlier row of this order");
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void shouldImportStock() throws IOException {
        var file = file("stock.csv", """
                node,sku,onHand,bin
                store-1,SOCKS,40,A-1-2
                store-1,NOTHING,1,
                """);

        assertThat(run("stock", file)).contains("2 stock: 0 created, 1 changed, 0 unchanged, 1 refused");
        assertThat(run("stock", file)).contains("2 stock: 0 created, 0 changed, 1 unchanged, 1 refused");
        assertThat(get("/stock?node=store-1", "admin")
                        .body()
                        .at("/items/0/onHand")
                        .asInt(0))
                .isEqualTo(40);
    }

    @Test
    void shouldLetTheLaterOfTwoRowsOnTheSameStockStand() throws IOException {
        var file = file("stock.csv", "node,sku,onHand\nstore-1,SOCKS,40\nstore-2,SOCKS,3\nstore-1,SOCKS,7\n");

        assertThat(run("stock", file)).contains("3 stock: 0 created, 3 changed, 0 unchanged, 0 refused");
        assertThat(onHand("store-1")).isEqualTo(7);
    }

    @Test
    void shouldRefuseEveryWrongRowOfALargeFileAndTakeTheOthers() throws IOException {
        var text = new StringBuilder("node,sku,onHand,asOf\n");
        var wrong = 0;
        for (int i = 0; i < 4_000; i++) {
            // Wrong ones of several kinds, more of them than Baton names at once.
            var row = switch (i % 4) {
                case 0 -> "store-1,NOTHING-" + i + ",1,";
                case 1 -> "nowhere-" + i + ",SOCKS,1,";
                case 2 -> "store-1,SOCKS,-" + i + ",";
                default -> "store-2,SOCKS,1,never";
            };
            text.append(i == 1_700 ? "store-1,SOCKS,17," : i == 3_999 ? "store-2,SOCKS,18," : row)
                    .append('\n');
            wrong += i == 1_700 || i == 3_999 ? 0 : 1;
        }
        var file = file("stock.csv", text.toString());

        assertThat(run("stock", file)).contains("4,000 stock: 0 created, 2 changed, 0 unchanged, 3,998 refused");

        assertThat(wrong).isEqualTo(3_998);
        assertThat(onHand("store-1")).isEqualTo(17);
        assertThat(onHand("store-2")).isEqualTo(18);
        assertThat(Files.readString(refused(file)).lines())
                .hasSize(3_999)
                .anySatisfy(line -> assertThat(line).startsWith("2,sku: There is no product NOTHING-0."))
                .anySatisfy(line -> assertThat(line).startsWith("3,node: There is no node nowhere-1."))
                .anySatisfy(line -> assertThat(line).startsWith("4,onHand: Must be between 0 and 100000000."))
                .anySatisfy(line -> assertThat(line).startsWith("5,asOf: A time such as"));
    }

    private int onHand(String node) {
        return get("/stock?node=" + node + "&sku=SOCKS", "admin")
                .body()
                .at("/items/0/onHand")
                .asInt(-1);
    }

    @Test
    void shouldImportStoresFromGeoJsonTwice() throws IOException {
        var point = "{\"type\":\"Point\",\"coordinates\":[-93.365555,45.052732]}";
        var file = file("stores.geojson", """
                {"type":"FeatureCollection","name":"x","features":[
                 {"type":"Feature","geometry":%1$s,"properties":{"addr:city":"Crystal","addr:housenumber":"5537",
                  "addr:postcode":"55428-3507;55429","addr:state":"MN","addr:street":"West Broadway Avenue",
                  "name":"Target Store - crystal","opening_hours":"Mo-Su 08:00-22:00","phone":"+1-763-533-2231",
                  "ref":"https://stores.example/sl/crystal/3"}},
                 {"type":"Feature","id":"way/77","geometry":%1$s,"properties":{"addr:postcode":"60606","name":"By id"}},
                 {"type":"Feature","geometry":{"type":"Polygon","coordinates":[]},"properties":{"ref":"9","name":"Area"}},
                 {"type":"Feature","geometry":%1$s,"properties":{"ref":"8","name":"No postcode"}}
                ]}""".formatted(point));

        assertThat(run("nodes", file)).contains("4 nodes: 2 created, 0 changed, 0 unchanged, 2 refused");
        assertThat(run("nodes", file)).contains("4 nodes: 0 created, 0 changed, 2 unchanged, 2 refused");

        var store = get("/nodes/store-3", "admin").is(200).body();
        assertThat(store.path("line1").asString("")).isEqualTo("5537 West Broadway Avenue");
        assertThat(store.path("postalCode").asString("")).isEqualTo("55428-3507");
        assertThat(store.path("latitude").doubleValue()).isEqualTo(45.052732);
        get("/nodes/store-77", "admin").is(200);
        assertThat(Files.readString(refused(file))).contains("3,geometry: a point is expected", "postalCode");
    }

    @Test
    void shouldSayInOneLineWhyItCannotRun() throws IOException {
        var nodes = file("nodes.csv", "id,name,type,postalCode\nx,X,store,60606\n");
        assertFails(
                "There is no file", "nodes", directory.resolve("nothing.csv").toString());
        assertFails(
                "missing [name, type, postalCode]. unknown [colour]",
                "nodes",
                file("wrong.csv", "id,colour\n").toString());
        assertFails("missing", "nodes", file("empty.csv", "").toString());
        assertFails(
                "not a GeoJSON FeatureCollection",
                "nodes",
                file("x.geojson", "{\"a\":[1]}").toString());
        assertFails("not JSON", "nodes", file("y.geojson", "{\"features\":[{").toString());
        assertFails("cannot be reached", "nodes", nodes.toString(), "--url", "http://127.0.0.1:1");
        assertFails("not an address", "nodes", nodes.toString(), "--url", "nonsense");
        assertFails("There is no option --colour", "nodes", nodes.toString(), "--colour", "red");
        assertFails("Usage", "unicorns", nodes.toString());
        assertThatThrownBy(() -> new ImportCommand(Map.of("BATON_DATA", directory.toString()))
                        .run(List.of("nodes", nodes.toString())))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("There is no token");
        assertThatThrownBy(() -> new ImportCommand(Map.of("BATON_TOKEN", "wrong", "BATON_URL", url()))
                        .run(List.of("nodes", nodes.toString())))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("401");
    }

    private void assertFails(String message, String... words) {
        assertThatThrownBy(() -> command().run(List.of(words)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(message)
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("\n"));
    }

    @Test
    void shouldMakeListAndRevokeTokens() {
        var environment = Map.of("BATON_TOKEN", token("admin"), "BATON_URL", url());
        var command = new TokenCommand(environment);

        var secret =
                printed(() -> command.run(List.of("shop", "--role", "system"))).strip();
        send("GET", "/api/v1/orders", secret, "", Map.of()).is(200);
        var listed = printed(() -> command.run(List.of("--list")));
        var id = listed.lines()
                .filter(line -> line.contains(" shop "))
                .findFirst()
                .orElseThrow()
                .split(" ")[0];
        assertThat(printed(() -> command.run(List.of("--revoke", id)))).contains("Revoked shop");
        send("GET", "/api/v1/orders", secret, "", Map.of()).is(401);
        assertThat(command.run(List.of())).isEqualTo(2);
    }

    private ImportCommand command() {
        return new ImportCommand(Map.of("BATON_TOKEN", token("admin"), "BATON_URL", url()));
    }

    private String url() {
        return "http://127.0.0.1:" + port;
    }

    private String run(String kind, Path file) {
        var words = new ArrayList<>(List.of(kind, file.toString()));
        return printed(() -> assertThat(command().run(words)).isZero());
    }

    private static String printed(Runnable action) {
        var stdout = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setOut(stdout);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static Path refused(Path file) {
        return Path.of(file + ".refused.csv");
    }
}
