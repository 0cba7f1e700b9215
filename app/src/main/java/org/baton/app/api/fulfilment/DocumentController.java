package org.baton.app.api.fulfilment;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import org.baton.app.access.Caller;
import org.baton.app.api.web.QueryChecks;
import org.baton.app.documents.Papers;
import org.baton.domain.fulfilment.CarrierGateway.LabelFormat;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Fulfilments")
@RestController
@RequestMapping("/api/v1/fulfilments/{id}/documents")
class DocumentController {

    private final Papers papers;
    private final FulfilmentBook fulfilments;

    DocumentController(Papers papers, FulfilmentBook fulfilments) {
        this.papers = papers;
        this.fulfilments = fulfilments;
    }

    @Operation(
            summary = "picklist, packing-slip, label or return-label; labels also with format=zpl for label printers")
    @GetMapping("/{kind}")
    ResponseEntity<byte[]> get(
            @PathVariable String id,
            @PathVariable String kind,
            @RequestParam(required = false) @Nullable String format,
            @AuthenticationPrincipal Caller caller) {
        var fulfilment = fulfilments.get(QueryChecks.pathFulfilment(id));
        caller.demand(fulfilment.node());
        var wanted = Objects.requireNonNullElse(QueryChecks.word("format", format, LabelFormat.class), LabelFormat.PDF);
        var made = papers.make(fulfilment.id(), QueryChecks.pathId("document", kind), wanted);
        return ResponseEntity.ok()
                .contentType(made.type())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(made.fileName())
                                .build()
                                .toString())
                .body(made.bytes());
    }
}
