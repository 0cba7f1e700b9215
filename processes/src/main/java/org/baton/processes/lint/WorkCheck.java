package org.baton.processes.lint;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.baton.processes.JobType;
import org.w3c.dom.Element;

/** Every task is work that somebody does: a worker that Baton has, or store staff with all they need to see. */
final class WorkCheck implements Check {

    private static final Set<String> PASSED_THROUGH = Set.of("task", "manualTask");
    private static final String EMBEDDED_FORM = "camunda-forms:bpmn:";
    /** The kinds of steps whose effect Baton knows. */
    private static final Set<String> OWN_PAGES =
            Set.of("accept", "pick", "pack", "stage", "receive", "ship", "hand-over", "courier", "take-back");

    @Override
    public void check(Model model, Findings findings) {
        for (Element task : model.tasks()) {
            if (task.getLocalName().equals("userTask")) {
                userTask(task, findings);
            } else {
                writtenJobType(task)
                        .ifPresentOrElse(type -> jobTask(task, type, findings), () -> noJob(task, findings));
            }
        }
        model.events().forEach(event -> writtenJobType(event).ifPresent(type -> jobTask(event, type, findings)));
    }

    /** The job type as the diagram has it; user tasks have the engine's own. */
    static Optional<String> writtenJobType(Element element) {
        if (element.getLocalName().equals("userTask")) {
            return Optional.of(JobType.STORE_TASK.type());
        }
        return Model.extension(element, "taskDefinition").map(it -> it.getAttribute("type"));
    }

    private static void userTask(Element task, Findings findings) {
        if (Model.extension(task, "userTask").isPresent()) {
            findings.error(
                    task,
                    "This user task uses the Camunda implementation, which does not reach the store's tablet. Set its implementation to \"Job worker\".");
        }
        headers(task, JobType.STORE_TASK, findings);
        Model.extension(task, "formDefinition").ifPresent(form -> form(task, form, findings));
    }

    private static void form(Element task, Element form, Findings findings) {
        String key = form.getAttribute("formKey");
        boolean linked = !form.getAttribute("formId").isBlank() || key.startsWith(EMBEDDED_FORM);
        if (!linked) {
            findings.error(
                    task,
                    "This form is not a Camunda form, and the store's tablet cannot show it. Link a Camunda form.");
        }
        Model.extensions(task, "header")
                .filter(it -> it.getAttribute("key").equals("kind") && OWN_PAGES.contains(it.getAttribute("value")))
                .forEach(it -> findings.warning(
                        task,
                        "The tablet has a page of its own for the kind \"%s\", which does not show a form. Give the"
                                + " task another kind.",
                        it.getAttribute("value")));
    }

    private static void jobTask(Element task, String type, Findings findings) {
        if (type.startsWith("=")) {
            findings.warning(task, "Its job type is computed (%s), so nothing about it can be checked.", type);
            return;
        }
        JobType.of(type)
                .ifPresentOrElse(
                        known -> headers(task, known, findings),
                        () -> findings.error(
                                task,
                                "No worker serves the job type \"%s\": the process would wait here forever. %s",
                                type,
                                Nearest.hint(type, jobTypes())));
    }

    /** What the task was most likely meant to do, so that one wrong name is not reported as many. */
    static Optional<JobType> meantJobType(Element element) {
        return writtenJobType(element)
                .flatMap(type ->
                        JobType.of(type).or(() -> Nearest.of(type, jobTypes()).flatMap(JobType::of)));
    }

    private static List<String> jobTypes() {
        return Arrays.stream(JobType.values()).map(JobType::type).toList();
    }

    private static void noJob(Element task, Findings findings) {
        boolean decides = Model.extension(task, "calledDecision").isPresent()
                || Model.extension(task, "script").isPresent();
        boolean waits = task.getLocalName().equals("receiveTask");
        if (PASSED_THROUGH.contains(task.getLocalName())) {
            findings.warning(
                    task,
                    "The process passes through this task without waiting. Make it a user task if a person works here.");
        } else if (!decides && !waits) {
            findings.error(task, "Nobody works on this task. Give it a job type.");
        }
    }

    private static void headers(Element task, JobType type, Findings findings) {
        for (String header : type.requiredHeaders()) {
            boolean filled = Model.extensions(task, "header")
                    .anyMatch(it -> it.getAttribute("key").equals(header)
                            && !it.getAttribute("value").isBlank());
            if (!filled) {
                findings.error(
                        task, "The header \"%s\" is missing. Add it under \"Headers\" in the properties.", header);
            }
        }
    }
}
