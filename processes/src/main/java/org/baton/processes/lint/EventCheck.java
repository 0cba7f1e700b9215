package org.baton.processes.lint;

import java.util.Arrays;
import java.util.Optional;
import org.baton.processes.MessageName;
import org.w3c.dom.Element;

/** Every message that the diagram waits for is sent by somebody, for the key that the diagram waits with. */
final class EventCheck implements Check {

    @Override
    public void check(Model model, Findings findings) {
        model.events().stream()
                .filter(it -> !it.getLocalName().endsWith("ThrowEvent")
                        && !it.getLocalName().equals("endEvent"))
                .filter(it -> Model.has(it, "messageEventDefinition"))
                .forEach(it -> message(it, model.referred(it, "messageEventDefinition", "messageRef"), findings));
        model.all("receiveTask").forEach(it -> message(it, model.byId(it.getAttribute("messageRef")), findings));
    }

    private static void message(Element event, Optional<Element> message, Findings findings) {
        String name = message.map(it -> it.getAttribute("name")).orElse("");
        if (message.isEmpty() || name.isBlank()) {
            findings.error(event, "It waits for a message but does not say which. Choose one in the properties.");
            return;
        }
        MessageName.of(name)
                .ifPresentOrElse(
                        known -> key(event, message.get(), known, findings),
                        () -> findings.error(
                                event,
                                "Nobody sends the message \"%s\": the process would wait here forever. %s",
                                name,
                                Nearest.hint(
                                        name,
                                        Arrays.stream(MessageName.values())
                                                .map(MessageName::messageName)
                                                .toList())));
    }

    private static void key(Element event, Element message, MessageName known, Findings findings) {
        String key = Model.extension(message, "subscription")
                .map(it -> it.getAttribute("correlationKey").strip())
                .orElse("");
        if (key.isEmpty() && !startsProcess(event)) {
            findings.error(
                    event,
                    "The message \"%s\" needs a correlation key, or it finds no process. Set it to =%s.",
                    known.messageName(),
                    known.correlatedOn());
        } else if (!key.isEmpty() && !key.replaceAll("\\s", "").equals("=" + known.correlatedOn())) {
            findings.warning(
                    event,
                    "The message \"%s\" is sent with %s as its key, but this waits with %s. Set the correlation key to =%s unless it holds the same value.",
                    known.messageName(),
                    known.correlatedOn(),
                    key,
                    known.correlatedOn());
        }
    }

    private static boolean startsProcess(Element event) {
        return event.getLocalName().equals("startEvent")
                && Model.scope(event)
                        .filter(it -> it.getLocalName().equals("process"))
                        .isPresent();
    }
}
