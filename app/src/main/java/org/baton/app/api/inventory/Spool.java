package org.baton.app.api.inventory;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.baton.domain.common.InvalidInputException;

/**
 * A body that is read to its end before anything of it is taken: a caller that goes away in the middle, or is slow,
 * leaves nothing behind and holds nothing up.
 */
final class Spool implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final String hash;

    private Spool(Path file, String hash) {
        this.file = file;
        this.hash = hash;
    }

    /** @throws InvalidInputException if the last row has no line end: then the body may have been cut */
    static Spool of(InputStream body) throws IOException {
        var file = Files.createTempFile("baton-feed-", ".tmp");
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            var last = -1;
            try (var out = new DigestOutputStream(Files.newOutputStream(file), sha)) {
                var buffer = new byte[BUFFER];
                for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                    out.write(buffer, 0, read);
                    last = read > 0 ? buffer[read - 1] : last;
                }
            }
            if (last >= 0 && last != '\n') {
                throw new InvalidInputException(
                        "", "cut", "The last row has no line end: the body seems to be cut. Nothing was taken.");
            }
            return new Spool(file, HexFormat.of().formatHex(sha.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** SHA-256 of the body, in hexadecimal. */
    String hash() {
        return hash;
    }

    InputStream open() {
        try {
            return new BufferedInputStream(Files.newInputStream(file), BUFFER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        var ignored = Files.deleteIfExists(file);
    }
}
