package org.baton.app.runtime;

import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.Form;
import io.camunda.zeebe.protocol.record.value.deployment.Process;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/**
 * Writes the local engine's incidents, and the forms that are deployed to it, where Baton reads them, because that engine
 * has no API to ask for them.
 *
 * <p>Runs inside the engine: nothing but the exporter API and the JDK may be used here. One line of JSON per record,
 * in {@code partition-<n>.ndjson}; a line may be there twice after a crash, none is missing.
 *
 * <p>The engine (8.6) writes its position to its database for each of the hundreds of records of an order that an exporter
 * does not want, unless it owes the engine an answer for one that it got. So this one takes a record of each order that begins
 * too, and says only once a second how far it is.
 */
@NullUnmarked
public final class IncidentExporter implements Exporter {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private Controller controller;
    private Path directory;
    private int partition;
    private FileChannel file;
    private long seen = -1;
    private long seenBefore = -1;

    @Override
    public void configure(Context context) {
        directory = Path.of((String) context.getConfiguration().getArguments().get("directory"));
        partition = context.getPartitionId();
        context.setFilter(new WhatBatonReads());
    }

    @Override
    public void open(Controller opened) {
        controller = opened;
        try {
            Files.createDirectories(directory);
            file = FileChannel.open(
                    directory.resolve("partition-" + partition + ".ndjson"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            dropHalfLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        controller.scheduleCancellableTask(PAUSE, this::acknowledge);
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void export(Record<?> record) {
        String lines = lines(record);
        if (!lines.isEmpty()) {
            try {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines);
                file.position(file.size()); // another broker may have led this partition meanwhile
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(false);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        seen = record.getPosition();
    }

    /** All but the last, as long as others come. */
    private void acknowledge() {
        controller.updateLastExportedRecordPosition(seenBefore);
        seenBefore = seen;
        controller.scheduleCancellableTask(PAUSE, this::acknowledge);
    }

    /** A crash may have cut the last line short; the engine exports that record again. */
    private void dropHalfLine() throws IOException {
        long end = file.size();
        ByteBuffer last = ByteBuffer.allocate(1);
        while (end > 0) {
            last.clear();
            if (file.read(last, end - 1) == 1 && last.get(0) == '\n') {
                break;
            }
            end--;
        }
        file.truncate(end);
        file.position(end);
    }

    private static String lines(Record<?> record) {
        String intent = record.getIntent().name();
        if (record.getValue() instanceof IncidentRecordValue incident) {
            return intent.equals("CREATED") || intent.equals("RESOLVED") ? line(record, intent, incident) : "";
        }
        if (!intent.equals("CREATED")) {
            return "";
        }
        if (record.getValue() instanceof Form form) {
            return line(form.getFormKey(), "", new String(form.getResource(), StandardCharsets.UTF_8));
        }
        return record.getValue() instanceof Process process ? embedded(process) : "";
    }

    /** The forms within a diagram, as the Modeler writes them. */
    private static String embedded(Process process) {
        String diagram = new String(process.getResource(), StandardCharsets.UTF_8);
        StringBuilder lines = new StringBuilder();
        if (diagram.contains("userTaskForm")) {
            DiagramForms.in(process.getResource())
                    .forEach((id, schema) -> lines.append(line(process.getProcessDefinitionKey(), id, schema)));
        }
        return lines.toString();
    }

    private static String line(long definitionKey, String id, String schema) {
        StringBuilder json = new StringBuilder("{");
        number(json, "definitionKey", definitionKey).append(',');
        text(json, "id", id).append(',');
        text(json, "schema", schema).append("}\n");
        return json.toString();
    }

    private static String line(Record<?> record, String intent, IncidentRecordValue value) {
        StringBuilder json = new StringBuilder("{");
        number(json, "position", record.getPosition()).append(',');
        number(json, "timestamp", record.getTimestamp()).append(',');
        text(json, "intent", intent).append(',');
        number(json, "incidentKey", record.getKey()).append(',');
        number(json, "jobKey", value.getJobKey()).append(',');
        number(json, "processInstanceKey", value.getProcessInstanceKey()).append(',');
        number(json, "rootInstanceKey", root(value)).append(',');
        number(json, "elementInstanceKey", value.getElementInstanceKey()).append(',');
        text(json, "bpmnProcessId", value.getBpmnProcessId()).append(',');
        text(json, "elementId", value.getElementId()).append(',');
        text(json, "errorType", String.valueOf(value.getErrorType())).append(',');
        text(json, "errorMessage", value.getErrorMessage()).append("}\n");
        return json.toString();
    }

    /** The path leads from the instance that called all others down to the one that stopped; an old incident has none. */
    private static long root(IncidentRecordValue value) {
        List<List<Long>> path = value.getElementInstancePath();
        return path.isEmpty() ? value.getProcessInstanceKey() : path.getFirst().getFirst();
    }

    private static StringBuilder number(StringBuilder json, String name, long value) {
        return json.append('"').append(name).append("\":").append(value);
    }

    private static StringBuilder text(StringBuilder json, String name, String value) {
        json.append('"').append(name).append("\":\"");
        String safe = value == null ? "" : value;
        for (int i = 0; i < safe.length(); i++) {
            char c = safe.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"');
    }

    /** What is written down, and the beginnings of orders. Everything else never leaves the engine. */
    public static final class WhatBatonReads implements Context.RecordFilter {

        @Override
        public boolean acceptType(RecordType type) {
            return type == RecordType.EVENT;
        }

        @Override
        public boolean acceptValue(ValueType type) {
            return type == ValueType.INCIDENT
                    || type == ValueType.FORM
                    || type == ValueType.PROCESS
                    || type == ValueType.MESSAGE_START_EVENT_SUBSCRIPTION;
        }
    }
}
