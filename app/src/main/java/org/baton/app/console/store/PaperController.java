package org.baton.app.console.store;

import io.swagger.v3.oas.annotations.Hidden;
import org.baton.app.access.Caller;
import org.baton.app.api.web.QueryChecks;
import org.baton.app.documents.Papers;
import org.baton.domain.fulfilment.CarrierGateway.LabelFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The papers of a fulfilment, to be printed from a tablet. */
@Hidden
@Controller
class PaperController {

    private final StoreDesk desk;
    private final Papers papers;

    PaperController(StoreDesk desk, Papers papers) {
        this.desk = desk;
        this.papers = papers;
    }

    @GetMapping("/console/stores/{node}/fulfilments/{id}/documents/{kind}")
    ResponseEntity<byte[]> paper(
            @PathVariable String node,
            @PathVariable String id,
            @PathVariable String kind,
            @AuthenticationPrincipal Caller caller) {
        var store = desk.store(node, caller);
        var fulfilment = desk.fulfilment(store, id);
        var made = papers.make(fulfilment.id(), QueryChecks.pathId("document", kind), LabelFormat.PDF);
        return answer(made);
    }

    @GetMapping("/console/stores/{node}/waves/{id}/picklist")
    ResponseEntity<byte[]> walk(
            @PathVariable String node, @PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return answer(papers.make(desk.wave(desk.store(node, caller), id)));
    }

    private static ResponseEntity<byte[]> answer(Papers.Document made) {
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
