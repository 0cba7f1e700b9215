package org.baton.processes.lint;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** The diagram can be read: every element is drawn and named, and every way out of a gateway is decided. */
final class DrawingCheck implements Check {

    private static final Set<String> DECIDING = Set.of("exclusiveGateway", "inclusiveGateway");

    @Override
    public void check(Model model, Findings findings) {
        Stream.concat(model.nodes().stream(), model.flows().stream())
                .filter(it -> !model.isDrawn(it))
                .forEach(
                        it -> findings.error(
                                it,
                                "It is in the file but not in the picture. Open the diagram in the Modeler, place it and save."));
        Stream.concat(model.activities().stream(), model.events().stream())
                .filter(it -> it.getAttribute("name").isBlank())
                .forEach(it -> findings.warning(it, "It has no label. Name it the way you would say it aloud."));
        model.gateways().forEach(it -> gateway(model, it, findings));
    }

    private static void gateway(Model model, Element gateway, Findings findings) {
        List<Element> ways = model.outgoing(gateway);
        boolean parallel = gateway.getLocalName().equals("parallelGateway");
        if (ways.size() > 1 && !parallel && gateway.getAttribute("name").isBlank()) {
            findings.warning(gateway, "This gateway has no label. Write the question that it answers.");
        }
        if (ways.size() > 1 && DECIDING.contains(gateway.getLocalName())) {
            ways.stream()
                    .filter(it -> !it.getAttribute("id").equals(gateway.getAttribute("default")))
                    .filter(it -> !Model.has(it, "conditionExpression"))
                    .forEach(it -> findings.error(
                            it,
                            "This way out of the gateway \"%s\" has no condition. Give it one, or make it the default.",
                            gateway.getAttribute("name")));
        }
    }
}
