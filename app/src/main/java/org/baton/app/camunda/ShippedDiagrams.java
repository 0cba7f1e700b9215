package org.baton.app.camunda;

import java.util.List;
import org.baton.processes.ShippedProcesses;

/** The diagrams that Baton brings along, as the deployer takes them. */
final class ShippedDiagrams {

    private ShippedDiagrams() {}

    static List<Diagram> all() {
        return ShippedProcesses.all().stream()
                .filter(ShippedProcesses.Resource::isDiagram)
                .map(resource -> new Diagram(resource.fileName(), resource.bytes()))
                .toList();
    }
}
