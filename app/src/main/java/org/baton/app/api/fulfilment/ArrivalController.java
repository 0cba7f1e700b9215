package org.baton.app.api.fulfilment;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.baton.app.access.Caller;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.fulfilment.Arrivals;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Arrivals", description = "Customers who wait outside")
@RestController
@RequestMapping("/api/v1/arrivals")
class ArrivalController {

    private static final int MOST = 200;

    /** Where the customer waits, and in what car. */
    record Here(@Nullable String spot, @Nullable String car) {}

    /** Since when the customer waits. */
    record Welcome(Instant arrivedAt) {}

    /** Somebody who waits. */
    record WaitingView(
            String fulfilmentId,
            String orderNumber,
            @Nullable String spot,
            @Nullable String car,
            String status,
            @Nullable String stagedAt,
            Instant arrivedAt,
            long waitingSeconds) {}

    private final Arrivals arrivals;
    private final Clock clock;

    ArrivalController(Arrivals arrivals, Clock clock) {
        this.arrivals = arrivals;
        this.clock = clock;
    }

    @Operation(summary = "Say 'I am here' by the link of an order; saying it again corrects spot and car")
    @PostMapping("/{token}")
    Welcome arrive(@PathVariable String token, @RequestBody(required = false) @Nullable Here here) {
        var where = here == null ? new Here(null, null) : here;
        return new Welcome(arrivals.arrived(token, where.spot(), where.car()));
    }

    @Operation(summary = "Who waits at a store, longest first")
    @GetMapping
    Page<WaitingView> waiting(
            @RequestParam(required = false) @Nullable String node, @AuthenticationPrincipal Caller caller) {
        var at = caller.confine(QueryChecks.node(node));
        if (at == null) {
            throw new InvalidInputException("node", "required", "Name the store.");
        }
        var now = clock.instant();
        return Page.whole(arrivals.waitingAt(at, MOST).stream()
                .map(w -> new WaitingView(
                        w.fulfilment().value(),
                        w.orderNumber(),
                        w.spot(),
                        w.car(),
                        w.status().name(),
                        w.stagedAt(),
                        w.since(),
                        Math.max(0, Duration.between(w.since(), now).toSeconds())))
                .toList());
    }
}
