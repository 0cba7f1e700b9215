package org.baton.app.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.baton.app.Command;
import org.baton.processes.lint.ModelLint;
import org.baton.rules.TableLint;

/** Tells an analyst what is wrong with diagrams and rule tables before they are deployed. */
public final class LintCommand implements Command {

    @Override
    public String name() {
        return "lint";
    }

    @Override
    public String summary() {
        return "FILE...: say what is wrong with a diagram (.bpmn) or a rule table (.dmn)";
    }

    @Override
    public int run(List<String> arguments) {
        if (arguments.isEmpty() || arguments.contains("--help")) {
            System.err.println("Usage: ./baton lint FILE... (diagrams end in .bpmn, rule tables in .dmn)");
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
        if (!name.endsWith(".bpmn") && !name.endsWith(".dmn")) {
            unreadable.add(file + ": neither a diagram (.bpmn) nor a rule table (.dmn).");
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
        var lines = name.endsWith(".bpmn")
                ? ModelLint.check(name, new ByteArrayInputStream(content), processIds).stream()
                        .map(f -> new Line(f.isError(), f.toString()))
                        .toList()
                : TableLint.check(name, content).stream()
                        .map(f -> new Line(f.isError(), f.toString()))
                        .toList();
        lines.forEach(line -> System.out.println(line.text()));
        var errors = lines.stream().filter(Line::error).count();
        System.out.println(file + ": "
                + (lines.isEmpty() ? "fine" : errors + " errors, " + (lines.size() - errors) + " warnings"));
        return errors;
    }

    private record Line(boolean error, String text) {}
}
