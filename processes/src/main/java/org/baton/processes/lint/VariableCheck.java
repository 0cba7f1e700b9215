package org.baton.processes.lint;

import java.util.Set;
import org.baton.processes.JobType;
import org.w3c.dom.Element;

/** Every variable that an expression or a worker needs comes from somewhere. */
final class VariableCheck implements Check {

    @Override
    public void check(Model model, Findings findings) {
        Set<String> provided = Variables.provided(model);
        if (takesAnything(model)) {
            return;
        }
        Variables.uses(model)
                .forEach(use -> Feel.variables(use.expression()).stream()
                        .filter(it -> !provided.contains(it))
                        .forEach(it -> missing(use.element(), "Its " + use.place(), it, provided, findings)));
        for (Element task : model.tasks()) {
            WorkCheck.writtenJobType(task).flatMap(JobType::of).stream()
                    .flatMap(type -> type.inputs().stream())
                    .filter(it -> !provided.contains(it))
                    .forEach(it -> missing(task, "Its worker", it, provided, findings));
        }
    }

    private static void missing(Element element, String who, String variable, Set<String> provided, Findings findings) {
        findings.error(
                element,
                "%s needs \"%s\", which nothing in this diagram provides. %s If it is handed in at the start, name it in the extension property \"inputs\" of the process; if staff enter it, map it out of their task.",
                who,
                variable,
                Nearest.hint(variable, provided));
    }

    /** A called process that hands back all it has may provide any variable. */
    private static boolean takesAnything(Model model) {
        return model.all("callActivity").stream()
                .flatMap(it -> Model.extensions(it, "calledElement"))
                .anyMatch(it -> !it.getAttribute("propagateAllChildVariables").equals("false"));
    }
}
