package org.baton.app.api.rules;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.baton.app.access.Caller;
import org.baton.app.api.web.BodyHash;
import org.baton.app.api.web.Page;
import org.baton.app.wiring.RuleSwitch;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.rulebook.RulePublishing;
import org.baton.domain.rulebook.RuleRequests;
import org.baton.domain.rulebook.RuleVersion;
import org.baton.domain.rulebook.RuleVersions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Rules")
@RestController
@RequestMapping("/api/v1/rules/{table}/drafts")
class DraftController {

    /**
     * A draft with what belongs to it.
     *
     * @param dmn the file, as the Modeler wrote it
     * @param cases golden cases as CSV; missing for those in force
     */
    record Upload(
            @Nullable String dmn,
            @Nullable String cases,
            @Nullable String note) {}

    /**
     * A decision to publish.
     *
     * @param evidence id of the replay that speaks for it
     * @param together versions of other tables that are put into force at the same moment
     */
    record Publication(
            @Nullable String note,
            @Nullable String evidence,
            @Nullable List<RuleInput.@Nullable Also> together) {}

    private final RuleVersions versions;
    private final RulePublishing publishing;
    private final RuleRequests requests;
    private final RuleSwitch rules;

    DraftController(RuleVersions versions, RulePublishing publishing, RuleRequests requests, RuleSwitch rules) {
        this.versions = versions;
        this.publishing = publishing;
        this.requests = requests;
        this.rules = rules;
    }

    @Operation(summary = "Upload an edited table as the Modeler wrote it; the golden cases in force are run on it")
    @PostMapping(consumes = {MediaType.APPLICATION_XML_VALUE, MediaType.TEXT_XML_VALUE})
    ResponseEntity<VersionView> uploadFile(
            @PathVariable String table,
            InputStream body,
            @RequestParam(required = false) @Nullable String note,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @AuthenticationPrincipal Caller caller)
            throws IOException {
        byte[] dmn = body.readAllBytes();
        return upload(
                table, dmn, null, note, RuleInput.requestKey(caller, key, table + "/" + BodyHash.of(dmn)), caller);
    }

    @Operation(summary = "Upload an edited table with its own golden cases")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<VersionView> upload(
            @PathVariable String table,
            @RequestBody Upload request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestAttribute(BodyHash.ATTRIBUTE) String hash,
            @AuthenticationPrincipal Caller caller) {
        var dmn = request.dmn();
        if (dmn == null || dmn.isBlank()) {
            throw new InvalidInputException("dmn", "required", "The file, as the Modeler wrote it.");
        }
        return upload(
                table,
                dmn.getBytes(StandardCharsets.UTF_8),
                request.cases(),
                request.note(),
                RuleInput.requestKey(caller, key, table + "/" + hash),
                caller);
    }

    private ResponseEntity<VersionView> upload(
            String table,
            byte[] dmn,
            @Nullable String cases,
            @Nullable String note,
            RuleRequests.@Nullable RequestKey key,
            Caller caller) {
        var words = RuleInput.optionalNote(note);
        if (cases != null && cases.indexOf('\0') >= 0) {
            throw new InvalidInputException("cases", "malformed", "Must not contain control characters.");
        }
        var made = requests.once(
                key,
                () -> versions.upload(table, dmn, cases, words, caller.name()),
                version -> version.table() + "/" + version.version(),
                id -> versions.get(new RuleVersion.Key(
                        id.substring(0, id.indexOf('/')), Integer.parseInt(id.substring(id.indexOf('/') + 1)))));
        return ResponseEntity.status(HttpStatus.CREATED)
                .location(URI.create("/api/v1/rules/" + made.table() + "/versions/" + made.version()))
                .body(VersionView.of(made));
    }

    @Operation(summary = "Put a version into force; every Baton process follows within two seconds")
    @PostMapping("/{version}/publish")
    Page<VersionView> publish(
            @PathVariable String table,
            @PathVariable String version,
            @RequestBody Publication request,
            @AuthenticationPrincipal Caller caller) {
        var checks = new FieldChecks();
        var note = RuleInput.note(checks, request.note());
        var evidence = checks.optional("evidence", request.evidence(), 64);
        checks.orThrow();
        var drafts = new ArrayList<RuleVersion.Key>();
        drafts.add(RuleInput.version(table, version));
        drafts.addAll(RuleInput.versions("together", request.together()));
        var published = publishing.publish(drafts, note, evidence, caller.name());
        rules.refresh();
        return Page.whole(published.stream().map(VersionView::of).toList());
    }
}
