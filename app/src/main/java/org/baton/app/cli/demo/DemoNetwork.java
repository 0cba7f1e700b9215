package org.baton.app.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baton.domain.inventory.NodeRequest;
import org.baton.domain.inventory.ProductRequest;
import org.baton.domain.inventory.StockFeed;

/**
 * Bramblewick, a retailer that does not exist: stores and warehouses at the middle of real ZIP codes, spread as people
 * are, with products and stock. Nodes and products are tables; stock is a formula, the same on every machine.
 */
public final class DemoNetwork {

    private static final long STOCK_SEED = 20261121;
    private static final int SCARCE_PERCENT = 6;
    /** Lowest and highest price of a category, in cents. */
    private static final Map<String, int[]> PRICES = Map.ofEntries(
            Map.entry("apparel", new int[] {1900, 14900}),
            Map.entry("footwear", new int[] {3900, 15900}),
            Map.entry("kids", new int[] {1500, 5900}),
            Map.entry("furniture", new int[] {8900, 49900}),
            Map.entry("electronics", new int[] {1900, 17900}),
            Map.entry("outdoor", new int[] {1200, 24900}),
            Map.entry("grocery", new int[] {299, 1899}));

    private static final int[] OTHER_PRICES = {900, 7900};

    private final List<NodeRequest> nodes = Csv.read(
            "/demo/nodes.csv",
            row -> new NodeRequest(
                    row.getField("id"),
                    row.getField("name"),
                    row.getField("type"),
                    row.getField("line1"),
                    row.getField("city"),
                    row.getField("region"),
                    row.getField("postalCode"),
                    row.getField("country"),
                    null,
                    null,
                    row.getField("timeZone"),
                    row.getField("openingHours"),
                    null,
                    List.of(row.getField("capabilities").split(";")),
                    Integer.valueOf(row.getField("dailyCapacity")),
                    true));

    private final List<ProductRequest> products = Csv.read(
            "/demo/products.csv",
            row -> new ProductRequest(
                    row.getField("sku"),
                    row.getField("name"),
                    row.getField("gtin"),
                    Integer.valueOf(row.getField("weightGrams")),
                    row.getField("category"),
                    row.getField("handling")));

    private final List<NodeRequest> stores =
            nodes.stream().filter(node -> "store".equals(node.type())).toList();

    /** Stores and warehouses. */
    public List<NodeRequest> nodes() {
        return nodes;
    }

    /** The stores alone. */
    public List<NodeRequest> stores() {
        return stores;
    }

    /** What Bramblewick sells. */
    public List<ProductRequest> products() {
        return products;
    }

    /** What lies where, node by node. */
    public List<StockFeed.Count> stock() {
        var counts = new ArrayList<StockFeed.Count>();
        nodes.forEach(node -> products.forEach(product -> count(node, product).ifPresent(counts::add)));
        return counts;
    }

    /** The products of which a node was stocked with at least some units. */
    public List<ProductRequest> carriedAt(NodeRequest node, int units) {
        return products.stream()
                .filter(product -> count(node, product)
                        .filter(c -> c.onHand() != null && c.onHand() >= units)
                        .isPresent())
                .toList();
    }

    /** A unit's price in cents; it never changes. */
    public int priceOf(ProductRequest product) {
        var range = PRICES.getOrDefault(String.valueOf(product.category()), OTHER_PRICES);
        var name = String.valueOf(product.name()).replaceFirst(",.*", "");
        var price = range[0] + draw(name.hashCode(), 7, range[1] - range[0] + 1);
        return price - price % 100 + 99;
    }

    /** Few stores have it, and those have little. */
    public static boolean isScarce(ProductRequest product) {
        return draw(String.valueOf(product.sku()).hashCode(), 3, 100) < SCARCE_PERCENT;
    }

    private static Optional<StockFeed.Count> count(NodeRequest node, ProductRequest product) {
        var at = String.valueOf(node.id()).hashCode() * 31
                + String.valueOf(product.sku()).hashCode();
        var warehouse = "warehouse".equals(node.type());
        if (draw(at, 1, 100) >= percentOfNodes(node, product, warehouse)) {
            return Optional.empty();
        }
        int onHand;
        if (isScarce(product)) {
            onHand = warehouse ? draw(at, 2, 12) : 1 + draw(at, 2, 4);
        } else {
            onHand = warehouse ? 200 + draw(at, 2, 1800) : 4 + draw(at, 2, 36);
        }
        var aisle = (char) ('A' + draw(String.valueOf(product.category()).hashCode(), 4, 20)) + "";
        var bin = "%s%02d-%d".formatted(aisle, 1 + draw(at, 5, 30), 1 + draw(at, 6, 5));
        return Optional.of(
                new StockFeed.Count(node.id(), product.sku(), onHand, warehouse ? 0 : 1, null, aisle, bin, null));
    }

    private static int percentOfNodes(NodeRequest node, ProductRequest product, boolean warehouse) {
        if (warehouse) {
            return 95;
        }
        var cold = node.capabilities() != null && node.capabilities().contains("cold");
        if ("cold".equals(product.handling()) && !cold) {
            return 0;
        }
        return isScarce(product) ? 8 : "oversized".equals(product.handling()) ? 12 : 40;
    }

    /** A number from 0 below a bound, always the same for the same thing and purpose (SplitMix64's finaliser). */
    private static int draw(int thing, int purpose, int bound) {
        var z = STOCK_SEED + thing * 0x9E3779B97F4A7C15L + purpose * 0xD1B54A32D192ED03L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (int) Long.remainderUnsigned(z ^ (z >>> 31), bound);
    }
}
