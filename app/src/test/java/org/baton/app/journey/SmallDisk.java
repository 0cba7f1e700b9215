package org.baton.app.journey;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A file system of its own for the tables of a database, which can be made full and roomy again. The write-ahead log
 * stays where it was. Only root can make one, on Linux.
 */
final class SmallDisk {

    private static final int PATIENCE_SECONDS = 30;
    private static final String ROOMY = "4g";

    private final Path place;

    private SmallDisk(Path place) {
        this.place = place;
    }

    /** @throws IOException when this machine does not let us have one */
    static SmallDisk at(Path place) throws IOException {
        Files.createDirectories(place);
        run("mount", "-t", "tmpfs", "-o", "size=" + ROOMY + ",mode=0700", "baton-chaos", place.toString());
        return new SmallDisk(place);
    }

    /** Moves every table and index there. */
    void hold(JdbcClient database) {
        database.sql("create tablespace small location '" + place + "'").update();
        for (var kind : new String[] {"table", "index"}) {
            database.sql("alter " + kind + " all in tablespace pg_default set tablespace small")
                    .update();
        }
    }

    /** From now on there is room for nothing; asked again while somebody writes faster than this looks. */
    void fill() {
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    var store = Files.getFileStore(place);
                    var used = store.getTotalSpace() - store.getUsableSpace();
                    resize(used / 1024 + "k");
                    return true;
                });
    }

    void free() {
        try {
            resize(ROOMY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void resize(String size) throws IOException {
        run("mount", "-o", "remount,size=" + size, place.toString());
    }

    private static void run(String... command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes()).strip();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** @param keep whether what is on it is wanted, after the database has stopped; it stays in the same place */
    void close(boolean keep) throws IOException {
        var copy = place.resolveSibling(place.getFileName() + "-kept");
        if (keep) {
            run("cp", "-a", place.toString(), copy.toString());
        }
        run("umount", place.toString());
        if (keep) {
            Files.delete(place);
            Files.move(copy, place);
        }
    }
}
