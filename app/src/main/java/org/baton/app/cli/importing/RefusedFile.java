package org.baton.app.cli.importing;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that were not taken, with reasons; made with the first of them. It can be mended and imported as it is. */
final class RefusedFile implements AutoCloseable {

    private final Path file;
    private final List<String> columns;
    private @Nullable CsvWriter writer;

    RefusedFile(Path file, List<String> columns) throws IOException {
        this.file = file;
        this.columns = columns;
        // Those of an earlier run must not be taken for those of this one.
        Files.deleteIfExists(file);
    }

    void write(Row row, List<String> reasons) {
        try {
            var out = writer;
            if (out == null) {
                out = CsvWriter.builder().build(file);
                writer = out;
                line(out, CsvTable.REPORT_COLUMNS.getFirst(), CsvTable.REPORT_COLUMNS.getLast(), columns);
            }
            for (var source : row.sources()) {
                line(out, Long.toString(source.number()), String.join("; ", reasons), source.cells());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void line(CsvWriter out, String number, String reasons, List<String> cells) {
        var all = new ArrayList<>(List.of(number, reasons));
        all.addAll(cells);
        var ignored = out.writeRecord(all);
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
