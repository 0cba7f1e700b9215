package org.baton.app.api.imports;

import java.util.List;
import org.baton.app.api.web.LineReader;
import org.baton.domain.inventory.NodeRequest;
import org.baton.domain.inventory.Nodes;
import org.springframework.stereotype.Component;

@Component
class NodeImporter implements Importer {

    private final Nodes nodes;
    private final Documents documents;

    NodeImporter(Nodes nodes, Documents documents) {
        this.nodes = nodes;
        this.documents = documents;
    }

    @Override
    public String kind() {
        return "nodes";
    }

    @Override
    public List<LineResult> take(List<LineReader.Line> lines, String actor) {
        return lines.stream().map(line -> documents.attempt(line, this::one)).toList();
    }

    private LineResult one(LineReader.Line line) {
        var request = documents.read(line, NodeRequest.class);
        return LineResult.saved(line.number(), nodes.save(request), request.id());
    }
}
