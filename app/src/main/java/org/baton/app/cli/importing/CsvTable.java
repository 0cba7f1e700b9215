package org.baton.app.cli.importing;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.baton.app.runtime.StartFailure;

/** A CSV file whose header has been held against the columns of its kind. */
final class CsvTable implements AutoCloseable {

    /** The columns that a file of refused rows has in front, so that it can be mended and imported as it is. */
    static final List<String> REPORT_COLUMNS = List.of("row", "reasons");

    private static final int LONGEST_ROW = 1 << 20;
    private static final String NOT_UTF_8 = "\ufffd";

    /**
     * A row.
     *
     * @param values by column, without empty ones, converted
     * @param errors what is wrong with the row
     */
    record Line(Row.Source source, Map<String, Object> values, List<String> errors) {}

    private final Kind kind;
    private final CsvReader<CsvRecord> csv;
    private final Iterator<CsvRecord> records;
    private final List<String> header;

    CsvTable(Kind kind, InputStream file) {
        this.kind = kind;
        this.csv = CsvReader.builder()
                .maxBufferSize(LONGEST_ROW)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8));
        this.records = csv.iterator();
        this.header = header(next() instanceof CsvRecord first ? first.getFields() : List.of());
    }

    private List<String> header(List<String> cells) {
        var names = cells.stream().map(CsvTable::name).toList();
        var missing =
                kind.required().stream().filter(name -> !names.contains(name)).toList();
        var unknown = names.stream()
                .filter(name -> !kind.columns().containsKey(name) && !REPORT_COLUMNS.contains(name))
                .toList();
        if (!missing.isEmpty() || !unknown.isEmpty() || Set.copyOf(names).size() != names.size()) {
            throw new StartFailure("The columns do not fit %s:%s%s%s Known are %s."
                    .formatted(
                            kind.text(),
                            missing.isEmpty() ? "" : " missing " + missing + ".",
                            unknown.isEmpty() ? "" : " unknown " + unknown + ".",
                            Set.copyOf(names).size() == names.size() ? "" : " One is named twice.",
                            String.join(", ", kind.columns().keySet())));
        }
        return names;
    }

    private static String name(String cell) {
        return cell.replace("\ufeff", "").strip().replaceFirst("^lines\\.", "").replaceFirst("\\.amount$", "");
    }

    List<String> columns() {
        return header.stream().filter(name -> !REPORT_COLUMNS.contains(name)).toList();
    }

    /** The next row, or null at the end. */
    @org.jspecify.annotations.Nullable
    Line line() {
        var row = next();
        return row == null ? null : line(row);
    }

    private @org.jspecify.annotations.Nullable CsvRecord next() {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException e) {
            throw new StartFailure("The file is not CSV from here on: " + e.getMessage(), e);
        }
    }

    private Line line(CsvRecord row) {
        var cells = row.getFields();
        var errors = new ArrayList<String>();
        var values = new LinkedHashMap<String, Object>();
        var own = new ArrayList<String>();
        if (cells.size() != header.size()) {
            errors.add(cells.size() + " cells, but " + header.size() + " columns");
        }
        for (int i = 0; i < Math.min(cells.size(), header.size()); i++) {
            var column = header.get(i);
            if (!REPORT_COLUMNS.contains(column)) {
                own.add(cells.get(i));
                read(column, cells.get(i).strip(), values, errors);
            }
        }
        return new Line(new Row.Source(row.getStartingLineNumber(), own), values, errors);
    }

    private void read(String column, String text, Map<String, Object> values, List<String> errors) {
        var cell = kind.columns().get(column);
        if (text.isEmpty() || cell == null) {
            return;
        }
        try {
            values.put(column, cell.read(text));
        } catch (IllegalArgumentException e) {
            errors.add(column + ": " + e.getMessage());
        }
        if (text.contains(NOT_UTF_8)) {
            errors.add(column + ": is not UTF-8");
        }
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
