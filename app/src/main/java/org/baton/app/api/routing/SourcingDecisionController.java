package org.baton.app.api.routing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.order.OrderBook;
import org.baton.domain.routing.SourcingDecisions;
import org.baton.domain.routing.SourcingDecisions.SourcingDecision;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@Tag(name = "Sourcing decisions", description = "Who fulfils what, and why")
@RestController
@RequestMapping("/api/v1/sourcing-decisions")
class SourcingDecisionController {

    /**
     * One decision.
     *
     * @param ruleVersions by table
     * @param rules how the tables wanted it sourced
     * @param tried strategies before this one that could not fulfil the whole order
     * @param candidates chosen ones first, with all their inputs
     * @param others the candidates beyond those, one line each
     * @param chosen who fulfils what
     */
    record DecisionView(
            Instant decidedAt,
            String strategy,
            Map<String, String> ruleVersions,
            JsonNode rules,
            JsonNode tried,
            JsonNode candidates,
            JsonNode others,
            int candidatesInAll,
            JsonNode chosen,
            JsonNode unsourced) {}

    private final SourcingDecisions decisions;
    private final OrderBook orders;

    SourcingDecisionController(SourcingDecisions decisions, OrderBook orders) {
        this.decisions = decisions;
        this.orders = orders;
    }

    @Operation(summary = "The decisions on an order, oldest first, each with every candidate and its reasons")
    @GetMapping("/{orderId}")
    Page<DecisionView> of(@PathVariable String orderId) {
        var order = orders.get(QueryChecks.pathOrder(orderId));
        return Page.whole(decisions.of(order.id()).stream()
                .map(SourcingDecisionController::view)
                .toList());
    }

    private static DecisionView view(SourcingDecision decision) {
        return view(decision.decidedAt(), decision.strategy(), decision.record());
    }

    static DecisionView view(Instant decidedAt, String name, JsonNode record) {
        return new DecisionView(
                decidedAt,
                name,
                versions(record),
                record.path("strategy"),
                record.path("tried"),
                record.path("candidates"),
                record.path("others"),
                record.path("candidatesInAll").asInt(0),
                record.path("chosen"),
                record.path("unsourced"));
    }

    private static Map<String, String> versions(JsonNode record) {
        var versions = new TreeMap<String, String>();
        record.path("ruleVersions")
                .properties()
                .forEach(e -> versions.put(e.getKey(), e.getValue().asString("")));
        return versions;
    }
}
