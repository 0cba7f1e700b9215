package org.baton.app.cli.importing;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** A CSV file with one document per row. */
final class CsvRows implements RowReader {

    private final CsvTable table;

    CsvRows(CsvTable table) {
        this.table = table;
    }

    @Override
    public List<String> columns() {
        return table.columns();
    }

    @Override
    public void read(Consumer<Row> rows) {
        for (var line = table.line(); line != null; line = table.line()) {
            rows.accept(new Row(List.of(line.source()), line.values(), line.errors()));
        }
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
