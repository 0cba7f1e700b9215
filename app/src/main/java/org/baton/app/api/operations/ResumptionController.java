package org.baton.app.api.operations;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.baton.app.access.Caller;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.OrderId;
import org.baton.domain.operations.Resumption;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Resumptions", description = "Processes that the engine lost start again from what the books say")
@RestController
@RequestMapping("/api/v1/resumptions")
class ResumptionController {

    private static final int USUAL_GRACE = 300;
    private static final int MOST_GRACE = 86_400;
    private static final int USUAL_LIMIT = 500;
    private static final int MOST_LIMIT = 5_000;
    private static final int LONGEST_CURSOR = 64;

    /**
     * @param cursor the {@code nextCursor} of the part before; none for the first part
     * @param limit orders to look at; 500 unless told, 5,000 at the most
     * @param graceSeconds an order that was resumed in this time, or accepted since this engine began, is left alone;
     *     300 unless told, 86,400 at the most
     * @param dryRun true only counts
     */
    record ResumptionRequest(
            @Nullable String cursor,
            @Nullable Integer limit,
            @Nullable Integer graceSeconds,
            @Nullable Boolean dryRun) {}

    /**
     * What became of one part of the orders.
     *
     * @param looked orders that must have a process
     * @param resumed orders whose process was gone and has been started again; with dryRun would be
     * @param cadences of messages that wait for their time, likewise; told with the last part
     * @param nextCursor where the next part begins; none after the last part
     */
    record ResumptionView(
            int looked,
            List<String> resumed,
            long cadences,
            @Nullable String nextCursor) {}

    private final Resumption resumption;

    ResumptionController(Resumption resumption) {
        this.resumption = resumption;
    }

    @Operation(
            summary = "Start the processes of orders again whose process is gone",
            description = "Repeat it with nextCursor until there is none. Repeating it from the start changes nothing"
                    + " more: an order whose process lives is left alone.")
    @PostMapping
    ResumptionView resume(
            @RequestBody(required = false) @Nullable ResumptionRequest request,
            @AuthenticationPrincipal Caller caller) {
        var asked = request == null ? new ResumptionRequest(null, null, null, null) : request;
        var limit = Objects.requireNonNullElse(asked.limit(), USUAL_LIMIT);
        var grace = Objects.requireNonNullElse(asked.graceSeconds(), USUAL_GRACE);
        var checks = new FieldChecks();
        checks.range("limit", limit, 1, MOST_LIMIT);
        checks.range("graceSeconds", grace, 0, MOST_GRACE);
        var cursor = asked.cursor() == null ? "" : checks.required("cursor", asked.cursor(), LONGEST_CURSOR);
        checks.orThrow();
        var part = resumption.resume(
                cursor, limit, Duration.ofSeconds(grace), Boolean.TRUE.equals(asked.dryRun()), caller.name());
        return new ResumptionView(
                part.looked(), part.resumed().stream().map(OrderId::value).toList(), part.cadences(), part.next());
    }
}
