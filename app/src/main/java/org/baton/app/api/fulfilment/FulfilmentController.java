package org.baton.app.api.fulfilment;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baton.app.access.Caller;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.PageRequest;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.baton.domain.fulfilment.FulfilmentStatus;
import org.baton.domain.fulfilment.StoreTasks;
import org.baton.domain.fulfilment.TaskBook;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Fulfilments")
@RestController
@RequestMapping("/api/v1/fulfilments")
class FulfilmentController {

    private static final String HAND_OVER = "hand-over";

    /**
     * Who collected, and how that was verified.
     *
     * @param recipient who collected, where it was not the customer
     */
    record HandOver(
            @Nullable String code,
            @Nullable Boolean idChecked,
            @Nullable String recipient) {}

    private final FulfilmentBook fulfilments;
    private final TaskBook tasks;
    private final StoreTasks storeTasks;

    FulfilmentController(FulfilmentBook fulfilments, TaskBook tasks, StoreTasks storeTasks) {
        this.fulfilments = fulfilments;
        this.tasks = tasks;
        this.storeTasks = storeTasks;
    }

    @Operation(summary = "List fulfilments in order of their orders' acceptance")
    @GetMapping
    Page<FulfilmentView> list(
            @RequestParam(required = false) @Nullable String node,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @AuthenticationPrincipal Caller caller) {
        var request = PageRequest.of("fulfilments", 1, limit, cursor);
        var at = caller.confine(QueryChecks.node(node));
        var wanted = QueryChecks.word("status", status, FulfilmentStatus.class);
        return Page.cut(
                fulfilments.page(at, wanted, request.afterId(), request.fetch()),
                request,
                f -> List.of(f.id().value()),
                rows -> rows.stream().map(f -> FulfilmentView.of(f, caller)).toList());
    }

    @Operation(summary = "A fulfilment")
    @GetMapping("/{id}")
    FulfilmentView get(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return FulfilmentView.of(own(id, caller), caller);
    }

    @Operation(summary = "Hand over to the customer, who showed the code or an ID")
    @PostMapping("/{id}/hand-over")
    FulfilmentView handOver(
            @PathVariable String id, @RequestBody HandOver handOver, @AuthenticationPrincipal Caller caller) {
        var fulfilment = own(id, caller);
        var entered = entered(handOver);
        var task = tasks.page(new TaskBook.Filter(null, HAND_OVER, fulfilment.id(), null, true), "", 1).stream()
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        "nothing-to-hand-over", "Nothing of this fulfilment waits to be handed over."));
        var ignored = storeTasks.complete(task.id(), entered, caller.name());
        return get(id, caller);
    }

    private static Map<String, Object> entered(HandOver handOver) {
        var checks = new FieldChecks();
        var entered = new HashMap<String, Object>();
        var code = checks.optional("code", handOver.code(), 20);
        var recipient = checks.optional("recipient", handOver.recipient(), 200);
        var idChecked = Boolean.TRUE.equals(handOver.idChecked());
        if (code == null && !idChecked) {
            checks.add("code", "required", "Ask the customer for the code, or check an ID and say idChecked.");
        }
        checks.orThrow();
        if (code != null) {
            entered.put("code", code);
        }
        if (recipient != null) {
            entered.put("recipient", recipient);
        }
        entered.put("idChecked", idChecked);
        return entered;
    }

    private Fulfilment own(String id, Caller caller) {
        var fulfilment = fulfilments.get(QueryChecks.pathFulfilment(id));
        caller.demand(fulfilment.node());
        return fulfilment;
    }
}
