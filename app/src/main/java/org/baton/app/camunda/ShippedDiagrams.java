package org.baton.app.camunda;

import java.util.List;
import org.baton.processes.ShippedProcesses;

/** The diagrams and forms that Baton brings along, as the deployer takes them. */
final class ShippedDiagrams {

    private ShippedDiagrams() {}

    static List<Diagram> all() {
        return ShippedProcesses.all().stream()
                .map(resource -> new Diagram(resource.fileName(), resource.bytes()))
                .toList();
    }
}
