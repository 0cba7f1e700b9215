package org.baton.app.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.baton.app.Command;
import org.baton.app.runtime.DiagramForms;
import org.baton.domain.fulfilment.StepFormLint;
import org.baton.processes.lint.ModelLint;
import org.baton.rules.TableLint;

/** Tells an analyst what is wrong with diagrams, forms and rule tables before they are deployed. */
public final class LintCommand implements Command {

    @Override
    public String name() {
        return "lint";
    }

    @Override
    public String summary() {
        return "FILE...: say what is wrong with a diagram (.bpmn), a form (.form) or a rule table (.dmn)";
    }

    @Override
    public int run(List<String> arguments) {
        if (arguments.isEmpty() || arguments.contains("--help")) {
            System.err.println(
                    "Usage: ./baton lint FILE... (diagrams end in .bpmn, forms in .form, rule tables in .dmn)");
            return arguments.isEmpty() ? 2 : 0;
        }
        var files = new LinkedHashMap<Path, byte[]>();
        var unreadable = new ArrayList<String>();
        arguments.stream().map(Path::of).forEach(file -> read(file, files, unreadable));
        unreadable.forEach(System.err::println);
        var errors = files.entrySet().stream()
                .mapToLong(file -> check(file.getKey(), file.getValue(), processIds(files)))
                .sum();
        return errors == 0 && unreadable.isEmpty() ? 0 : 1;
    }

    private static void read(Path file, Map<Path, byte[]> files, List<String> unreadable) {
        var name = file.getFileName().toString();
        if (!name.endsWith(".bpmn") && !name.endsWith(".dmn") && !name.endsWith(".form")) {
            unreadable.add(file + ": neither a diagram (.bpmn) nor a form (.form) nor a rule table (.dmn).");
            return;
        }
        try {
            files.put(file, Files.readAllBytes(file));
        } catch (IOException e) {
            unreadable.add(file + ": cannot be read (" + e.getClass().getSimpleName() + ").");
        }
    }

    /** Files that are checked together may call each other; a process is named like its file. */
    private static Set<String> processIds(Map<Path, byte[]> files) {
        return files.keySet().stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".bpmn"))
                .map(name -> name.substring(0, name.length() - ".bpmn".length()))
                .collect(Collectors.toSet());
    }

    private static long check(Path file, byte[] content, Set<String> processIds) {
        var name = file.getFileName().toString();
        var lines = lines(name, content, processIds);
        lines.forEach(line -> System.out.println(line.text()));
        var errors = lines.stream().filter(Line::error).count();
        System.out.println(file + ": "
                + (lines.isEmpty() ? "fine" : errors + " errors, " + (lines.size() - errors) + " warnings"));
        return errors;
    }

    private static List<Line> lines(String name, byte[] content, Set<String> processIds) {
        if (name.endsWith(".dmn")) {
            return TableLint.check(name, content).stream()
                    .map(f -> new Line(f.isError(), f.toString()))
                    .toList();
        }
        if (name.endsWith(".form")) {
            return form("", new String(content, StandardCharsets.UTF_8));
        }
        var lines = new ArrayList<Line>();
        ModelLint.check(name, new ByteArrayInputStream(content), processIds)
                .forEach(f -> lines.add(new Line(f.isError(), f.toString())));
        DiagramForms.in(content).forEach((id, schema) -> lines.addAll(form("form " + id + ", ", schema)));
        return lines;
    }

    private static List<Line> form(String where, String schema) {
        return StepFormLint.check(schema).stream()
                .map(f -> new Line(
                        f.error(),
                        (f.error() ? "error: " : "warning: ")
                                + where
                                + (f.field().isEmpty() ? "" : "field " + f.field() + ": ")
                                + f.message()))
                .toList();
    }

    private record Line(boolean error, String text) {}
}
