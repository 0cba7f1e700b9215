package org.baton.app.api.imports;

import java.util.List;
import org.baton.app.api.web.LineReader;
import org.baton.domain.common.Saved;
import org.baton.domain.order.OrderIntake;
import org.baton.domain.order.OrderRequest;
import org.springframework.stereotype.Component;

/** Takes orders; one that was taken before is unchanged, whatever this line says of it. */
@Component
class OrderImporter implements Importer {

    private final OrderIntake intake;
    private final Documents documents;

    OrderImporter(OrderIntake intake, Documents documents) {
        this.intake = intake;
        this.documents = documents;
    }

    @Override
    public String kind() {
        return "orders";
    }

    @Override
    public List<LineResult> take(List<LineReader.Line> lines, String actor) {
        return lines.stream()
                .map(line -> documents.attempt(line, l -> one(l, actor)))
                .toList();
    }

    private LineResult one(LineReader.Line line, String actor) {
        var outcome = intake.accept(documents.read(line, OrderRequest.class), null, actor);
        var saved = outcome instanceof OrderIntake.Outcome.Accepted ? Saved.CREATED : Saved.UNCHANGED;
        return LineResult.saved(line.number(), saved, outcome.orderId().value());
    }
}
