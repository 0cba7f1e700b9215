package org.baton.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.baton.app.runtime.StartFailure;

/** What an engine says it has done since it started, from its own metrics. */
record EngineCounts(Map<String, Double> values) {

    private static final Pattern SAMPLE =
            Pattern.compile("zeebe_log_appender_record_appended_total\\{([^}]*)} ([-+.\\dE]+)");
    private static final Pattern RECORD = Pattern.compile("(\\w+)=\"(\\w*)\"");
    private static final String COMMANDS = "commands";
    private static final Map<String, String> KINDS = Map.of(
            "JOB CREATED", "jobs",
            "JOB COMPLETED", "jobs completed",
            "MESSAGE PUBLISHED", "messages",
            "PROCESS_INSTANCE ELEMENT_ACTIVATED", "elements",
            "VARIABLE CREATED", "variables created",
            "VARIABLE UPDATED", "variables updated",
            "TIMER CREATED", "timers");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The management address of an engine that Baton has started, which its environment tells. */
    static URI addressOf(long pid) {
        try {
            var environment = Files.readString(Path.of("/proc", Long.toString(pid), "environ"));
            var words = Arrays.stream(environment.split("\0"))
                    .map(word -> word.split("=", 2))
                    .filter(word -> word.length == 2)
                    .collect(Collectors.toMap(word -> word[0], word -> word[1], (a, b) -> b));
            return URI.create("http://127.0.0.1:" + words.get("MANAGEMENT_SERVER_PORT")
                    + words.get("MANAGEMENT_ENDPOINTS_WEB_BASE_PATH"));
        } catch (IOException e) {
            throw new StartFailure("The engine (process " + pid + ") cannot be looked at: " + e.getMessage(), e);
        }
    }

    /** Reads them now. */
    static EngineCounts read(URI management) {
        try {
            var request = HttpRequest.newBuilder(URI.create(management + "/prometheus"))
                    .build();
            var text = HTTP.send(request, BodyHandlers.ofString()).body();
            return parse(text);
        } catch (IOException e) {
            throw new StartFailure("The engine does not tell its metrics: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("The bench was stopped.", e);
        }
    }

    static EngineCounts parse(String metrics) {
        var values = new TreeMap<String, Double>();
        var samples = SAMPLE.matcher(metrics);
        while (samples.find()) {
            double value = Double.parseDouble(samples.group(2));
            name(samples.group(1)).ifPresent(name -> values.merge(name, value, Double::sum));
        }
        return new EngineCounts(values);
    }

    /** Events of the engine's log by what they are of; commands all together. */
    private static Optional<String> name(String labels) {
        var record = RECORD.matcher(labels);
        var kinds = new TreeMap<String, String>();
        while (record.find()) {
            kinds.put(record.group(1), record.group(2));
        }
        if ("COMMAND".equals(kinds.get("recordType"))) {
            return Optional.of(COMMANDS);
        }
        return Optional.ofNullable(KINDS.get(kinds.get("valueType") + " " + kinds.get("intent")));
    }

    /** What was done between then and now. */
    EngineCounts since(EngineCounts then) {
        var done = new TreeMap<String, Double>();
        values.forEach((name, value) -> done.put(name, value - then.values.getOrDefault(name, 0.0)));
        return new EngineCounts(done);
    }

    /** @param whose begins each line, empty when there is one engine */
    void perOrder(String whose, int orders, Figures figures) {
        values.forEach(
                (name, value) -> figures.add((whose.isEmpty() ? "" : whose + ": ") + name, value / orders, "/order"));
    }
}
