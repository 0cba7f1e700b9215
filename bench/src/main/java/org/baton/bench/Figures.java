package org.baton.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.baton.app.runtime.StartFailure;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a run has measured, as a table for people and as JSON for programs. */
final class Figures {

    private record Figure(double value, String unit) {}

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Instant at = Instant.now();
    private final Map<String, Object> about = new LinkedHashMap<>();
    private final Map<String, Map<String, Figure>> sections = new LinkedHashMap<>();
    private String section = "";

    /** What was run, and where: not measured, but needed to judge what was. */
    void about(String name, Object value) {
        about.put(name, value);
    }

    /** Begins a group of figures. */
    void section(String title) {
        section = title;
        sections.computeIfAbsent(title, ignored -> new LinkedHashMap<>());
    }

    void add(String name, double value, String unit) {
        Objects.requireNonNull(sections.get(section), "no section yet").put(name, new Figure(value, unit));
    }

    /** The median, the value that 95 of 100 do not exceed, and that 99 do not. */
    void percentiles(String name, long[] sortedNanos) {
        var measured = new Throughput.Measured(0, sortedNanos);
        for (int percent : new int[] {50, 95, 99}) {
            add(name + " p" + percent, measured.percentileMillis(percent), "ms");
        }
    }

    void print(PrintStream out) {
        out.println();
        about.forEach((name, value) -> out.printf("%s: %s%n", name, value));
        sections.forEach((title, figures) -> {
            out.printf("%n%s%n", title);
            figures.forEach((name, figure) ->
                    out.printf(Locale.ROOT, "  %-46s %14s %s%n", name, text(figure.value()), figure.unit()));
        });
        out.flush();
    }

    private static String text(double value) {
        if (value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%,.2f" : "%,.1f", value);
    }

    /** Writes {@code <directory>/<name>-<time>.json}. */
    Path write(Path directory, String name) {
        var file = directory.resolve(name + "-" + STAMP.format(at) + ".json");
        var json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        try {
            Files.createDirectories(directory);
            var whole = new LinkedHashMap<String, Object>();
            whole.put("at", at.toString());
            whole.put("about", about);
            whole.put("figures", sections);
            Files.write(file, json.writeValueAsBytes(whole));
            return file;
        } catch (IOException e) {
            throw new StartFailure(file + " cannot be written: " + e.getMessage(), new UncheckedIOException(e));
        }
    }
}
