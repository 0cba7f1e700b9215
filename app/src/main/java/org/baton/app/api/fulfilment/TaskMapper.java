package org.baton.app.api.fulfilment;

import java.util.List;
import java.util.Objects;
import org.baton.domain.common.Json;
import org.baton.domain.fulfilment.Task;
import org.baton.domain.fulfilment.TaskSheets;
import org.springframework.stereotype.Component;

/** Puts together what a person needs to do a task: the lines, where they lie, and their bar codes. */
@Component
public class TaskMapper {

    private final TaskSheets sheets;
    private final Json json;

    TaskMapper(TaskSheets sheets, Json json) {
        this.sheets = sheets;
        this.json = json;
    }

    public TaskView view(Task task) {
        return views(List.of(task)).getFirst();
    }

    public List<TaskView> views(List<Task> tasks) {
        var known = sheets.of(tasks);
        return tasks.stream()
                .map(task -> view(task, Objects.requireNonNull(known.get(task.id()))))
                .toList();
    }

    private TaskView view(Task task, TaskSheets.Sheet sheet) {
        var form = task.form();
        return new TaskView(
                task.id(),
                task.kind(),
                task.title(),
                task.fulfilmentId().value(),
                task.orderId().value(),
                sheet.orderNumber(),
                task.node().value(),
                task.status().name(),
                task.claimedBy(),
                task.dueAt(),
                sheet.lines().stream().map(TaskMapper::line).toList(),
                form == null ? null : json.tree(form),
                task.createdAt(),
                task.endedAt());
    }

    private static TaskView.LineView line(TaskSheets.Line line) {
        return new TaskView.LineView(
                line.number(),
                line.sku(),
                line.name(),
                line.quantity(),
                line.scanned(),
                line.aisle(),
                line.bin(),
                line.gtin());
    }
}
