package org.baton.app.cli.importing;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be imported, with the columns of its table: the names are those of the API's JSON. */
public enum Kind {
    NODES(
            500,
            "id",
            List.of("id", "name", "type", "postalCode"),
            "id name type line1 city region postalCode country latitude:DECIMAL longitude:DECIMAL timeZone openingHours"
                    + " phone capabilities:LIST dailyCapacity:WHOLE active:FLAG"),
    PRODUCTS(500, "sku", List.of("sku", "name"), "sku name gtin weightGrams:WHOLE category handling"),
    /** Sent as snapshots, many rows at once. */
    STOCK(
            10_000,
            null,
            List.of("node", "sku", "onHand"),
            "node sku onHand:WHOLE safetyStock:WHOLE threshold:WHOLE aisle bin asOf"),
    /** One row per line; the columns of the order are repeated in each of its rows, or left empty. */
    ORDERS(
            100,
            null,
            List.of("channel", "channelOrderNumber", "sku", "quantity", "unitPrice", "delivery.option"),
            "channel channelOrderNumber placedAt customer.id customer.name customer.email customer.phone"
                    + " customer.language customer.consents:LIST customer.tier delivery.option delivery.node"
                    + " delivery.requestedOn delivery.address.line1 delivery.address.city delivery.address.region"
                    + " delivery.address.postalCode delivery.address.country shipping:MONEY payment.method payment.token"
                    + " currency sku quantity:WHOLE unitPrice:MONEY discount:MONEY tax:MONEY");

    private final int batch;
    private final @Nullable String key;
    private final List<String> required;
    private final Map<String, Cell> columns = new LinkedHashMap<>();

    Kind(int batch, @Nullable String key, List<String> required, String columns) {
        this.batch = batch;
        this.key = key;
        this.required = required;
        for (var column : columns.split(" ", -1)) {
            var parts = column.split(":", 2);
            this.columns.put(parts[0], parts.length == 1 ? Cell.TEXT : Cell.valueOf(parts[1]));
        }
    }

    /** The word of the command and of the API. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }

    /** Documents of one request. */
    int batch() {
        return batch;
    }

    /** The column that must not say the same twice in a file; null where it may. */
    @Nullable
    String key() {
        return key;
    }

    List<String> required() {
        return required;
    }

    Map<String, Cell> columns() {
        return columns;
    }
}
