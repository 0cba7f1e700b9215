package org.baton.app.cli.importing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.baton.app.cli.demo.BatonClient;
import org.baton.app.runtime.StartFailure;

/** Brings a whole file into Baton; doing it again changes nothing. */
public final class FileImport {

    private static final long QUIET_NANOS = Duration.ofSeconds(1).toNanos();

    private final BatonClient client;
    private final PrintStream out;
    private long shownAt = System.nanoTime();

    public FileImport(BatonClient client, PrintStream out) {
        this.client = client;
        this.out = out;
    }

    /**
     * Runs it to the end.
     *
     * @param refused where refused rows go
     * @param idPrefix of the nodes of a GeoJSON file
     * @throws StartFailure if the file is missing or wrong as a whole, or Baton does not take it
     */
    public void run(Kind kind, Path file, Path refused, String idPrefix) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new StartFailure("There is no file " + file + ".");
        }
        if (file.toAbsolutePath().normalize().equals(refused.toAbsolutePath().normalize())) {
            throw new StartFailure("The refused rows cannot go into the file that is read: choose another --refused.");
        }
        try (var rows = open(kind, file, idPrefix);
                var refusedFile = new RefusedFile(refused, rows.columns())) {
            var run = new ImportRun(kind, client, refusedFile, this::show);
            try {
                rows.read(run::take);
                run.flush();
            } finally {
                out.println(run.summary() + (run.refused() > 0 ? "; see " + refused : "") + ".");
            }
        }
    }

    private void show(ImportRun run) {
        if (System.nanoTime() - shownAt >= QUIET_NANOS) {
            out.println("… " + run.summary());
            shownAt = System.nanoTime();
        }
    }

    private static RowReader open(Kind kind, Path file, String idPrefix) throws IOException {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        var zipped = name.endsWith(".gz");
        var plain = zipped ? name.substring(0, name.length() - 3) : name;
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        if (zipped) {
            in = new GZIPInputStream(in);
        }
        if (plain.endsWith(".geojson") || plain.endsWith(".json")) {
            if (kind != Kind.NODES) {
                throw new StartFailure("GeoJSON holds nodes, not " + kind.text() + ": give a CSV file.");
            }
            return new GeoJsonNodes(in, idPrefix);
        }
        var table = new CsvTable(kind, in);
        return kind == Kind.ORDERS ? new OrderRows(table) : new CsvRows(table);
    }
}
