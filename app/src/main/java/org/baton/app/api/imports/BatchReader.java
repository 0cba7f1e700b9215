package org.baton.app.api.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.baton.app.api.web.LineReader;
import org.baton.domain.common.InvalidInputException;

/** Reads a batch of documents, one a line, before the first of them is stored. */
final class BatchReader {

    /** Longer batches gain nothing: a caller sends several. */
    static final int MOST_LINES = 2000;

    private BatchReader() {}

    /** @throws InvalidInputException if there are too many lines, or none */
    static List<LineReader.Line> read(InputStream body) throws IOException {
        var reader = new LineReader(body);
        var lines = new ArrayList<LineReader.Line>();
        for (var line = reader.next(); line != null; line = reader.next()) {
            if (!isBlank(line.bytes())) {
                lines.add(line);
            }
            if (lines.size() > MOST_LINES) {
                throw new InvalidInputException(
                        "", "too-many", "At most " + MOST_LINES + " lines a request; nothing was stored.");
            }
        }
        if (lines.isEmpty()) {
            throw new InvalidInputException("", "required", "The body is empty: one JSON document a line is expected.");
        }
        return lines;
    }

    private static boolean isBlank(byte @org.jspecify.annotations.Nullable [] bytes) {
        if (bytes == null) {
            return false;
        }
        for (var b : bytes) {
            if (b != ' ' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }
}
