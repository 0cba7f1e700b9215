package org.baton.app.api.rules;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.baton.app.access.Caller;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.PageRequest;
import org.baton.app.wiring.RuleSwitch;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.rulebook.RulePublishing;
import org.baton.domain.rulebook.RuleVersion;
import org.baton.domain.rulebook.RuleVersions;
import org.baton.domain.rulebook.RuleVersions.TableState;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Rules", description = "Rule tables: what is in force, and the versions of each")
@RestController
@RequestMapping("/api/v1/rules")
class RuleController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final int NO_VERSION = Integer.MAX_VALUE;

    /**
     * A table.
     *
     * @param inForce null for the table as shipped
     * @param requiresReplay whether a version must be replayed before it is published
     * @param replayable whether sourcing asks it, so that a replay shows the effect of a change
     * @param problem why this Baton cannot use the version that was published, and uses what it used before
     */
    record TableView(
            String table,
            String capability,
            String shipped,
            @Nullable VersionView inForce,
            boolean requiresReplay,
            boolean replayable,
            @Nullable String problem) {}

    record Settings(@Nullable Boolean requiresReplay) {}

    /** @param to the version to go back to; missing for the one before, 0 for the table as shipped */
    record Rollback(@Nullable Integer to, @Nullable String note) {}

    private final RuleVersions versions;
    private final RulePublishing publishing;
    private final RuleSwitch rules;

    RuleController(RuleVersions versions, RulePublishing publishing, RuleSwitch rules) {
        this.versions = versions;
        this.publishing = publishing;
        this.rules = rules;
    }

    @Operation(summary = "Every rule table, with the version in force")
    @GetMapping
    Page<TableView> tables() {
        return Page.whole(versions.tables().stream().map(this::view).toList());
    }

    @Operation(summary = "A rule table")
    @GetMapping("/{table}")
    TableView table(@PathVariable String table) {
        return view(versions.table(table));
    }

    private TableView view(TableState state) {
        var name = state.shipped().name();
        var inForce = state.inForce();
        return new TableView(
                name,
                state.shipped().capability(),
                state.shipped().hash(),
                inForce == null ? null : VersionView.of(inForce),
                state.requiresReplay(),
                state.shipped().replayable(),
                rules.problems().stream()
                        .filter(problem -> problem.startsWith(name + " "))
                        .findFirst()
                        .orElse(null));
    }

    @Operation(summary = "Say whether a table demands a replay before a version of it is published")
    @PutMapping("/{table}")
    TableView set(@PathVariable String table, @RequestBody Settings settings) {
        var checks = new FieldChecks();
        if (settings.requiresReplay() == null) {
            checks.add("requiresReplay", "required", "This field is required.");
        }
        checks.orThrow();
        versions.requireReplay(table, Boolean.TRUE.equals(settings.requiresReplay()));
        return table(table);
    }

    @Operation(summary = "The versions of a table, newest first")
    @GetMapping("/{table}/versions")
    Page<VersionView> versions(
            @PathVariable String table,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var request = PageRequest.of("rules/" + table, 1, limit, cursor);
        return Page.cut(
                versions.page(table, below(request), request.fetch()),
                request,
                version -> List.of(Integer.toString(version.version())),
                rows -> rows.stream().map(VersionView::of).toList());
    }

    private static int below(PageRequest request) {
        if (request.afterId().isEmpty()) {
            return NO_VERSION;
        }
        if (!request.afterId().matches("[0-9]{1,9}")) {
            throw PageRequest.badCursor();
        }
        return Integer.parseInt(request.afterId());
    }

    @Operation(summary = "A version, with everything that was found in it")
    @GetMapping("/{table}/versions/{version}")
    VersionView version(@PathVariable String table, @PathVariable String version) {
        return VersionView.of(versions.get(RuleInput.version(table, version)));
    }

    @Operation(summary = "The DMN file of a version")
    @GetMapping("/{table}/versions/{version}/dmn")
    ResponseEntity<byte[]> dmn(@PathVariable String table, @PathVariable String version) {
        return xml(versions.content(RuleInput.version(table, version)));
    }

    @Operation(summary = "The golden cases of a version, as CSV")
    @GetMapping("/{table}/versions/{version}/cases")
    ResponseEntity<byte[]> cases(@PathVariable String table, @PathVariable String version) {
        return csv(versions.content(RuleInput.version(table, version)));
    }

    @Operation(summary = "The DMN file in force, to open in Camunda Modeler")
    @GetMapping("/{table}/dmn")
    ResponseEntity<byte[]> dmnInForce(@PathVariable String table) {
        return xml(versions.contentInForce(table));
    }

    @Operation(summary = "The golden cases in force, as CSV")
    @GetMapping("/{table}/cases")
    ResponseEntity<byte[]> casesInForce(@PathVariable String table) {
        return csv(versions.contentInForce(table));
    }

    private static ResponseEntity<byte[]> xml(RuleVersion.Content content) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_XML).body(content.dmn());
    }

    private static ResponseEntity<byte[]> csv(RuleVersion.Content content) {
        return ResponseEntity.ok().contentType(CSV).body(content.cases().getBytes(StandardCharsets.UTF_8));
    }

    @Operation(summary = "Take the version in force back; every Baton process follows within two seconds")
    @PostMapping("/{table}/rollback")
    TableView rollback(
            @PathVariable String table, @RequestBody Rollback request, @AuthenticationPrincipal Caller caller) {
        var checks = new FieldChecks();
        var note = RuleInput.note(checks, request.note());
        if (request.to() != null) {
            checks.range("to", request.to(), 0, 999_999);
        }
        checks.orThrow();
        var ignored = publishing.rollback(table, request.to(), note, caller.name());
        rules.refresh();
        return table(table);
    }
}
