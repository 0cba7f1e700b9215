package org.baton.app.api.incident;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.baton.app.access.Caller;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.PageRequest;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.incident.Incident;
import org.baton.domain.incident.Incidents;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Incidents", description = "What is stuck until a person retries it")
@RestController
@RequestMapping("/api/v1/incidents")
class IncidentController {

    /**
     * An incident.
     *
     * @param processId FOLLOW_UP if it is no process that stopped, but what follows from a change
     * @param elementId of the diagram, or the kind of what follows, e.g. carrier-collected
     * @param processInstanceKey a text, because it does not fit a JavaScript number; 0 where there is none
     * @param message what happened and what to do
     */
    record IncidentView(
            String id,
            @Nullable String orderId,
            String processId,
            String elementId,
            String processInstanceKey,
            String type,
            String message,
            String status,
            Instant createdAt,
            @Nullable Instant resolvedAt) {

        static IncidentView of(Incident incident) {
            return new IncidentView(
                    incident.id(),
                    Objects.toString(incident.orderId(), null),
                    incident.processId(),
                    incident.elementId(),
                    Long.toString(incident.processInstanceKey()),
                    incident.type(),
                    incident.message(),
                    incident.status().name(),
                    incident.createdAt(),
                    incident.resolvedAt());
        }
    }

    private final Incidents incidents;

    IncidentController(Incidents incidents) {
        this.incidents = incidents;
    }

    @Operation(summary = "List incidents, oldest first; status=open for those that wait")
    @GetMapping
    Page<IncidentView> list(
            @RequestParam(required = false) @Nullable String orderId,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var request = PageRequest.of("incidents", 1, limit, cursor);
        var wanted = QueryChecks.word("status", status, Incident.Status.class);
        return Page.cut(
                incidents.page(QueryChecks.orderId(orderId), wanted, request.afterId(), request.fetch()),
                request,
                incident -> List.of(incident.id()),
                rows -> rows.stream().map(IncidentView::of).toList());
    }

    @Operation(summary = "Try again what stopped")
    @PostMapping("/{id}/retry")
    IncidentView retry(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return IncidentView.of(incidents.retry(QueryChecks.pathId("incident", id), caller.name()));
    }
}
