package org.baton.app.console.store;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.baton.app.access.Caller;
import org.baton.app.api.fulfilment.TaskMapper;
import org.baton.app.api.fulfilment.TaskView;
import org.baton.app.documents.Papers;
import org.baton.domain.common.Json;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.Scans;
import org.baton.domain.fulfilment.Task;
import org.baton.domain.fulfilment.TaskBook;
import org.baton.domain.fulfilment.WalkOrder;
import org.baton.domain.inventory.Node;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderBook;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Puts together the page of one fulfilment at a store: what it is, the step to do now, and the steps done. */
@Component
class WorkPage {

    private static final int MOST_STEPS = 200;
    /** After this time without a next step somebody should not wait for it any more. */
    private static final Duration UNUSUAL = Duration.ofSeconds(20);

    private final TaskBook tasks;
    private final TaskMapper mapper;
    private final OrderBook orders;
    private final Scans scans;
    private final Json json;
    private final Clock clock;

    WorkPage(TaskBook tasks, TaskMapper mapper, OrderBook orders, Scans scans, Json json, Clock clock) {
        this.tasks = tasks;
        this.mapper = mapper;
        this.orders = orders;
        this.scans = scans;
        this.json = json;
        this.clock = clock;
    }

    /** A line of the fulfilment, as it is picked. */
    record Line(TaskView.LineView item, int scanned, int waiting) {

        public int missing() {
            return item.quantity() - scanned;
        }
    }

    /** A step that was done. */
    record Done(Task task, Duration took) {}

    /** @param problem what was wrong with what somebody did on the page, if anything */
    String show(Node store, Fulfilment fulfilment, Caller caller, @Nullable String problem, Model model) {
        var steps = tasks.page(new TaskBook.Filter(null, null, fulfilment.id(), null, false), "", MOST_STEPS);
        var open = steps.stream()
                .filter(task -> task.status().isOpen())
                .findFirst()
                .orElse(null);
        var order = orders.get(fulfilment.orderId());
        model.addAttribute("store", store);
        model.addAttribute("fulfilment", fulfilment);
        model.addAttribute("orderNumber", order.channelOrderNumber());
        model.addAttribute(
                "customer", caller.maySeeRecipients() ? order.customer().name() : null);
        var lines = lines(fulfilment, open == null && !steps.isEmpty() ? steps.getLast() : open);
        model.addAttribute("lines", lines);
        model.addAttribute("allScanned", lines.stream().allMatch(line -> line.missing() == 0));
        model.addAttribute("anyScanned", lines.stream().anyMatch(line -> line.scanned() > 0));
        model.addAttribute("refusedScans", scans.refused(fulfilment.id()));
        model.addAttribute(
                "pickupPerson",
                caller.maySeeRecipients() ? orders.pickupPerson(order.id()).orElse(null) : null);
        model.addAttribute("task", open);
        model.addAttribute("form", TaskForm.of(open == null ? null : open.form(), json));
        if (!model.containsAttribute("filled")) {
            model.addAttribute("filled", Map.of());
        }
        model.addAttribute("others", open != null && takenByAnother(open, caller));
        model.addAttribute("done", done(steps));
        model.addAttribute("mayWork", BoardController.mayWork(store, caller));
        model.addAttribute("problem", problem);
        model.addAttribute("documents", Papers.of(fulfilment));
        waiting(fulfilment, order, open, model);
        return "console/store/work";
    }

    private static boolean takenByAnother(Task task, Caller caller) {
        return task.claimedBy() != null && !task.claimedBy().equals(caller.name());
    }

    private void waiting(Fulfilment fulfilment, Order order, @Nullable Task open, Model model) {
        var ended = fulfilment.status().hasLeftNode() || order.cancelRequested();
        var waits = open == null && !ended;
        model.addAttribute("waits", waits);
        model.addAttribute(
                "unusual", waits && fulfilment.updatedAt().plus(UNUSUAL).isBefore(clock.instant()));
    }

    private List<Line> lines(Fulfilment fulfilment, @Nullable Task task) {
        if (task == null) {
            return List.of();
        }
        Map<Integer, Fulfilment.FulfilmentLine> byNumber = fulfilment.lines().stream()
                .collect(Collectors.toMap(Fulfilment.FulfilmentLine::lineNumber, Function.identity()));
        return mapper.view(task).lines().stream()
                .sorted(Comparator.comparing(item -> WalkOrder.of(item.aisle(), item.bin())))
                .map(item -> {
                    var line = Objects.requireNonNull(byNumber.get(item.number()));
                    return new Line(item, line.scanned(), line.waiting());
                })
                .toList();
    }

    private static List<Done> done(List<Task> steps) {
        return steps.stream()
                .filter(task -> task.status() == Task.Status.COMPLETED && task.endedAt() != null)
                .map(task -> new Done(task, Duration.between(task.createdAt(), task.endedAt())))
                .toList();
    }
}
