package org.baton.app.api.fulfilment;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.baton.app.access.Caller;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.PageRequest;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.Sku;
import org.baton.domain.fulfilment.StoreTasks;
import org.baton.domain.fulfilment.Task;
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

@Tag(name = "Tasks", description = "What people in a store have to do")
@RestController
@RequestMapping("/api/v1/tasks")
class TaskController {

    private static final int MOST_UNITS = 1_000_000;
    private static final int MOST_LINES = 500;

    private enum Wanted {
        OPEN,
        ALL
    }

    /**
     * What a store cannot fulfil.
     *
     * @param reason not-in-stock, mismatch, damaged or no-variance
     * @param lines none for all that is left
     */
    record Rejection(@Nullable String reason, @Nullable List<@Nullable Line> lines) {

        /** Units of one SKU. */
        record Line(@Nullable String sku, @Nullable Integer quantity) {}
    }

    private final TaskBook tasks;
    private final StoreTasks storeTasks;
    private final TaskMapper mapper;

    TaskController(TaskBook tasks, StoreTasks storeTasks, TaskMapper mapper) {
        this.tasks = tasks;
        this.storeTasks = storeTasks;
        this.mapper = mapper;
    }

    @Operation(summary = "List tasks, oldest first; status=open for those to be done")
    @GetMapping
    Page<TaskView> list(
            @RequestParam(required = false) @Nullable String node,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @AuthenticationPrincipal Caller caller) {
        var request = PageRequest.of("tasks", 1, limit, cursor);
        var filter = new TaskBook.Filter(
                caller.confine(QueryChecks.node(node)),
                QueryChecks.text("kind", kind),
                null,
                null,
                QueryChecks.word("status", status, Wanted.class) == Wanted.OPEN);
        return Page.cut(
                tasks.page(filter, request.afterId(), request.fetch()),
                request,
                task -> List.of(task.id()),
                mapper::views);
    }

    @Operation(summary = "A task")
    @GetMapping("/{id}")
    TaskView get(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return mapper.view(own(id, caller));
    }

    @Operation(summary = "Take a task on, so that nobody else does it")
    @PostMapping("/{id}/claim")
    TaskView claim(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return mapper.view(storeTasks.claim(own(id, caller).id(), caller.name()));
    }

    @Operation(summary = "Complete a task with what was entered, e.g. picked")
    @PostMapping("/{id}/complete")
    TaskView complete(
            @PathVariable String id, @RequestBody Map<String, Object> entered, @AuthenticationPrincipal Caller caller) {
        var task = own(id, caller);
        return mapper.view(storeTasks.complete(task, Entered.checked(entered), caller.name()));
    }

    @Operation(summary = "Give lines back that the store cannot fulfil")
    @PostMapping("/{id}/reject")
    TaskView reject(@PathVariable String id, @RequestBody Rejection rejection, @AuthenticationPrincipal Caller caller) {
        var task = own(id, caller);
        var checks = new FieldChecks();
        var reason = checks.required("reason", rejection.reason(), 40);
        var lines = lines(checks, rejection.lines() == null ? List.of() : rejection.lines());
        checks.orThrow();
        return mapper.view(storeTasks.reject(task.id(), reason, lines, caller.name()));
    }

    private static List<StoreTasks.Rejected> lines(FieldChecks checks, List<Rejection.@Nullable Line> lines) {
        var rejected = new ArrayList<StoreTasks.Rejected>();
        if (lines.size() > MOST_LINES) {
            checks.add("lines", "too-many", "At most " + MOST_LINES + ".");
            return rejected;
        }
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i) == null ? new Rejection.Line(null, null) : lines.get(i);
            var field = "lines[" + i + "]";
            var sku = checks.required(field + ".sku", line.sku(), Sku.MAX_LENGTH);
            checks.range(field + ".quantity", line.quantity(), 1, MOST_UNITS);
            rejected.add(new StoreTasks.Rejected(sku, line.quantity() == null ? 0 : line.quantity()));
        }
        return rejected;
    }

    private Task own(String id, Caller caller) {
        var task = tasks.get(QueryChecks.pathId("task", id));
        caller.demand(task.node());
        return task;
    }
}
