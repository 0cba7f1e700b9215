package org.baton.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.baton.app.cli.demo.BatonClient;
import org.baton.app.runtime.StartFailure;

/** 48 stores and 4 warehouses in 24 cities, open day and night, with more of 60 products than any run sells. */
final class OrdersNetwork {

    static final int STORES = 48;
    static final int PRODUCTS = 60;
    static final List<String> ZIPS = List.of(
            "60606", "60611", "60614", "46204", "53202", "48226", "43215", "63101", "55401", "64105", "10001", "19103",
            "02108", "20001", "30303", "33130", "75201", "77002", "80202", "85004", "90012", "94105", "97204", "98101");

    private static final int WAREHOUSES = 4;
    private static final int UNITS = 1_000_000;
    private static final int UNITS_IN_WAREHOUSE = 10_000_000;
    private static final int CAPACITY = 1_000_000;

    private OrdersNetwork() {}

    static String store(int n) {
        return "bench-store-" + n;
    }

    static String sku(int n) {
        return "BENCH-THING-" + n;
    }

    /** Brings it into a Baton; in one that has it already, counts the stock anew. */
    static void bringInto(BatonClient client) {
        var nodes = new ArrayList<Map<String, Object>>();
        for (int n = 0; n < STORES; n++) {
            nodes.add(node(store(n), "store", ZIPS.get(n % ZIPS.size())));
        }
        for (int n = 0; n < WAREHOUSES; n++) {
            nodes.add(node("bench-warehouse-" + n, "warehouse", ZIPS.get(n * ZIPS.size() / WAREHOUSES)));
        }
        take(client, "/imports/nodes", nodes);
        var products = new ArrayList<Map<String, Object>>();
        for (int n = 0; n < PRODUCTS; n++) {
            products.add(Map.of("sku", sku(n), "name", "Bench thing " + n, "weightGrams", 400));
        }
        take(client, "/imports/products", products);
        for (var node : nodes) {
            take(client, "/imports/stock", stockOf(node));
        }
    }

    private static Map<String, Object> node(String id, String type, String zip) {
        return Map.of(
                "id", id,
                "name", "Bench " + type + " at " + zip,
                "type", type,
                "postalCode", zip,
                "openingHours", "Mo-Su 00:00-24:00",
                "dailyCapacity", CAPACITY);
    }

    private static List<Map<String, Object>> stockOf(Map<String, Object> node) {
        int units = "warehouse".equals(node.get("type")) ? UNITS_IN_WAREHOUSE : UNITS;
        var counts = new ArrayList<Map<String, Object>>();
        for (int p = 0; p < PRODUCTS; p++) {
            counts.add(Map.of(
                    "node",
                    String.valueOf(node.get("id")),
                    "sku",
                    sku(p),
                    "onHand",
                    units,
                    "aisle",
                    "A",
                    "bin",
                    "A" + p));
        }
        return counts;
    }

    private static void take(BatonClient client, String path, List<Map<String, Object>> rows) {
        var answer = client.postLines(path, rows);
        if (!answer.isOk() || answer.body().path("refused").asInt(0) > 0) {
            throw new StartFailure(path + ": " + answer.problem() + " " + answer.body());
        }
    }
}
