package org.baton.app.api.web;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads a body line by line without ever holding more than one line, nor a line longer than {@link BodyLimits#DOCUMENT}. */
public final class LineReader {

    /**
     * A line.
     *
     * @param number from 1
     * @param bytes without the line break; null for a line that is too long
     */
    public record Line(int number, byte @Nullable [] bytes) {}

    private final InputStream source;
    private int number;

    public LineReader(InputStream source) {
        this.source = new BufferedInputStream(source, 1 << 16);
    }

    /** The next line, or null at the end. */
    public @Nullable Line next() throws IOException {
        var line = new ByteArrayOutputStream(256);
        var tooLong = false;
        var next = source.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            tooLong |= line.size() >= BodyLimits.DOCUMENT;
            if (!tooLong) {
                line.write(next);
            }
            next = source.read();
        }
        number++;
        return new Line(number, tooLong ? null : line.toByteArray());
    }
}
