package org.baton.app.api.routing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import org.baton.app.api.routing.SourcingDecisionController.DecisionView;
import org.baton.app.api.rules.RuleInput;
import org.baton.app.api.rules.Trials;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderIntake;
import org.baton.domain.routing.Sourcing;
import org.baton.domain.routing.SourcingDecisions;
import org.baton.domain.routing.StrategyRules;
import org.baton.domain.routing.replay.DraftRules;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Sourcing decisions")
@RestController
@RequestMapping("/api/v1/sourcing")
class WhatIfController {

    private final Sourcing sourcing;
    private final SourcingDecisions decisions;
    private final OrderIntake intake;
    private final OrderBook orders;
    private final Nodes nodes;
    private final StrategyRules inForce;
    private final DraftRules draftRules;
    private final Trials trials;
    private final Clock clock;

    WhatIfController(
            Sourcing sourcing,
            SourcingDecisions decisions,
            OrderIntake intake,
            OrderBook orders,
            Nodes nodes,
            StrategyRules inForce,
            DraftRules draftRules,
            Trials trials,
            Clock clock) {
        this.sourcing = sourcing;
        this.decisions = decisions;
        this.intake = intake;
        this.orders = orders;
        this.nodes = nodes;
        this.inForce = inForce;
        this.draftRules = draftRules;
        this.trials = trials;
        this.clock = clock;
    }

    @Operation(summary = "Where an order would go with this stock, by these drafts; nothing is reserved or kept")
    @PostMapping("/what-if")
    DecisionView whatIf(@RequestBody WhatIfRequest request) {
        var order = order(request);
        var madeUp = request.madeUp(nodes);
        var trial = trials.of(RuleInput.versions("drafts", request.drafts()));
        var rules = trial.drafts().isEmpty() ? inForce : draftRules.with(trial.drafts());
        var sourced = sourcing.plan(order, Set.of(), rules, madeUp);
        return SourcingDecisionController.view(
                clock.instant(), sourced.strategy().name(), decisions.asRecord(sourced));
    }

    private Order order(WhatIfRequest request) {
        if ((request.orderId() == null) == (request.order() == null)) {
            throw new InvalidInputException("order", "required", "Give an order, or the id of one.");
        }
        return request.order() != null
                ? intake.check(WhatIfRequest.completed(request.order()))
                : orders.get(Objects.requireNonNull(QueryChecks.orderId(request.orderId())))
                        .unsourced();
    }
}
