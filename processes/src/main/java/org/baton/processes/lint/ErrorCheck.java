package org.baton.processes.lint;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.baton.processes.ErrorCode;
import org.baton.processes.JobType;
import org.w3c.dom.Element;

/** Every business refusal has a reaction in the diagram, and what it carries is kept. */
final class ErrorCheck implements Check {

    @Override
    public void check(Model model, Findings findings) {
        for (Element task : model.tasks()) {
            WorkCheck.writtenJobType(task).flatMap(JobType::of).stream()
                    .flatMap(type -> type.errors().stream())
                    .filter(code -> !isCaught(model, task, code.code()))
                    .forEach(code -> findings.error(
                            task,
                            "It may refuse with %s and nothing in the diagram reacts to that. Attach an error boundary event with this code.",
                            code));
        }
        model.events().stream()
                .filter(it -> Model.has(it, "errorEventDefinition"))
                .forEach(it -> errorEvent(model, it, findings));
    }

    private static void errorEvent(Model model, Element event, Findings findings) {
        String code = code(model, event);
        if (event.getLocalName().equals("endEvent")) {
            if (!isCaught(model, event, code)) {
                findings.warning(
                        event,
                        "It throws %s and nothing in this diagram reacts to that. See that every process calling this one does.",
                        code);
            }
        } else if (!code.isEmpty()) {
            caught(model, event, code, findings);
        }
    }

    private static void caught(Model model, Element event, String code, Findings findings) {
        Optional<ErrorCode> known = ErrorCode.of(code);
        if (known.isEmpty() && thrownHere(model).noneMatch(code::equals)) {
            findings.error(
                    event,
                    "Nobody throws the error \"%s\". %s",
                    code,
                    Nearest.hint(
                            code,
                            Arrays.stream(ErrorCode.values())
                                    .map(ErrorCode::code)
                                    .toList()));
        }
        known.filter(it -> !it.variables().isEmpty()
                        && Model.extension(event, "output").isEmpty())
                .ifPresent(it -> findings.warning(
                        event,
                        "What the error carries (%s) is lost here. Add an output mapping to this event to keep it.",
                        String.join(", ", it.variables())));
    }

    private static Stream<String> thrownHere(Model model) {
        return model.all("endEvent").stream().map(it -> code(model, it));
    }

    /** Looks on the element itself and on everything it is drawn in. */
    private static boolean isCaught(Model model, Element thrower, String code) {
        boolean here = model.all("boundaryEvent").stream()
                .filter(it -> it.getAttribute("attachedToRef").equals(thrower.getAttribute("id")))
                .anyMatch(it -> catches(model, it, code));
        return here
                || Model.scope(thrower)
                        .filter(scope -> hasErrorHandler(model, scope, code) || isCaught(model, scope, code))
                        .isPresent();
    }

    private static boolean hasErrorHandler(Model model, Element scope, String code) {
        return Model.children(scope, "subProcess")
                .filter(it -> it.getAttribute("triggeredByEvent").equals("true"))
                .flatMap(it -> Model.children(it, "startEvent"))
                .anyMatch(it -> catches(model, it, code));
    }

    private static boolean catches(Model model, Element event, String code) {
        return Model.has(event, "errorEventDefinition")
                && (code(model, event).isEmpty() || code(model, event).equals(code));
    }

    private static String code(Model model, Element event) {
        return model.referred(event, "errorEventDefinition", "errorRef")
                .map(it -> it.getAttribute("errorCode"))
                .orElse("");
    }
}
