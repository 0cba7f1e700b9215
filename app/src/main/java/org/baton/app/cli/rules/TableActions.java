package org.baton.app.cli.rules;

import static org.baton.app.cli.rules.RuleWords.demand;
import static org.baton.app.cli.rules.RuleWords.text;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baton.app.cli.Arguments;
import org.baton.app.cli.demo.BatonClient;
import org.baton.app.runtime.StartFailure;
import org.baton.domain.rulebook.RuleFinding;
import tools.jackson.databind.JsonNode;

/** What is done with the versions of a table. */
final class TableActions {

    private static final String RULES = "/rules/";

    private final BatonClient client;
    private final PrintStream out;

    TableActions(BatonClient client, PrintStream out) {
        this.client = client;
        this.out = out;
    }

    int list() {
        for (var table : client.all("/rules")) {
            var version = table.path("inForce");
            out.printf(
                    "%-22s %s%s%n",
                    text(table, "table"),
                    version.isObject()
                            ? "version " + version.path("version").asInt(0) + ", published "
                                    + text(version, "publishedAt") + " by " + text(version, "publishedBy") + ": "
                                    + text(version, "publishNote")
                            : "as shipped (" + text(table, "shipped") + ")",
                    table.path("requiresReplay").asBoolean(false) ? "; demands a replay" : "");
            if (!text(table, "problem").isEmpty()) {
                out.println("    cannot be used here: " + text(table, "problem"));
            }
        }
        return 0;
    }

    int versions(String table) {
        for (var version : client.all(RULES + table + "/versions")) {
            out.printf(
                    "%4d  %-12s %s  %-16s %s%n",
                    version.path("version").asInt(0),
                    text(version, "status"),
                    text(version, "createdAt"),
                    text(version, "author"),
                    text(version, "note"));
        }
        return 0;
    }

    int export(String table, Arguments arguments) throws IOException {
        var at = arguments
                .last("--version")
                .map(version -> RULES + table + "/versions/" + RuleWords.version(version))
                .orElse(RULES + table);
        var directory = Path.of(arguments.last("--out").orElse("."));
        Files.createDirectories(directory);
        var dmn = directory.resolve(table + ".dmn");
        var cases = directory.resolve(table + ".cases.csv");
        Files.writeString(dmn, client.text(at + "/dmn"));
        Files.writeString(cases, client.text(at + "/cases"));
        out.println("Wrote " + dmn + " and " + cases + ".");
        return 0;
    }

    int upload(String name, Arguments arguments) throws IOException {
        var file = Path.of(name);
        var request = new HashMap<String, Object>();
        request.put("dmn", Files.readString(file));
        var cases = arguments.last("--cases");
        if (cases.isPresent()) {
            request.put("cases", Files.readString(Path.of(cases.get())));
        }
        arguments.last("--note").ifPresent(note -> request.put("note", note));
        var version = demand(client.post(RULES + OfflineCheck.table(file) + "/drafts", request));
        out.println(text(version, "table") + " version "
                + version.path("version").asInt(0) + ": " + text(version, "status"));
        return OfflineCheck.print(out, findings(version)) ? 1 : 0;
    }

    private static List<RuleFinding> findings(JsonNode version) {
        return version.path("findings")
                .valueStream()
                .map(f -> new RuleFinding(
                        text(f, "severity"),
                        text(f, "file"),
                        f.path("row").isNumber() ? Integer.valueOf(f.path("row").asInt(0)) : null,
                        f.path("column").isString() ? text(f, "column") : null,
                        text(f, "message")))
                .toList();
    }

    int publish(List<String> words, Arguments arguments) {
        var request = new HashMap<String, Object>();
        request.put("note", RuleWords.required(arguments, "--note"));
        arguments.last("--evidence").ifPresent(replay -> request.put("evidence", replay));
        request.put("together", RuleWords.together(arguments));
        var path = RULES + words.getFirst() + "/drafts/" + RuleWords.version(words.getLast()) + "/publish";
        demand(client.post(path, request))
                .path("items")
                .forEach(version -> out.println(text(version, "table") + " version "
                        + version.path("version").asInt(0) + " is in force; decisions name it " + text(version, "name")
                        + "."));
        return 0;
    }

    int rollback(String table, Arguments arguments) {
        var request = new HashMap<String, Object>();
        request.put("note", RuleWords.required(arguments, "--note"));
        arguments.last("--to").ifPresent(to -> request.put("to", to.equals("shipped") ? 0 : RuleWords.version(to)));
        var now = demand(client.post(RULES + table + "/rollback", request)).path("inForce");
        out.println(table + ": "
                + (now.isObject() ? "version " + now.path("version").asInt(0) : "the table as shipped")
                + " is in force again.");
        return 0;
    }

    int requireReplay(List<String> words) {
        var on = words.getLast().equals("on");
        if (!on && !words.getLast().equals("off")) {
            throw new StartFailure("Say on or off, not " + words.getLast() + ".");
        }
        demand(client.put(RULES + words.getFirst(), Map.of("requiresReplay", on)));
        out.println(words.getFirst() + (on ? " demands a replay now." : " demands no replay."));
        return 0;
    }
}
