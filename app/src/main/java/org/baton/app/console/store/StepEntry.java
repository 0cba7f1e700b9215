package org.baton.app.console.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.Json;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.StoreTasks;
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
        var entered = new HashMap<String, Object>(TaskForm.of(task.form(), json).read(filled));
        switch (task.kind()) {
            case "pick" -> {
                entered.put(
                        "picked",
                        units(fulfilment, filled, "picked.").stream()
                                .map(line -> Map.of("sku", line.sku(), "quantity", line.quantity()))
                                .toList());
                put(entered, "reason", filled);
            }
            case "pack" -> put(entered, "place", filled);
            case "hand-over" -> {
                put(entered, "code", filled);
                put(entered, "recipient", filled);
                entered.put("idChecked", filled.containsKey("idChecked"));
            }
            default -> {}
        }
        return entered;
    }

    private static void put(Map<String, Object> entered, String name, Map<String, String> filled) {
        var text = filled.getOrDefault(name, "");
        if (!text.isBlank()) {
            entered.put(name, text.strip());
        }
    }

    /** The units that were entered line by line, fields being named by a prefix and the line's number. */
    static List<StoreTasks.Rejected> units(Fulfilment fulfilment, Map<String, String> filled, String prefix) {
        var checks = new FieldChecks();
        var units = new ArrayList<StoreTasks.Rejected>();
        for (var line : fulfilment.lines()) {
            var text = filled.getOrDefault(prefix + line.lineNumber(), "").strip();
            if (text.isEmpty()) {
                continue;
            }
            var number = text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : -1;
            checks.range(line.sku().value(), number, 0, MOST_UNITS);
            units.add(new StoreTasks.Rejected(line.sku().value(), number));
        }
        checks.orThrow();
        return units;
    }
}
