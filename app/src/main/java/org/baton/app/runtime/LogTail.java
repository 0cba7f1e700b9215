package org.baton.app.runtime;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds in a program's log the line that tells why it ended, so that the user need not look for it. */
final class LogTail {

    private static final int WINDOW = 64 * 1024;
    private static final int LONGEST = 300;

    private LogTail() {}

    /** The last "Caused by", else the last error, else the last line; empty when the log is. */
    static Optional<String> complaint(Path log) {
        List<String> lines =
                since(log, 0).lines().filter(line -> !line.isBlank()).toList();
        return last(lines, "Caused by:")
                .or(() -> last(lines, "ERROR"))
                .or(() -> last(lines, ""))
                .map(LogTail::shortened);
    }

    private static Optional<String> last(List<String> lines, String part) {
        return lines.stream()
                .filter(line -> line.contains(part))
                .reduce((earlier, later) -> later)
                .map(String::strip);
    }

    /** How much is in the log; 0 when there is none. */
    static long size(Path log) {
        return log.toFile().length();
    }

    /** What came after that size, at most the last part of it. */
    static String since(Path log, long size) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(Math.min(size, file.length()), file.length() - WINDOW);
            byte[] end = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(end);
            return new String(end, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
