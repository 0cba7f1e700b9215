package org.baton.app.runtime;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps large archives unpacked once per user; a directory that is there is whole, however a start ended. */
final class Unpacked {

    /** Fills an empty directory with an archive's content. */
    @FunctionalInterface
    interface Filler {
        void fill(Path directory) throws IOException;
    }

    private Unpacked() {}

    /** The user's cache, by the rules of the XDG base directories. */
    static Path cache() {
        return cache(System.getenv()).resolve("baton");
    }

    private static Path cache(Map<String, String> environment) {
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (Path.of(xdg).isAbsolute()) {
            return Path.of(xdg);
        }
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        return Path.of(home, ".cache");
    }

    /** Fills the directory unless it is there: beside it first, then by one rename. */
    static Path once(Path target, Filler filler) {
        if (Files.isDirectory(target)) {
            return target;
        }
        Path parent = Objects.requireNonNull(target.getParent());
        try {
            Files.createDirectories(parent);
            Path draft = Files.createTempDirectory(parent, target.getFileName() + ".new-");
            try {
                filler.fill(draft);
                settle(draft, target);
            } finally {
                delete(draft);
            }
        } catch (IOException e) {
            throw new StartFailure("Unpacking to " + target + " failed: " + e, e);
        }
        return target;
    }

    private static void settle(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }

    /** Removes a directory with all that is in it; nothing to do when it is not there. */
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
