package org.baton.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.baton.app.cli.demo.BatonClient;
import tools.jackson.databind.JsonNode;

/** One test's own corner of the network: nodes and products that no other test knows. */
final class Shop {

    static final String CHICAGO = "60606";
    static final String INDIANAPOLIS = "46204";

    final BatonClient client;
    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private int made;

    Shop(BatonClient client) {
        this.client = client;
    }

    /** A product that costs 20.00. */
    String product() {
        return product(500);
    }

    /** A product that costs 20.00 and weighs so many grams. */
    String product(int grams) {
        var sku = "SKU-" + suffix + "-" + ++made;
        take("products", Map.of("sku", sku, "name", "Thing " + made, "weightGrams", grams));
        return sku;
    }

    /** A product with a bar code of its own. */
    record Item(String sku, String gtin) {}

    Item item(String name) {
        var item = new Item("SKU-" + suffix + "-" + ++made, gtin());
        take("products", Map.of("sku", item.sku(), "name", name, "gtin", item.gtin(), "weightGrams", 500));
        return item;
    }

    /** Thirteen digits, the last of which checks the others. */
    private static String gtin() {
        var digits = "%012d".formatted(ThreadLocalRandom.current().nextLong(1_000_000_000_000L));
        var sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return digits + (10 - sum % 10) % 10;
    }

    /** Puts units of an item into a bin. */
    void shelve(String node, Item item, int onHand, String aisle, String bin) {
        take("stock", Map.of("node", node, "sku", item.sku(), "onHand", onHand, "aisle", aisle, "bin", bin));
    }

    String store(String postalCode) {
        return node("store", postalCode);
    }

    String warehouse(String postalCode) {
        return node("warehouse", postalCode);
    }

    private String node(String type, String postalCode) {
        var id = type + "-" + suffix + "-" + ++made;
        take(
                "nodes",
                Map.of(
                        "id", id,
                        "name", "The " + type + " " + made,
                        "type", type,
                        "postalCode", postalCode,
                        "capabilities", List.of("curbside")));
        return id;
    }

    private void take(String kind, Map<String, Object> row) {
        var answer = client.postLines("/imports/" + kind, List.of(row));
        assertThat(answer.status()).as(answer.problem()).isEqualTo(200);
        assertThat(answer.body().path("items").path(0).path("status").asString(""))
                .as(answer.body().toString())
                .isNotEqualTo("refused");
    }

    /** Counts units at a node, as a nightly snapshot would. */
    void counts(String node, String sku, int onHand) {
        var row = Map.of("node", node, "sku", sku, "onHand", onHand);
        var answer = client.postLines("/stock/snapshots", List.of(row));
        assertThat(answer.status()).as(answer.problem()).isEqualTo(200);
    }

    JsonNode stock(String node, String sku) {
        return client.all("/stock?node=" + node + "&sku=" + sku).getFirst();
    }

    OrderBuilder order() {
        return new OrderBuilder("N-" + suffix + "-" + ++made);
    }

    /** Places an order over the API. */
    Placed place(OrderBuilder order) {
        var answer = client.post("/orders", order.body());
        assertThat(answer.status()).as(answer.problem()).isEqualTo(202);
        return placed(answer.body().path("id").asString(""));
    }

    Placed placed(String id) {
        return new Placed(client, id);
    }
}
