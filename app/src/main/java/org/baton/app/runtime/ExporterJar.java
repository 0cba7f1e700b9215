package org.baton.app.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Hands {@link IncidentExporter} to the engine as the jar that the engine wants, made from Baton's own classes. */
final class ExporterJar {

    static final String CLASS_NAME = "org.baton.app.runtime.IncidentExporter";

    private static final List<String> CLASSES =
            List.of("IncidentExporter", "IncidentExporter$WhatBatonReads", "DiagramForms");

    private ExporterJar() {}

    static Path write(Path directory) throws IOException {
        Path jar = directory.resolve("baton-exporter.jar");
        Path draft = directory.resolve("baton-exporter.jar.new");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(draft))) {
            for (String name : CLASSES) {
                out.putNextEntry(new JarEntry("org/baton/app/runtime/" + name + ".class"));
                try (InputStream in = ExporterJar.class.getResourceAsStream(name + ".class")) {
                    Objects.requireNonNull(in, name).transferTo(out);
                }
                out.closeEntry();
            }
        }
        return Files.move(draft, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
