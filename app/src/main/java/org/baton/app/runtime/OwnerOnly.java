package org.baton.app.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Keeps data and secrets readable by the user who runs Baton, and by nobody else on the machine. */
public final class OwnerOnly {

    private OwnerOnly() {}

    /** Closes a directory to others. */
    public static void directory(Path directory) throws IOException {
        if (posix()) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Writes a secret whole or not at all; at no moment can another user read it. */
    public static void write(Path file, String secret) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException("no directory for " + file);
        }
        Path draft = Files.createTempFile(parent, file.getFileName() + ".", ".new");
        try {
            if (posix()) {
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(draft, secret, StandardCharsets.UTF_8);
            Files.move(draft, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Something that nobody guesses, in hexadecimal digits. */
    static String secret(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
