package org.baton.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.baton.bench.StorePlaces.Place;
import org.baton.domain.inventory.GeoPoint;

/**
 * Turns the UCI Online Retail invoices (Chen, Sain, Guo 2012, doi:10.1057/dbm.2012.17) into import files. The data is UK
 * demand: each customer gets a US ZIP code by a seeded draw, and stock is spread by a seeded draw. Nothing is cleaned:
 * cancellations, postage and zero prices go in as they are, for the importer to refuse.
 */
final class OnlineRetail {

    private static final Pattern PRODUCT = Pattern.compile("[0-9]{5}[A-Za-z]*");
    private static final List<String> WAREHOUSE_ZIPS = List.of("17201", "30213", "60446", "75261", "89408", "92408");
    private static final int STORES_PER_PRODUCT = 120;
    private static final int WAREHOUSES_PER_PRODUCT = 4;

    private final Path invoices;
    private final List<Place> stores;
    private final long seed;
    private final List<String> zips = new ArrayList<>();
    private final Map<String, GeoPoint> places = new LinkedHashMap<>();

    OnlineRetail(Path invoices, List<Place> stores, long seed) throws IOException {
        this.invoices = invoices;
        this.stores = stores;
        this.seed = seed;
        readZips();
    }

    private void readZips() throws IOException {
        var resource = Objects.requireNonNull(OnlineRetail.class.getResourceAsStream("/geo/us-zip-centroids.csv.gz"));
        try (var csv = CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(new GZIPInputStream(resource), StandardCharsets.UTF_8))) {
            for (var row : csv) {
                var zip = row.getField("zip");
                zips.add(zip);
                places.put(
                        zip,
                        new GeoPoint(
                                Double.parseDouble(row.getField("latitude")),
                                Double.parseDouble(row.getField("longitude"))));
            }
        }
    }

    /** Writes warehouses.csv, products.csv, stock.csv and orders.csv of the first invoices. */
    void write(Path directory, int most) throws IOException {
        var lines = read(most);
        var products = new LinkedHashMap<String, String>();
        lines.forEach(line -> {
            if (PRODUCT.matcher(line.getField("StockCode")).matches()) {
                products.putIfAbsent(line.getField("StockCode"), line.getField("Description"));
            }
        });
        writeWarehouses(directory.resolve("warehouses.csv"));
        writeProducts(directory.resolve("products.csv"), products);
        writeStock(directory.resolve("stock.csv"), products.keySet());
        writeOrders(directory.resolve("orders.csv"), lines);
    }

    private List<NamedCsvRecord> read(int most) throws IOException {
        var lines = new ArrayList<NamedCsvRecord>();
        var seen = new LinkedHashSet<String>();
        try (var csv = CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(invoices)), StandardCharsets.UTF_8))) {
            for (var row : csv) {
                seen.add(row.getField("InvoiceNo"));
                if (seen.size() > most) {
                    return lines;
                }
                lines.add(row);
            }
        }
        return lines;
    }

    private static void writeWarehouses(Path file) throws IOException {
        try (var csv = CsvWriter.builder().build(file)) {
            csv.writeRecord("id", "name", "type", "postalCode");
            for (var zip : WAREHOUSE_ZIPS) {
                csv.writeRecord("dc-" + zip, "Warehouse " + zip, "warehouse", zip);
            }
        }
    }

    private static void writeProducts(Path file, Map<String, String> products) throws IOException {
        try (var csv = CsvWriter.builder().build(file)) {
            csv.writeRecord("sku", "name", "weightGrams");
            products.forEach((sku, name) -> csv.writeRecord(sku, name.isBlank() ? sku : name, "300"));
        }
    }

    private void writeStock(Path file, Set<String> products) throws IOException {
        try (var csv = CsvWriter.builder().build(file)) {
            csv.writeRecord("node", "sku", "onHand", "aisle", "bin");
            for (var sku : products) {
                var random = new SplittableRandom(seed ^ sku.hashCode());
                for (int i = 0; i < WAREHOUSES_PER_PRODUCT; i++) {
                    var zip = WAREHOUSE_ZIPS.get((random.nextInt(WAREHOUSE_ZIPS.size()) + i) % WAREHOUSE_ZIPS.size());
                    // A few products run out: their orders have to wait.
                    var units = random.nextInt(10) == 0 ? random.nextInt(50) : random.nextInt(500, 5_000);
                    csv.writeRecord("dc-" + zip, sku, Integer.toString(units), "", "");
                }
                for (int i = 0; i < STORES_PER_PRODUCT; i++) {
                    var store = stores.get(random.nextInt(stores.size()));
                    csv.writeRecord(
                            store.id(),
                            sku,
                            Integer.toString(random.nextInt(1, 60)),
                            Integer.toString(random.nextInt(1, 40)),
                            Integer.toString(random.nextInt(1, 200)));
                }
            }
        }
    }

    private void writeOrders(Path file, List<NamedCsvRecord> lines) throws IOException {
        try (var csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(
                    "channel",
                    "channelOrderNumber",
                    "placedAt",
                    "customer.id",
                    "customer.name",
                    "delivery.option",
                    "delivery.node",
                    "delivery.address.line1",
                    "delivery.address.city",
                    "delivery.address.postalCode",
                    "delivery.address.country",
                    "payment.method",
                    "payment.token",
                    "currency",
                    "sku",
                    "quantity",
                    "unitPrice");
            for (var line : lines) {
                var invoice = line.getField("InvoiceNo");
                var customer = line.getField("CustomerID").replace(".0", "");
                var random = new SplittableRandom(seed ^ (customer.isEmpty() ? invoice : customer).hashCode());
                var zip = zips.get(random.nextInt(zips.size()));
                var option = option(new SplittableRandom(seed ^ invoice.hashCode()).nextInt(10));
                csv.writeRecord(
                        "uci",
                        invoice,
                        line.getField("InvoiceDate").replace(' ', 'T') + "Z",
                        customer,
                        customer.isEmpty() ? "Guest " + invoice : "Customer " + customer,
                        option,
                        option.equals("pickup") ? nearest(zip) : "",
                        "1 Main Street",
                        "Town of " + zip,
                        zip,
                        "US",
                        "card",
                        "tok_ok",
                        "USD",
                        line.getField("StockCode"),
                        line.getField("Quantity"),
                        line.getField("UnitPrice"));
            }
        }
    }

    /** Seven of ten are shipped, two collected, one is delivered the same day. */
    private static String option(int tenth) {
        return tenth < 7 ? "ship" : tenth < 9 ? "pickup" : "same-day";
    }

    private String nearest(String zip) {
        var place = Objects.requireNonNull(places.get(zip));
        return stores.stream()
                .min(Comparator.comparingDouble(store -> store.point().milesTo(place)))
                .orElseThrow()
                .id();
    }
}
