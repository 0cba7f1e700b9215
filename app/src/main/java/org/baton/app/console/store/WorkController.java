package org.baton.app.console.store;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.baton.app.access.Caller;
import org.baton.app.api.fulfilment.Entered;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.StoreTasks;
import org.baton.domain.fulfilment.Task;
import org.baton.domain.inventory.Node;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * One fulfilment at a store, step by step. What is refused leaves everything as it is, and the page says why beside the
 * step as it stands now: a page that was open for too long does no harm.
 */
@Hidden
@Controller
@RequestMapping("/console/stores/{node}")
class WorkController {

    private static final Map<String, String> SAID = Map.of(
            "task-not-open", "This step was done already, or its order was cancelled. Nothing was changed.",
            "nothing-to-pick", "This was picked already, or its order was cancelled. Nothing was changed.",
            "not-all-scanned", "Scan the rest, or say what is missing.",
            "wrong-code", "This is not the code of this order. Nothing was handed over.",
            "code-locked", "Too many wrong codes. Check the customer's ID instead.",
            "not-named", "Neither the customer nor anybody whom the customer named is called that.");

    private final StoreDesk desk;
    private final WorkPage page;
    private final StoreTasks storeTasks;
    private final StepEntry entry;

    WorkController(StoreDesk desk, WorkPage page, StoreTasks storeTasks, StepEntry entry) {
        this.desk = desk;
        this.page = page;
        this.storeTasks = storeTasks;
        this.entry = entry;
    }

    @GetMapping("/fulfilments/{id}")
    String work(
            @PathVariable String node, @PathVariable String id, @AuthenticationPrincipal Caller caller, Model model) {
        var store = desk.store(node, caller);
        return page.show(store, desk.fulfilment(store, id), caller, null, model);
    }

    @PostMapping("/tasks/{id}/claim")
    String claim(
            @PathVariable String node,
            @PathVariable String id,
            @AuthenticationPrincipal Caller caller,
            HttpServletResponse response,
            Model model) {
        var store = desk.store(node, caller);
        var task = desk.task(store, id);
        return attempt(store, task, caller, response, model, () -> storeTasks.claim(task.id(), caller.name()));
    }

    @PostMapping("/tasks/{id}/complete")
    String complete(
            @PathVariable String node,
            @PathVariable String id,
            @RequestParam Map<String, String> filled,
            @AuthenticationPrincipal Caller caller,
            HttpServletResponse response,
            Model model) {
        var store = desk.store(node, caller);
        var task = desk.task(store, id);
        model.addAttribute("filled", filled);
        return attempt(store, task, caller, response, model, () -> {
            var entered = Entered.checked(entry.of(task, fulfilment(store, task), filled));
            return storeTasks.complete(task, entered, caller.name());
        });
    }

    @PostMapping("/tasks/{id}/reject")
    String reject(
            @PathVariable String node,
            @PathVariable String id,
            @RequestParam Map<String, String> filled,
            @AuthenticationPrincipal Caller caller,
            HttpServletResponse response,
            Model model) {
        var store = desk.store(node, caller);
        var task = desk.task(store, id);
        return attempt(store, task, caller, response, model, () -> {
            var lines = StepEntry.units(fulfilment(store, task), filled, "units.");
            if (lines.isEmpty()) {
                throw new InvalidInputException("", "required", "Say how many are missing of which item.");
            }
            return storeTasks.reject(task.id(), filled.getOrDefault("reason", ""), lines, caller.name());
        });
    }

    private Fulfilment fulfilment(Node store, Task task) {
        return desk.fulfilment(store, task.fulfilmentId().value());
    }

    private interface Attempt {
        Task make();
    }

    private String attempt(
            Node store, Task task, Caller caller, HttpServletResponse response, Model model, Attempt attempt) {
        try {
            var ignored = attempt.make();
            return "redirect:/console/stores/" + store.idText() + "/fulfilments/"
                    + task.fulfilmentId().value();
        } catch (RefusedException e) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return page.show(store, fulfilment(store, task), caller, said(e), model);
        } catch (InvalidInputException e) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return page.show(store, fulfilment(store, task), caller, said(e, entry.form(task)::label), model);
        }
    }

    static String said(RefusedException e) {
        return SAID.getOrDefault(e.code(), Objects.toString(e.getMessage(), ""));
    }

    static String said(InvalidInputException e) {
        return said(e, UnaryOperator.identity());
    }

    private static String said(InvalidInputException e, UnaryOperator<String> label) {
        return e.errors().stream()
                .map(error -> (error.field().isEmpty() ? "" : label.apply(error.field()) + ": ") + error.message())
                .collect(Collectors.joining(" "));
    }
}
