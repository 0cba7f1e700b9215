package org.baton.app.api.fulfilment;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.baton.app.access.Caller;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.fulfilment.StepTimes;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Tasks")
@RestController
@RequestMapping("/api/v1/step-times")
class StepTimesController {

    private static final Duration USUAL = Duration.ofDays(7);
    private static final int MOST = 1000;

    private final StepTimes times;
    private final Clock clock;

    StepTimesController(StepTimes times, Clock clock) {
        this.times = times;
        this.clock = clock;
    }

    @Operation(
            summary =
                    "How long each kind of step took, per store and associate; the last seven days if no times are given")
    @GetMapping
    Page<StepTimes.Times> times(
            @RequestParam(required = false) @Nullable String node,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @AuthenticationPrincipal Caller caller) {
        var until = Objects.requireNonNullElse(QueryChecks.time("to", to), clock.instant());
        var since = Objects.requireNonNullElse(QueryChecks.time("from", from), until.minus(USUAL));
        return Page.whole(times.between(caller.confine(QueryChecks.node(node)), since, until, MOST));
    }
}
