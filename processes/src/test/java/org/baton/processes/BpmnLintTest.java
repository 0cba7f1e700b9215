package org.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The public rules for good BPMN and for Camunda 8.6 hold for every diagram. Switched off in {@code .bpmnlintrc}: the two
 * that ask for Camunda's own user tasks and forms, since Baton's task service shows the tasks, and the one against joining
 * at a forking gateway, since both ways into a hold wait at the same event-based gateway.
 */
class BpmnLintTest {

    private static final Path RULES = Path.of("bpmnlint");
    private static final Path WORK = Path.of("target", "bpmnlint");

    private static final int OLDEST_NODE = 20;

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(nodeVersion() >= OLDEST_NODE, "bpmnlint skipped: node 20 or newer with npm is not installed");
        Files.createDirectories(WORK);
        for (String file : List.of("package.json", "package-lock.json", ".bpmnlintrc", "import.mjs")) {
            Files.copy(RULES.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!isInstalled()) {
            run(WORK, "npm", "ci", "--no-audit", "--no-fund");
        }
    }

    @Test
    void shouldFindNothingInShippedDiagrams() throws Exception {
        run(WORK, "npm", "run", "--silent", "lint", "--", "../classes/processes/*/*.bpmn");
    }

    /** By the library with which the Modeler opens a file: no warning, nothing unknown, and made for the engine at hand. */
    @Test
    void shouldOpenInTheModelerWithoutWarnings() throws Exception {
        List<String> diagrams = ShippedProcesses.diagrams().stream()
                .map(diagram -> "../classes/" + diagram.path())
                .toList();

        assertThat(importing(diagrams)).isEmpty();
    }

    @Test
    void shouldSayWhatTheModelerWouldWarnOf() throws Exception {
        Path diagram = WORK.resolve("../classes/processes/fulfilment/fulfil-pickup.bpmn");
        String broken = Files.readString(diagram)
                .replaceFirst("targetRef=\"Task_Pick\"", "targetRef=\"Task_Gone\"")
                .replaceFirst("executionPlatformVersion=\"8.6.0\"", "executionPlatformVersion=\"7.20.0\"")
                .replaceFirst("<zeebe:header ", "<zeebe:haeder key=\"x\" /><zeebe:header ");
        Path copy = WORK.resolve("broken.bpmn");
        Files.writeString(copy, broken);

        assertThat(importing(List.of("broken.bpmn")))
                .contains("unresolved reference <Task_Gone>", "Camunda Cloud 7.20.0", "haeder");
    }

    private static String importing(List<String> files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", "import.mjs"));
        command.addAll(files);
        return run(WORK, command.toArray(String[]::new));
    }

    /** A second run on unchanged versions needs no network. */
    private static boolean isInstalled() throws IOException {
        Path installed = WORK.resolve("node_modules/.package-lock.json");
        Path wanted = RULES.resolve("package-lock.json");
        return Files.exists(installed)
                && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) > 0;
    }

    private static int nodeVersion() throws InterruptedException {
        try {
            run(RULES, "npm", "--version");
            return Integer.parseInt(run(RULES, "node", "--print", "parseInt(process.versions.node)")
                    .strip());
        } catch (IOException e) {
            return 0;
        }
    }

    private static String run(Path directory, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s%n%s", String.join(" ", command), output)
                .isZero();
        return output;
    }
}
