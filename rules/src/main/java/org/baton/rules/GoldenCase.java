package org.baton.rules;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.baton.rules.Decision.FiredRow;
import org.jspecify.annotations.Nullable;

/**
 * One line of a {@code *.cases.csv}: inputs by their names, and what is expected in columns {@code expect …}. {@code
 * expect row} holds the row's number, {@code none}, or nothing when any row will do.
 */
record GoldenCase(String file, long line, Map<String, String> cells) {

    static final String SUFFIX = ".cases.csv";

    /** More would make every check of a draft slow. */
    static final int MOST_CASES = 5_000;

    private static final String NAME = "case";
    private static final String EXPECT = "expect ";
    private static final String EXPECTED_ROW = EXPECT + "row";
    private static final String NO_ROW = "none";

    /**
     * Reads a file of cases.
     *
     * @return none, with a finding, when it cannot be read
     */
    static List<GoldenCase> read(String file, String csv, Findings findings) {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(csv.startsWith("\ufeff") ? csv.substring(1) : csv)) {
            List<NamedCsvRecord> records =
                    reader.stream().limit(MOST_CASES + 1L).toList();
            if (records.size() > MOST_CASES) {
                findings.error("There are more than %d cases".formatted(MOST_CASES));
                return List.of();
            }
            return records.stream()
                    .map(r -> new GoldenCase(file, r.getStartingLineNumber(), r.getFieldsAsMap()))
                    .toList();
        } catch (CsvParseException | java.io.IOException e) {
            findings.error("The cases cannot be read: "
                    + Objects.requireNonNullElse(e.getCause(), e).getMessage());
            return List.of();
        }
    }

    /** Asks the table, and tells where it answers otherwise than expected. */
    void check(DecisionTable table, TableContract contract, Findings findings) {
        Map<String, Object> inputs = inputs(contract, findings);
        Decision decision;
        try {
            decision = table.decide(inputs);
        } catch (DecisionFailedException e) {
            error(null, e.getMessage() + "", findings);
            return;
        }
        List<Integer> fired =
                decision.firedRows().stream().map(FiredRow::number).toList();
        if (checkRow(fired, findings) && decision.matched()) {
            compare(decision.rows().getFirst(), fired, findings);
        }
    }

    private Map<String, Object> inputs(TableContract contract, Findings findings) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        cells.forEach((name, text) -> {
            if (name.equals(NAME) || name.startsWith(EXPECT)) {
                return;
            }
            var field = contract.input(name);
            if (field.isEmpty()) {
                error(name, "No program gives the table a value called " + name, findings);
                return;
            }
            var value = value(field.get().kind(), text);
            if (value == null) {
                error(
                        name,
                        "\"%s\" is not %s".formatted(text, field.get().kind().words()),
                        findings);
            } else {
                inputs.put(name, value);
            }
        });
        return inputs;
    }

    private static @Nullable Object value(Kind kind, String text) {
        if (kind == Kind.YES_NO) {
            return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : null;
        }
        return kind.isNumber() ? number(text) : text;
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private boolean checkRow(List<Integer> fired, Findings findings) {
        var expected = cells.getOrDefault(EXPECTED_ROW, "").strip();
        var actual = fired.isEmpty()
                ? "no row"
                : "row " + fired.stream().map(String::valueOf).collect(Collectors.joining(", "));
        boolean fits = expected.equals(NO_ROW)
                ? fired.isEmpty()
                : !fired.isEmpty()
                        && (expected.isEmpty()
                                || fired.stream().map(String::valueOf).toList().equals(List.of(expected)));
        if (!fits) {
            error(
                    EXPECTED_ROW,
                    "%s matches, but %s is expected"
                            .formatted(
                                    actual,
                                    expected.isEmpty()
                                            ? "some row"
                                            : expected.equals(NO_ROW) ? "no row" : "row " + expected),
                    findings);
        }
        return fits;
    }

    private void compare(Map<String, @Nullable Object> row, List<Integer> fired, Findings findings) {
        cells.forEach((name, expected) -> {
            if (!name.startsWith(EXPECT) || name.equals(EXPECTED_ROW)) {
                return;
            }
            var output = name.substring(EXPECT.length());
            if (!row.containsKey(output)) {
                error(name, "The table has no output " + output, findings);
                return;
            }
            var actual = Objects.toString(row.get(output), "");
            if (!same(expected, actual)) {
                error(
                        name,
                        "Row %s gives \"%s\", but \"%s\" is expected".formatted(fired.getFirst(), actual, expected),
                        findings);
            }
        });
    }

    /** 2.5 and 2.50 are one number. */
    private static boolean same(String expected, String actual) {
        if (expected.equals(actual)) {
            return true;
        }
        var a = number(expected);
        var b = number(actual);
        return a != null && b != null && a.compareTo(b) == 0;
    }

    private void error(@Nullable String column, String problem, Findings findings) {
        var name = cells.getOrDefault(NAME, "");
        findings.error((int) line, column, name.isEmpty() ? problem : "case \"%s\": %s".formatted(name, problem));
    }

    @Override
    public String toString() {
        return "%s line %d: %s".formatted(file, line, cells.get(NAME));
    }
}
