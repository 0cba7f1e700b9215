package org.baton.app.cli.importing;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** A file that is read row by row. */
interface RowReader extends AutoCloseable {

    /** Names of the cells of {@link Row.Source}. */
    List<String> columns();

    /**
     * Reads to the end.
     *
     * @throws org.baton.app.runtime.StartFailure if the file cannot be read on
     */
    void read(Consumer<Row> rows) throws IOException;

    @Override
    void close() throws IOException;
}
