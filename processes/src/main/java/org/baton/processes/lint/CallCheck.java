package org.baton.processes.lint;

import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;

/** Every called process exists and is handed what it needs. */
final class CallCheck implements Check {

    private final Map<String, Set<String>> inputsOfKnown;

    CallCheck(Map<String, Set<String>> inputsOfKnown) {
        this.inputsOfKnown = inputsOfKnown;
    }

    @Override
    public void check(Model model, Findings findings) {
        for (Element call : model.all("callActivity")) {
            String called = Model.extension(call, "calledElement")
                    .map(it -> it.getAttribute("processId").strip())
                    .orElse("");
            if (called.isEmpty()) {
                findings.error(call, "It calls no process. Name one under \"Called element\" in the properties.");
            } else if (!called.startsWith("=")) {
                known(model, call, called, findings);
            }
        }
    }

    private void known(Model model, Element call, String called, Findings findings) {
        boolean self = model.byId(called).isPresent();
        Set<String> inputs = inputsOfKnown.get(called);
        if (inputs == null && !self) {
            findings.error(
                    call,
                    "There is no process \"%s\" to call. %s",
                    called,
                    Nearest.hint(called, inputsOfKnown.keySet()));
        } else if (inputs != null && handsOnlyMappings(call)) {
            inputs.stream()
                    .filter(input -> Model.extensions(call, "input")
                            .noneMatch(it -> it.getAttribute("target").equals(input)))
                    .forEach(it -> findings.error(
                            call, "The process \"%s\" needs \"%s\". Add an input mapping for it.", called, it));
        }
    }

    private static boolean handsOnlyMappings(Element call) {
        return Model.extension(call, "calledElement")
                .filter(it -> it.getAttribute("propagateAllParentVariables").equals("false"))
                .isPresent();
    }
}
