package org.baton.rules;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One line of a {@code *.cases.csv}: inputs by their names, and what is expected in columns {@code expect …}. */
record GoldenCase(Path file, long line, Map<String, String> cells) {

    private static final String EXPECT = "expect ";

    static Stream<GoldenCase> all() throws IOException {
        return files().stream().flatMap(GoldenCase::read);
    }

    /** The module's folder is the working directory of its tests. */
    static List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.walk(Path.of("").toAbsolutePath(), 2)) {
            return paths.filter(p -> p.toString().endsWith(".cases.csv"))
                    .sorted()
                    .toList();
        }
    }

    private static Stream<GoldenCase> read(Path file) {
        try (var csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            List<NamedCsvRecord> records = csv.stream().toList();
            return records.stream().map(r -> new GoldenCase(file, r.getStartingLineNumber(), r.getFieldsAsMap()));
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + file, e);
        }
    }

    String table() {
        return file.getFileName().toString().replace(".cases.csv", "");
    }

    Map<String, Object> inputs(TableContract contract) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        cells.forEach((name, text) -> {
            if (!name.equals("case") && !name.startsWith(EXPECT)) {
                TableContract.Field field = contract.input(name)
                        .orElseThrow(() ->
                                new IllegalArgumentException("%s: the table has no input %s".formatted(this, name)));
                inputs.put(name, value(field.kind(), text));
            }
        });
        return inputs;
    }

    private static Object value(Kind kind, String text) {
        return kind.isNumber() ? new BigDecimal(text) : kind == Kind.YES_NO ? Boolean.valueOf(text) : text;
    }

    /** The row's number, {@code none}, or empty when any row will do. */
    String expectedRow() {
        return cells.getOrDefault(EXPECT + "row", "");
    }

    Map<String, String> expected() {
        Map<String, String> expected = new LinkedHashMap<>();
        cells.forEach((name, text) -> {
            if (name.startsWith(EXPECT) && !name.equals(EXPECT + "row")) {
                expected.put(name.substring(EXPECT.length()), text);
            }
        });
        return expected;
    }

    @Override
    public String toString() {
        return "%s line %d: %s".formatted(file.getFileName(), line, cells.get("case"));
    }
}
