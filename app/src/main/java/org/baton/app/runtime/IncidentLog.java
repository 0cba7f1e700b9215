package org.baton.app.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link IncidentExporter} wrote, from where the last reading ended. */
public final class IncidentLog {

    private static final Pattern FILE = Pattern.compile("partition-(\\d+)\\.ndjson");
    /** More than a line ever is: a form is part of a deployment, which the engine takes up to 4 MB. */
    private static final int WINDOW = 8 * 1024 * 1024;

    private final Path directory;
    private final JsonMapper json;

    /** The directory may not exist yet: then there are no incidents. */
    public IncidentLog(Path directory, JsonMapper json) {
        this.directory = directory;
        this.json = json;
    }

    /** Hands all that is new to the sink; returns how many records that were. */
    public int poll(IncidentSink sink) {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        int read = 0;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                Matcher name = FILE.matcher(file.getFileName().toString());
                if (name.matches()) {
                    read += poll(file, Integer.parseInt(name.group(1)), sink);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }

    private int poll(Path file, int partition, IncidentSink sink) throws IOException {
        int read = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long offset = sink.offset(partition);
            if (offset > channel.size()) {
                offset = 0; // the engine began anew
            }
            for (byte[] lines = wholeLines(channel, offset); lines.length > 0; lines = wholeLines(channel, offset)) {
                List<EngineRecord> records = parse(lines);
                offset += lines.length;
                sink.accept(partition, records, offset);
                read += records.size();
            }
        }
        return read;
    }

    /** As many whole lines as fit the window; what the exporter is still writing stays for the next time. */
    private static byte[] wholeLines(FileChannel channel, long offset) throws IOException {
        ByteBuffer window = ByteBuffer.allocate((int) Math.clamp(channel.size() - offset, 0, WINDOW));
        int filled = Math.max(0, channel.read(window, offset));
        int end = filled;
        while (end > 0 && window.get(end - 1) != '\n') {
            end--;
        }
        byte[] lines = new byte[end];
        window.get(0, lines);
        return lines;
    }

    private List<EngineRecord> parse(byte[] lines) {
        List<EngineRecord> records = new ArrayList<>();
        new String(lines, StandardCharsets.UTF_8)
                .lines()
                .map(json::readTree)
                .map(IncidentLog::record)
                .forEach(records::add);
        return records;
    }

    private static EngineRecord record(JsonNode node) {
        return node.has("schema") ? form(node) : incident(node);
    }

    private static FormRecord form(JsonNode node) {
        return new FormRecord(
                node.required("definitionKey").asLong(),
                node.required("id").asString(),
                node.required("schema").asString());
    }

    private static IncidentRecord incident(JsonNode node) {
        return new IncidentRecord(
                IncidentRecord.Intent.valueOf(node.required("intent").asString()),
                node.required("incidentKey").asLong(),
                node.required("jobKey").asLong(),
                node.required("processInstanceKey").asLong(),
                node.required("rootInstanceKey").asLong(),
                node.required("elementInstanceKey").asLong(),
                node.required("bpmnProcessId").asString(),
                node.required("elementId").asString(),
                node.required("errorType").asString(),
                node.required("errorMessage").asString(),
                Instant.ofEpochMilli(node.required("timestamp").asLong()));
    }
}
