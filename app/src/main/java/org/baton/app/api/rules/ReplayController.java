package org.baton.app.api.rules;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.baton.app.access.Caller;
import org.baton.app.api.web.BodyHash;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.PageRequest;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.routing.replay.ReplayRun;
import org.baton.domain.routing.replay.ReplayRun.Changed;
import org.baton.domain.routing.replay.Replays;
import org.baton.domain.rulebook.RuleRequests;
import org.baton.domain.rulebook.RuleVersion.Key;
import org.baton.domain.rulebook.RuleVersions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@Tag(name = "Rules")
@RestController
@RequestMapping("/api/v1")
class ReplayController {

    private static final int FIRST_DIFFERENCES = 20;

    /**
     * What to replay.
     *
     * @param together versions of other tables that are tried with it
     */
    record Period(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable List<RuleInput.@Nullable Also> together) {}

    /**
     * How far it has come.
     *
     * @param ordersTotal 0 until they have been counted
     */
    record Progress(long ordersDone, long ordersTotal, int percent) {}

    /**
     * A replay.
     *
     * @param totals null until it is done: sums live and draft, and how many decisions differ
     * @param differences the first orders that the drafts source otherwise
     */
    record ReplayView(
            String id,
            String status,
            JsonNode drafts,
            JsonNode ruleVersions,
            Instant from,
            Instant to,
            String author,
            Instant startedAt,
            @Nullable Instant endedAt,
            Progress progress,
            @Nullable JsonNode totals,
            List<Changed> differences,
            @Nullable String problem) {}

    private final Replays replays;
    private final RuleVersions versions;
    private final Trials trials;
    private final RuleRequests requests;

    ReplayController(Replays replays, RuleVersions versions, Trials trials, RuleRequests requests) {
        this.replays = replays;
        this.versions = versions;
        this.trials = trials;
        this.requests = requests;
    }

    @Operation(summary = "Decide the orders of a past period by a draft, beside the rules in force")
    @PostMapping("/rules/{table}/drafts/{version}/replays")
    ResponseEntity<ReplayView> start(
            @PathVariable String table,
            @PathVariable String version,
            @RequestBody Period period,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestAttribute(BodyHash.ATTRIBUTE) String hash,
            @AuthenticationPrincipal Caller caller) {
        var from = required("from", period.from());
        var to = required("to", period.to());
        var drafts = new ArrayList<Key>();
        drafts.add(RuleInput.version(table, version));
        drafts.addAll(RuleInput.versions("together", period.together()));
        var trial = trials.of(drafts);
        var run = requests.once(
                RuleInput.requestKey(caller, key, table + "/" + version + "/" + hash),
                () -> replays.start(trial, from, to, caller.name(), () -> versions.tried(drafts)),
                ReplayRun::id,
                replays::find);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/replays/" + run.id()))
                .body(view(run));
    }

    private static Instant required(String field, @Nullable Instant time) {
        if (time == null) {
            throw new InvalidInputException(field, "required", "A time such as 2026-11-20T16:00:00Z.");
        }
        return time;
    }

    @Operation(summary = "A replay: its progress, and what it showed")
    @GetMapping("/replays/{id}")
    ReplayView get(@PathVariable String id) {
        return view(replays.find(QueryChecks.pathId("replay", id)));
    }

    @Operation(summary = "The orders that the drafts of a replay source otherwise")
    @GetMapping("/replays/{id}/differences")
    Page<Changed> differences(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var replay = QueryChecks.pathId("replay", id);
        var request = PageRequest.of("replays/" + replay, 1, limit, cursor);
        return Page.cut(
                replays.differences(replay, after(request), request.fetch()),
                request,
                changed -> List.of(Integer.toString(changed.position())),
                rows -> rows);
    }

    private static int after(PageRequest request) {
        if (request.afterId().isEmpty()) {
            return -1;
        }
        if (!request.afterId().matches("[0-9]{1,9}")) {
            throw PageRequest.badCursor();
        }
        return Integer.parseInt(request.afterId());
    }

    private ReplayView view(ReplayRun run) {
        var percent = run.ordersTotal() == 0 ? 0 : (int) Math.min(100, run.ordersDone() * 100 / run.ordersTotal());
        return new ReplayView(
                run.id(),
                run.status().name().toLowerCase(Locale.ROOT),
                run.drafts(),
                run.rules(),
                run.from(),
                run.to(),
                run.author(),
                run.startedAt(),
                run.endedAt(),
                new Progress(run.ordersDone(), run.ordersTotal(), percent),
                run.report(),
                replays.differences(run.id(), -1, FIRST_DIFFERENCES),
                run.problem());
    }
}
