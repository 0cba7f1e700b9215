package org.baton.app.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** The engine as its makers publish it: fetched by the build tool, checked against the pinned hash, unpacked once. */
public final class EngineDistribution {

    /** Names the archive; set by {@code ./baton} and by the build for its tests. */
    public static final String ARCHIVE_PROPERTY = "baton.engine.archive";

    private final String version;
    private final String sha256;

    private EngineDistribution(String version, String sha256) {
        this.version = version;
        this.sha256 = sha256;
    }

    /** The one that this Baton was built for. */
    public static EngineDistribution pinned() {
        Properties properties = new Properties();
        try (InputStream in = EngineDistribution.class.getResourceAsStream("/engine-distribution.properties")) {
            properties.load(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new IllegalStateException("engine-distribution.properties is part of Baton", e);
        }
        return new EngineDistribution(properties.getProperty("version"), properties.getProperty("sha256"));
    }

    public String version() {
        return version;
    }

    /** The directory with {@code bin} and {@code lib}. */
    public Path unpacked(Path cache, Progress progress) {
        Path target = cache.resolve("camunda-zeebe-" + version + "-" + sha256.substring(0, 16));
        return Unpacked.once(target, directory -> {
            Path archive = archive(System.getProperty(ARCHIVE_PROPERTY));
            progress.say("Engine", "checking and unpacking version " + version + ", once");
            String found = Sha256.of(archive);
            if (!found.equals(sha256)) {
                throw new StartFailure("The engine archive " + archive + " is not the published one (SHA-256 " + found
                        + "). Delete it and start again.");
            }
            unzip(archive, directory);
        });
    }

    private Path archive(@Nullable String path) {
        if (path == null || !Files.isRegularFile(Path.of(path))) {
            throw new StartFailure("The engine (camunda-zeebe " + version + ") has not been fetched. Start with ./baton"
                    + " run, which fetches it, or name your own cluster with BATON_CAMUNDA_GRPC_ADDRESS.");
        }
        return Path.of(path);
    }

    /** Leaves out the one directory that wraps everything, and makes the programs executable. */
    private static void unzip(Path archive, Path directory) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
                Path target = directory.resolve(name).normalize();
                if (!target.startsWith(directory)) {
                    throw new IOException("an entry leads out of the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.copy(zip, target);
                if (name.startsWith("bin/") && !target.toFile().setExecutable(true)) {
                    throw new IOException("cannot make " + target + " executable");
                }
            }
        }
    }
}
