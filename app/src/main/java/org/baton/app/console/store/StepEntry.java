package org.baton.app.console.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.Json;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.PickupQr;
import org.baton.domain.fulfilment.StoreTasks;
import org.baton.domain.fulfilment.StoreTasks.Rejected;
import org.baton.domain.fulfilment.Task;
import org.springframework.stereotype.Component;

/** Reads what somebody entered on the page of a step, in the words of {@link StoreTasks}. */
@Component
class StepEntry {

    private static final int MOST_UNITS = 1_000_000;

    private final Json json;

    StepEntry(Json json) {
        this.json = json;
    }

    /** @throws org.baton.domain.common.InvalidInputException naming every field that is wrong */
    Map<String, Object> of(Task task, Fulfilment fulfilment, Map<String, String> filled) {
        var entered = new HashMap<>(form(task).read(filled));
        switch (task.kind()) {
            case "pick" -> {
                if (filled.containsKey("withoutScanner")) {
                    entered.put("picked", listed(all(fulfilment)));
                }
            }
            case "pack", "stage", "receive" -> put(entered, "place", filled);
            case "hand-over" -> handOver(entered, fulfilment, filled);
            default -> {}
        }
        return entered;
    }

    TaskForm form(Task task) {
        return TaskForm.of(task.form(), json);
    }

    private static List<Rejected> all(Fulfilment fulfilment) {
        return fulfilment.lines().stream()
                .map(line -> new Rejected(line.sku().value(), line.quantity()))
                .toList();
    }

    /** What stays behind is neither taken nor refused: the customer comes again for it. */
    private static void handOver(Map<String, Object> entered, Fulfilment fulfilment, Map<String, String> filled) {
        var code = filled.getOrDefault("code", "").strip();
        if (!code.isEmpty()) {
            entered.put(PickupQr.read(code).isPresent() ? "qr" : "code", code);
        }
        put(entered, "recipient", filled);
        entered.put("idChecked", filled.containsKey("idChecked"));
        var refused = units(fulfilment, filled, "refused.");
        var later = units(fulfilment, filled, "later.");
        if (refused.isEmpty() && later.isEmpty()) {
            return;
        }
        var taken = new ArrayList<Rejected>();
        for (var line : fulfilment.lines()) {
            var sku = line.sku().value();
            var units = line.waiting() - number(filled, "refused.", line) - number(filled, "later.", line);
            if (units < 0) {
                throw new InvalidInputException(sku, "out-of-range", "More than waits to be collected.");
            }
            taken.add(new Rejected(sku, units));
        }
        entered.put("taken", listed(taken));
        entered.put("refused", listed(refused));
        put(entered, "refusedReason", filled);
    }

    private static int number(Map<String, String> filled, String prefix, Fulfilment.FulfilmentLine line) {
        var text = filled.getOrDefault(prefix + line.lineNumber(), "").strip();
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    private static List<Map<String, Object>> listed(List<Rejected> lines) {
        return lines.stream()
                .filter(line -> line.quantity() > 0)
                .map(line -> Map.<String, Object>of("sku", line.sku(), "quantity", line.quantity()))
                .toList();
    }

    private static void put(Map<String, Object> entered, String name, Map<String, String> filled) {
        var text = filled.getOrDefault(name, "");
        if (!text.isBlank()) {
            entered.put(name, text.strip());
        }
    }

    /** The units that were entered line by line, fields being named by a prefix and the line's number. */
    static List<Rejected> units(Fulfilment fulfilment, Map<String, String> filled, String prefix) {
        var checks = new FieldChecks();
        var units = new ArrayList<Rejected>();
        for (var line : fulfilment.lines()) {
            var text = filled.getOrDefault(prefix + line.lineNumber(), "").strip();
            if (text.isEmpty()) {
                continue;
            }
            var number = text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : -1;
            checks.range(line.sku().value(), number, 0, MOST_UNITS);
            if (number != 0) {
                units.add(new Rejected(line.sku().value(), number));
            }
        }
        checks.orThrow();
        return units;
    }
}
