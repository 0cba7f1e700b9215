package org.baton.app.api.imports;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.baton.app.api.web.LineReader;
import org.baton.domain.common.Ids;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.Saved;
import org.baton.domain.inventory.StockFeed;
import org.springframework.stereotype.Component;

/** Takes counted stock, all good lines of the batch in one transaction. */
@Component
class StockImporter implements Importer {

    private record Row(int line, StockFeed.Count count) {}

    private final StockFeed feed;
    private final Documents documents;
    private final Clock clock;

    StockImporter(StockFeed feed, Documents documents, Clock clock) {
        this.feed = feed;
        this.documents = documents;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "stock";
    }

    @Override
    public List<LineResult> take(List<LineReader.Line> lines, String actor) {
        var rows = new ArrayList<Row>();
        var results = new ArrayList<LineResult>();
        for (var line : lines) {
            try {
                rows.add(new Row(line.number(), documents.read(line, StockFeed.Count.class)));
            } catch (InvalidInputException e) {
                results.add(LineResult.refused(line.number(), null, e.errors()));
            }
        }
        var counted = feed.count(rows.stream().map(Row::count).toList(), Ids.next("imp_", clock::millis), actor);
        for (int i = 0; i < rows.size(); i++) {
            results.add(result(rows.get(i), counted.get(i)));
        }
        results.sort(Comparator.comparingInt(LineResult::line));
        return results;
    }

    private static LineResult result(Row row, StockFeed.RowResult result) {
        var id = Objects.toString(row.count().node(), "") + "/"
                + Objects.toString(row.count().sku(), "");
        return result.errors().isEmpty()
                ? LineResult.saved(row.line(), result.changed() ? Saved.CHANGED : Saved.UNCHANGED, id)
                : LineResult.refused(row.line(), id, result.errors());
    }
}
