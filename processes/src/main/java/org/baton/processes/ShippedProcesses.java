package org.baton.processes;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the diagrams and forms in this module, so that a new file is deployed and checked without being listed anywhere. */
public final class ShippedProcesses {

    private static final Pattern RESOURCE = Pattern.compile("processes/[^/]+/[^/]+\\.(bpmn|form)");

    private ShippedProcesses() {}

    /**
     * One file as it lies on the class path.
     *
     * @param path {@code processes/<capability>/<file>}
     */
    public record Resource(String path) {

        /** The name to deploy under: {@code order-lifecycle.bpmn}. */
        public String fileName() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /** The process id by the house rule that a file is named after its process. */
        public String processId() {
            return fileName().substring(0, fileName().lastIndexOf('.'));
        }

        public boolean isDiagram() {
            return path.endsWith(".bpmn");
        }

        /** Opens the file; the caller closes it. */
        public InputStream open() {
            return Objects.requireNonNull(ShippedProcesses.class.getResourceAsStream("/" + path), path);
        }

        public byte[] bytes() {
            try (InputStream in = open()) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + path, e);
            }
        }
    }

    /** Everything to deploy, in a stable order. */
    public static List<Resource> all() {
        try (Stream<String> names = entries()) {
            return names.filter(name -> RESOURCE.matcher(name).matches())
                    .sorted()
                    .map(Resource::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the shipped processes", e);
        }
    }

    /** The diagrams alone. */
    public static List<Resource> diagrams() {
        return all().stream().filter(Resource::isDiagram).toList();
    }

    private static Stream<String> entries() throws IOException {
        String self = ShippedProcesses.class.getName().replace('.', '/') + ".class";
        URL url = Objects.requireNonNull(ShippedProcesses.class.getResource("/" + self));
        if (url.openConnection() instanceof JarURLConnection jar) {
            return jar.getJarFile().stream().map(entry -> entry.getName());
        }
        String root = url.toString().substring(0, url.toString().length() - self.length());
        Path classes = Path.of(URI.create(root));
        return Files.walk(classes.resolve("processes"))
                .map(file -> classes.relativize(file).toString().replace(File.separatorChar, '/'));
    }
}
