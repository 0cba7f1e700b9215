package org.baton.processes.lint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.baton.processes.ShippedProcesses;

/** Tells an analyst what is wrong with a diagram, in words that say what to do, before it is deployed. */
public final class ModelLint {

    private ModelLint() {}

    /**
     * Checks one diagram against the catalogue of workers, messages, errors and shipped processes.
     *
     * @param fileName the file's own name, without its folders
     * @return errors and warnings in the order of the checks; empty when all is well
     */
    public static List<Finding> check(String fileName, InputStream diagram) {
        return check(fileName, diagram, Set.of());
    }

    /**
     * Checks one diagram that may call others which are not shipped.
     *
     * @param otherProcessIds processes that are deployed with it or already there
     */
    public static List<Finding> check(String fileName, InputStream diagram, Set<String> otherProcessIds) {
        try {
            Model model = Model.parse(diagram);
            if (model.processes().isEmpty()) {
                return List.of(wholeFile("There is no process in this diagram. Draw one, with a start event."));
            }
            Map<String, Set<String>> known = new HashMap<>(Shipped.INPUTS);
            otherProcessIds.forEach(id -> known.putIfAbsent(id, Set.of()));
            Findings findings = new Findings();
            List.of(
                            new ProcessCheck(fileName),
                            new DrawingCheck(),
                            new WorkCheck(),
                            new ErrorCheck(),
                            new EventCheck(),
                            new CallCheck(known),
                            new VariableCheck())
                    .forEach(check -> check.check(model, findings));
            return findings.list();
        } catch (Model.NotADiagram e) {
            return List.of(wholeFile(String.valueOf(e.getMessage())));
        }
    }

    private static Finding wholeFile(String message) {
        return new Finding(Finding.Severity.ERROR, "", "", message);
    }

    /** What each shipped process needs from its caller, read once. */
    private static final class Shipped {
        static final Map<String, Set<String>> INPUTS = read();

        private static Map<String, Set<String>> read() {
            Map<String, Set<String>> inputs = new HashMap<>();
            for (ShippedProcesses.Resource file : ShippedProcesses.diagrams()) {
                try (InputStream in = file.open()) {
                    Model.parse(in).processes().forEach(it -> inputs.put(it.getAttribute("id"), Variables.inputs(it)));
                } catch (Model.NotADiagram e) {
                    throw new IllegalStateException(file.path() + ": " + e.getMessage(), e);
                } catch (IOException e) {
                    throw new UncheckedIOException("Cannot read " + file.path(), e);
                }
            }
            return Map.copyOf(inputs);
        }
    }
}
