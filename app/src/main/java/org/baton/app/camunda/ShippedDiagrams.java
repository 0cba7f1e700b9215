package org.baton.app.camunda;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Finds the diagrams that Baton brings along. */
final class ShippedDiagrams {

    private static final String PATTERN = "classpath*:processes/*/*.bpmn";

    private ShippedDiagrams() {}

    static List<Diagram> all() {
        List<Diagram> diagrams = new ArrayList<>();
        try {
            for (Resource resource : new PathMatchingResourcePatternResolver().getResources(PATTERN)) {
                diagrams.add(
                        new Diagram(Objects.requireNonNull(resource.getFilename()), resource.getContentAsByteArray()));
            }
        } catch (IOException e) {
            throw new IllegalStateException("Baton's diagrams cannot be read", e);
        }
        diagrams.sort(Comparator.comparing(Diagram::resource));
        return diagrams;
    }
}
