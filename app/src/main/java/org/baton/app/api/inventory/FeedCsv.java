package org.baton.app.api.inventory;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.baton.app.api.web.BodyLimits;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** Reads a feed written as CSV: a header that names columns, then rows of as many cells. */
final class FeedCsv {

    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final char NOT_UTF_8 = '\ufffd';
    private static final int MOST_DIGITS = 9;
    private static final int MOST_LONG_DIGITS = 18;
    private static final int LAST_YEAR = 9999;
    private static final Pattern IN_LINE = Pattern.compile("line ([0-9]{1,18})");

    private final List<String> required;
    private final List<String> known;
    private final Refusals refusals;
    private List<String> header = List.of();
    private String lastTime = "";
    private @Nullable Instant lastInstant;

    FeedCsv(List<String> required, List<String> known, Refusals refusals) {
        this.required = required;
        this.known = known;
        this.refusals = refusals;
    }

    /** One row, whose cells are asked for by the number of their column. */
    final class Row {

        private final CsvRecord csv;
        private boolean refused;

        private Row(CsvRecord csv) {
            this.csv = csv;
        }

        long number() {
            return csv.getStartingLineNumber();
        }

        @Nullable
        String text(int column) {
            if (column < 0) {
                return null;
            }
            var cell = csv.getField(column);
            return cell.isBlank() ? null : cell.strip();
        }

        @Nullable
        Integer whole(int column) {
            var text = text(column);
            if (text == null) {
                return null;
            }
            if (!isWhole(text, MOST_DIGITS)) {
                refuse(column, "wrong-type", "A whole number of at most nine digits is expected.");
                return null;
            }
            return Integer.valueOf(text);
        }

        @Nullable
        Long number(int column) {
            var text = text(column);
            if (text == null) {
                return null;
            }
            if (!isWhole(text, MOST_LONG_DIGITS)) {
                refuse(column, "wrong-type", "A whole number of at most eighteen digits is expected.");
                return null;
            }
            return Long.valueOf(text);
        }

        /** Most rows of a file have the time of the row before. */
        @Nullable
        Instant time(int column) {
            var text = text(column);
            if (text == null) {
                return null;
            }
            if (!text.equals(lastTime)) {
                lastInstant = parse(text);
                lastTime = text;
            }
            if (lastInstant == null) {
                refuse(column, "wrong-type", "A time such as 2026-11-20T16:00:00Z is expected.");
            }
            return lastInstant;
        }

        /** Whether a cell that was asked for could not be read. */
        boolean isRefused() {
            return refused;
        }

        void refuse(int column, String code, String message) {
            refused = true;
            refusals.add(number(), new FieldError(header.get(column), code, message));
        }
    }

    private static boolean isWhole(String text, int mostDigits) {
        int from = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        if (text.length() == from || text.length() - from > mostDigits) {
            return false;
        }
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Instant parse(String text) {
        try {
            var time = OffsetDateTime.parse(text);
            return time.getYear() >= 1 && time.getYear() <= LAST_YEAR ? time.toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The number of a column, or -1 where the file has none of that name; known once reading has begun. */
    int column(String name) {
        return header.indexOf(name);
    }

    /**
     * Reads all rows; rows that are malformed are refused and not handed on.
     *
     * @param taker asked for who takes the rows, once the columns are known
     * @throws InvalidInputException if the header is wrong
     */
    void read(Spool spool, Supplier<Consumer<Row>> taker) {
        // Bytes that are not UTF-8 become the replacement character, by which their row is refused below.
        try (var csv = CsvReader.builder()
                .maxBufferSize(BodyLimits.DOCUMENT)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(new InputStreamReader(spool.open(), StandardCharsets.UTF_8))) {
            var records = csv.iterator();
            try {
                header = header(records.hasNext() ? records.next().getFields() : List.of());
                var rows = taker.get();
                while (records.hasNext() && !refusals.isFull()) {
                    row(records.next(), rows);
                }
            } catch (CsvParseException e) {
                refusals.add(line(e), new FieldError("", "malformed-csv", e.getMessage() + ""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the row begins that cannot be read, which the reader tells in words alone; 0 if it does not. */
    private static long line(CsvParseException e) {
        var told = IN_LINE.matcher(e.getMessage() + "");
        return told.find() ? Long.parseLong(told.group(1)) : 0;
    }

    private void row(CsvRecord csv, Consumer<Row> rows) {
        if (csv.getFieldCount() != header.size()) {
            refusals.add(
                    csv.getStartingLineNumber(),
                    new FieldError(
                            "", "malformed-row", csv.getFieldCount() + " cells, but " + header.size() + " columns."));
            return;
        }
        for (int i = 0; i < header.size(); i++) {
            if (csv.getField(i).indexOf(NOT_UTF_8) >= 0) {
                refusals.add(
                        csv.getStartingLineNumber(),
                        new FieldError(header.get(i), "malformed-text", "This is not UTF-8."));
                return;
            }
        }
        rows.accept(new Row(csv));
    }

    private List<String> header(List<String> cells) {
        var names = cells.stream()
                .map(cell -> cell.replace(BYTE_ORDER_MARK, "").strip())
                .toList();
        var checks = new FieldChecks();
        required.stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> checks.add(name, "required", "The first row must name this column."));
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            if (!known.contains(name)) {
                var shown = name.length() > 40 ? name.substring(0, 40) : name;
                checks.add(shown, "unknown-field", "Known columns are " + String.join(", ", known) + ".");
            } else if (names.indexOf(name) != i) {
                checks.add(name, "duplicate", "This column is named twice.");
            }
        }
        checks.orThrow();
        return names;
    }
}
