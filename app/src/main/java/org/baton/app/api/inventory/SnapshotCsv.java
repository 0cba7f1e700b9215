package org.baton.app.api.inventory;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.baton.app.api.web.BodyLimits;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.inventory.StockFeed;
import org.jspecify.annotations.Nullable;

/** Reads a snapshot written as CSV: a header with node, sku and onHand, then a row per stock record. */
final class SnapshotCsv {

    private static final List<String> REQUIRED = List.of("node", "sku", "onHand");
    private static final Set<String> KNOWN = Set.of("node", "sku", "onHand", "safetyStock", "aisle", "bin");
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,9}");
    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final String NOT_UTF_8 = "\ufffd";

    private SnapshotCsv() {}

    /** @throws InvalidInputException if the header is wrong; nothing is stored then */
    static SnapshotReport read(InputStream body, Snapshot snapshot) throws IOException {
        // Bytes that are not UTF-8 become the replacement character, by which their row is refused below.
        var text = new InputStreamReader(body, StandardCharsets.UTF_8);
        try (var csv = CsvReader.builder()
                .maxBufferSize(BodyLimits.DOCUMENT)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(text)) {
            var records = csv.iterator();
            var complete = true;
            try {
                var header = header(records.hasNext() ? records.next().getFields() : List.of());
                while (records.hasNext()) {
                    row(records.next(), header, snapshot);
                }
            } catch (CsvParseException e) {
                complete = false;
                snapshot.refuse(0, List.of(new FieldError("", "malformed-csv", e.getMessage() + "")));
            }
            return snapshot.finish(complete);
        }
    }

    private static List<String> header(List<String> cells) {
        var header = cells.stream()
                .map(cell -> cell.replace(BYTE_ORDER_MARK, "").strip())
                .toList();
        var checks = new FieldChecks();
        REQUIRED.stream()
                .filter(name -> !header.contains(name))
                .forEach(name -> checks.add(name, "required", "The first row must name this column."));
        for (int i = 0; i < header.size(); i++) {
            var name = header.get(i);
            if (!KNOWN.contains(name)) {
                var shown = name.length() > 40 ? name.substring(0, 40) : name;
                checks.add(shown, "unknown-field", "Known columns are node, sku, onHand, safetyStock, aisle, bin.");
            } else if (header.indexOf(name) != i) {
                checks.add(name, "duplicate", "This column is named twice.");
            }
        }
        checks.orThrow();
        return header;
    }

    private static void row(CsvRecord csv, List<String> header, Snapshot snapshot) {
        var cells = csv.getFields();
        var errors = new ArrayList<FieldError>();
        if (cells.size() != header.size()) {
            errors.add(
                    new FieldError("", "malformed-row", cells.size() + " cells, but " + header.size() + " columns."));
        } else if (cells.stream().anyMatch(cell -> cell.contains(NOT_UTF_8))) {
            errors.add(new FieldError("", "malformed-text", "This is not UTF-8."));
        }
        var count = errors.isEmpty() ? count(cells, header, errors) : null;
        if (count == null || !errors.isEmpty()) {
            snapshot.refuse(csv.getStartingLineNumber(), errors);
        } else {
            snapshot.row(csv.getStartingLineNumber(), count);
        }
    }

    private static StockFeed.Count count(List<String> cells, List<String> header, List<FieldError> errors) {
        return new StockFeed.Count(
                cell(cells, header, "node"),
                cell(cells, header, "sku"),
                whole(cells, header, "onHand", errors),
                whole(cells, header, "safetyStock", errors),
                cell(cells, header, "aisle"),
                cell(cells, header, "bin"));
    }

    private static @Nullable String cell(List<String> cells, List<String> header, String name) {
        var column = header.indexOf(name);
        return column < 0 || cells.get(column).isBlank()
                ? null
                : cells.get(column).strip();
    }

    private static @Nullable Integer whole(
            List<String> cells, List<String> header, String name, List<FieldError> errors) {
        var text = cell(cells, header, name);
        if (text == null) {
            return null;
        }
        if (!WHOLE.matcher(text).matches()) {
            errors.add(new FieldError(name, "wrong-type", "A whole number of at most nine digits is expected."));
            return null;
        }
        return Integer.valueOf(text);
    }
}
