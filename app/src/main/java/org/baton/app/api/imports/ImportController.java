package org.baton.app.api.imports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.baton.app.access.Caller;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.NotFoundException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Imports", description = "Many documents at once, each on its own")
@RestController
@RequestMapping("/api/v1/imports")
class ImportController {

    private final Map<String, Importer> importers;

    ImportController(List<Importer> importers) {
        this.importers = importers.stream().collect(Collectors.toMap(Importer::kind, Function.identity()));
    }

    @Operation(summary = "Take nodes, products, stock or orders: one JSON document a line, up to 2,000 lines")
    @PostMapping(path = "/{kind}", consumes = "application/x-ndjson")
    ImportReport take(@PathVariable String kind, InputStream body, @AuthenticationPrincipal Caller caller)
            throws IOException {
        var importer = importers.get(kind);
        if (importer == null) {
            throw new NotFoundException("kind of import", QueryChecks.pathId("kind of import", kind));
        }
        return ImportReport.of(importer.take(BatchReader.read(body), caller.name()));
    }
}
