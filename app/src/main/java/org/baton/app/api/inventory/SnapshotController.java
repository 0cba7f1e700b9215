package org.baton.app.api.inventory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import org.baton.app.access.Caller;
import org.baton.app.api.web.LineReader;
import org.baton.app.api.web.StrictText;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.Ids;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.Json;
import org.baton.domain.inventory.StockFeed;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Stock")
@RestController
@RequestMapping("/api/v1/stock/snapshots")
class SnapshotController {

    private final StockFeed feed;
    private final Json json;
    private final Clock clock;

    SnapshotController(StockFeed feed, Json json, Clock clock) {
        this.feed = feed;
        this.json = json;
        this.clock = clock;
    }

    @Operation(summary = "Take counted stock as CSV; wrong rows are refused and listed, the others taken")
    @PostMapping(consumes = "text/csv")
    SnapshotReport csv(InputStream body, @AuthenticationPrincipal Caller caller) throws IOException {
        return SnapshotCsv.read(body, snapshot(caller));
    }

    @Operation(summary = "Take counted stock, one JSON document a line; wrong lines are refused and listed")
    @PostMapping(consumes = "application/x-ndjson")
    SnapshotReport lines(InputStream body, @AuthenticationPrincipal Caller caller) throws IOException {
        var snapshot = snapshot(caller);
        var reader = new LineReader(body);
        for (var line = reader.next(); line != null; line = reader.next()) {
            take(line, snapshot);
        }
        return snapshot.finish(true);
    }

    private void take(LineReader.Line line, Snapshot snapshot) {
        var bytes = line.bytes();
        if (bytes == null) {
            snapshot.refuse(line.number(), List.of(new FieldError("", "too-long", "At most 1 MB a line.")));
            return;
        }
        try {
            var text = StrictText.decode(bytes);
            if (!text.isBlank()) {
                snapshot.row(line.number(), json.readInput(text, StockFeed.Count.class));
            }
        } catch (InvalidInputException e) {
            snapshot.refuse(line.number(), e.errors());
        }
    }

    private Snapshot snapshot(Caller caller) {
        return new Snapshot(feed, Ids.next("snp_", clock::millis), caller.name());
    }
}
