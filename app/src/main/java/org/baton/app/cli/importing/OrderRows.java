package org.baton.app.cli.importing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A CSV file with one order line per row. The rows of an order need not stand together, so that the orders are known
 * when the file has been read to its end.
 */
final class OrderRows implements RowReader {

    private static final Set<String> OF_LINES = Set.of("sku", "quantity", "unitPrice", "discount", "tax");
    private static final String CURRENCY = "currency";
    private static final String DEFAULT_CURRENCY = "USD";

    private static final class Group {
        private final Map<String, Object> head = new LinkedHashMap<>();
        private final List<Map<String, Object>> lines = new ArrayList<>();
        private final List<Row.Source> sources = new ArrayList<>();
        private final List<String> errors = new ArrayList<>();
    }

    private final CsvTable table;

    OrderRows(CsvTable table) {
        this.table = table;
    }

    @Override
    public List<String> columns() {
        return table.columns();
    }

    @Override
    public void read(Consumer<Row> rows) {
        var groups = new LinkedHashMap<String, Group>();
        for (var line = table.line(); line != null; line = table.line()) {
            add(groups.computeIfAbsent(key(line), key -> new Group()), line);
        }
        groups.values().forEach(group -> rows.accept(row(group)));
    }

    private static String key(CsvTable.Line line) {
        var channel = line.values().get("channel");
        var number = line.values().get("channelOrderNumber");
        return channel == null || number == null ? "row " + line.source().number() : channel + "\n" + number;
    }

    private static void add(Group group, CsvTable.Line line) {
        group.sources.add(line.source());
        line.errors().forEach(error -> group.errors.add("row " + line.source().number() + ", " + error));
        var own = new LinkedHashMap<String, Object>();
        line.values().forEach((column, value) -> {
            if (OF_LINES.contains(column)) {
                own.put(column, value);
            } else if (!Objects.equals(group.head.getOrDefault(column, value), value)) {
                group.errors.add("row " + line.source().number() + ", " + column
                        + ": says something else than an earlier row of this order");
            } else {
                group.head.put(column, value);
            }
        });
        group.lines.add(own);
    }

    private static Row row(Group group) {
        var currency = group.head.getOrDefault(CURRENCY, DEFAULT_CURRENCY);
        var document = new LinkedHashMap<String, Object>();
        group.head.forEach((column, value) -> {
            if (!column.equals(CURRENCY)) {
                put(document, column, money(column, value, currency));
            }
        });
        document.put(
                "lines",
                group.lines.stream()
                        .map(line -> {
                            var copy = new LinkedHashMap<String, Object>();
                            line.forEach((column, value) -> copy.put(column, money(column, value, currency)));
                            return copy;
                        })
                        .toList());
        return new Row(group.sources, document, group.errors);
    }

    private static Object money(String column, Object value, Object currency) {
        return Kind.ORDERS.columns().get(column) == Cell.MONEY ? Map.of("amount", value, CURRENCY, currency) : value;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> document, String path, Object value) {
        var target = document;
        var steps = path.split("\\.", -1);
        for (int i = 0; i < steps.length - 1; i++) {
            target =
                    (Map<String, Object>) target.computeIfAbsent(steps[i], step -> new LinkedHashMap<String, Object>());
        }
        target.put(steps[steps.length - 1], value);
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
