package org.baton.processes.lint;

import static java.util.stream.Collectors.toCollection;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.baton.processes.ErrorCode;
import org.baton.processes.MessageName;
import org.w3c.dom.Element;

/** Which variables a diagram can count on, and which it asks for. */
final class Variables {

    /** One expression of the diagram with the element that an analyst would look at. */
    record Use(Element element, String place, String expression) {}

    private Variables() {}

    /** What whoever starts or calls the process has to hand in: the process's extension property {@code inputs}. */
    static Set<String> inputs(Element process) {
        return Model.extensions(process, "property")
                .filter(it -> it.getAttribute("name").equals("inputs"))
                .flatMap(it -> Arrays.stream(it.getAttribute("value").split(",", -1)))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .collect(toCollection(LinkedHashSet::new));
    }

    static Set<String> provided(Model model) {
        Set<String> names = new TreeSet<>();
        model.processes().forEach(it -> names.addAll(inputs(it)));
        model.tasks().stream()
                .flatMap(task -> WorkCheck.meantJobType(task).stream())
                .forEach(type -> names.addAll(type.outputs()));
        model.all("message").stream()
                .flatMap(it -> MessageName.of(it.getAttribute("name")).stream())
                .forEach(it -> names.addAll(it.variables()));
        model.all("error")
                .forEach(it -> Arrays.stream(ErrorCode.values()).forEach(code -> names.addAll(code.variables())));
        model.nodes().forEach(it -> mapped(it).forEach(names::add));
        names.remove("");
        return names;
    }

    private static Stream<String> mapped(Element node) {
        Stream<String> mappings = Stream.of("input", "output")
                .flatMap(it -> Model.extensions(node, it))
                .filter(it -> !isIdentity(it) || node.getLocalName().equals("userTask"))
                .map(it -> head(it.getAttribute("target")));
        Stream<String> results = Stream.of("script", "calledDecision")
                .flatMap(it -> Model.extensions(node, it))
                .map(it -> it.getAttribute("resultVariable"));
        Stream<String> loops = loop(node)
                .flatMap(it -> Stream.of(it.getAttribute("inputElement"), it.getAttribute("outputCollection")));
        return Stream.of(mappings, results, loops).flatMap(it -> it);
    }

    private static boolean isIdentity(Element mapping) {
        return mapping.getAttribute("source").replaceAll("\\s", "").equals("=" + mapping.getAttribute("target"));
    }

    private static String head(String target) {
        return target.split("\\.", -1)[0];
    }

    static Stream<Element> loop(Element node) {
        return Model.children(node, "multiInstanceLoopCharacteristics")
                .flatMap(it -> Model.extensions(it, "loopCharacteristics"));
    }

    static Stream<Use> uses(Model model) {
        Stream<Use> conditions = model.flows().stream()
                .flatMap(flow -> texts(flow, "conditionExpression").map(it -> new Use(flow, "condition", it)));
        return Stream.of(conditions, model.nodes().stream().flatMap(it -> uses(model, it)))
                .flatMap(it -> it);
    }

    private static Stream<Use> uses(Model model, Element node) {
        Stream<Use> timers = Model.children(node, "timerEventDefinition")
                .flatMap(
                        it -> Stream.of("timeDuration", "timeDate", "timeCycle").flatMap(kind -> texts(it, kind)))
                .map(it -> new Use(node, "timer", it));
        Stream<Use> keys = Stream.concat(
                        model.referred(node, "messageEventDefinition", "messageRef").stream(),
                        model.byId(node.getAttribute("messageRef")).stream())
                .flatMap(it -> Model.extensions(it, "subscription"))
                .map(it -> new Use(node, "correlation key", it.getAttribute("correlationKey")));
        Stream<Use> loops = loop(node).map(it -> new Use(node, "input collection", it.getAttribute("inputCollection")));
        return Stream.of(timers, keys, loops, attributes(node)).flatMap(it -> it);
    }

    private static Stream<Use> attributes(Element node) {
        boolean user = node.getLocalName().equals("userTask");
        return Stream.of(
                        attribute(node, "input", "source", "input mapping"),
                        user ? Stream.<Use>empty() : attribute(node, "output", "source", "output mapping"),
                        attribute(node, "calledElement", "processId", "called process"),
                        attribute(node, "taskSchedule", "dueDate", "due date"),
                        attribute(node, "taskSchedule", "followUpDate", "follow-up date"),
                        attribute(node, "script", "expression", "script"))
                .flatMap(it -> it);
    }

    private static Stream<Use> attribute(Element node, String extension, String attribute, String place) {
        return Model.extensions(node, extension).map(it -> new Use(node, place, it.getAttribute(attribute)));
    }

    private static Stream<String> texts(Element element, String child) {
        return Model.children(element, child).map(Element::getTextContent);
    }
}
