package org.baton.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.baton.processes.ShippedProcesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {

    private static final String PICKER = "{\"components\": [{\"type\": \"filepicker\", \"key\": \"photo\"}]}";

    @TempDir
    private Path folder;

    private String said = "";

    private int lint(String name, String content) throws IOException {
        var file = folder.resolve(name);
        Files.writeString(file, content);
        var before = System.out;
        var heard = new ByteArrayOutputStream();
        System.setOut(new PrintStream(heard, true, StandardCharsets.UTF_8));
        try {
            return new LintCommand().run(List.of(file.toString()));
        } finally {
            System.setOut(before);
            said = heard.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    void shouldTellWhatTheTabletDoesNotShowOfAForm() throws IOException {
        assertThat(lint("wrap.form", PICKER)).isEqualTo(1);
        assertThat(said).contains("error: field photo: A component of type \"filepicker\" is not shown", "1 errors");
        assertThat(lint("wrap.form", "{\"components\": []}")).isZero();
    }

    @Test
    void shouldLookIntoTheFormsWithinADiagram() throws IOException {
        var pickup = ShippedProcesses.diagrams().stream()
                .filter(diagram -> diagram.fileName().equals("fulfil-pickup.bpmn"))
                .map(diagram -> new String(diagram.bytes(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
        assertThat(lint("fulfil-pickup.bpmn", pickup)).isZero();

        var drawn = pickup.replaceFirst(
                "<bpmn:extensionElements>",
                "<bpmn:extensionElements><zeebe:userTaskForm id=\"wrap_1\">"
                        + PICKER.replace("\"", "&#34;")
                        + "</zeebe:userTaskForm>");
        assertThat(lint("fulfil-pickup.bpmn", drawn)).isEqualTo(1);
        assertThat(said).contains("form wrap_1, field photo:");
    }
}
