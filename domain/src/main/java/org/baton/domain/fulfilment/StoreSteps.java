package org.baton.domain.fulfilment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.Fulfilment.FulfilmentLine;
import org.baton.domain.fulfilment.StoreTasks.Rejected;
import org.baton.domain.inventory.RejectionReason;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the known kinds of store tasks do to a fulfilment, and what they want to be told:
 * <ul>
 *   <li>{@code accept}: nothing
 *   <li>{@code pick}: {@code picked} = [{sku, quantity}]; without it everything was picked. What was not is given
 *       back, for {@code reason} (mismatch if none is said)
 *   <li>{@code pack}: {@code place}, where it is staged
 *   <li>{@code ship}: nothing
 *   <li>{@code hand-over}: {@code code}, or {@code idChecked} = true
 * </ul>
 * A kind that is not known here is a step that an analyst drew: it does nothing to the fulfilment, and what was
 * entered becomes process variables.
 */
@Service
class StoreSteps {

    private static final int MOST_WRONG_CODES = 5;
    private static final Set<String> REJECTABLE = Set.of("accept", "pick");
    private static final String LINES_LEFT = "linesLeft";
    private static final Set<String> RESERVED = Set.of("orderId", "fulfilmentId");

    private final FulfilmentBook fulfilments;
    private final FulfilmentProgress progress;
    private final CarrierGateway carrier;

    StoreSteps(FulfilmentBook fulfilments, FulfilmentProgress progress, CarrierGateway carrier) {
        this.fulfilments = fulfilments;
        this.progress = progress;
        this.carrier = carrier;
    }

    static boolean isRejectable(String kind) {
        return REJECTABLE.contains(kind);
    }

    /**
     * Checks who collects before anything is handed over; wrong codes are counted, and too many lock the hand-over.
     *
     * @throws RefusedException with code {@code wrong-code} or {@code code-locked}
     */
    @Transactional(noRollbackFor = RefusedException.class)
    public void verify(Task task, Map<String, Object> entered) {
        if (!task.kind().equals("hand-over")
                || !task.status().isOpen()
                || Boolean.TRUE.equals(entered.get("idChecked"))) {
            return;
        }
        // Locked, so that guesses made at once are counted one by one.
        var wrongCodes = fulfilments.wrongCodes(task.fulfilmentId());
        if (wrongCodes >= MOST_WRONG_CODES) {
            throw new RefusedException("code-locked", "Too many wrong codes: check the customer's ID instead.");
        }
        var code = entered.get("code");
        if (code == null || !code.equals(fulfilments.get(task.fulfilmentId()).pickupCode())) {
            fulfilments.set(task.fulfilmentId(), "wrong_codes", wrongCodes + 1);
            throw new RefusedException("wrong-code", "This is not the code of this order.");
        }
    }

    /** Does a step under the order's lock and returns the variables that its process goes on with. */
    @Transactional
    public Map<String, Object> perform(Task task, Fulfilment fulfilment, Map<String, Object> entered, String actor) {
        return switch (task.kind()) {
            case "accept" -> step(fulfilment, FulfilmentStatus.ACCEPTED, actor);
            case "pick" -> pick(fulfilment, entered, actor);
            case "pack" -> pack(fulfilment, entered, actor);
            case "ship" -> ship(fulfilment, actor);
            case "hand-over" -> {
                progress.pickedUp(fulfilment.id(), actor);
                yield Map.of();
            }
            default -> variables(entered);
        };
    }

    /** What was entered, without the names by which processes know what they are about. */
    private static Map<String, Object> variables(Map<String, Object> entered) {
        var variables = new HashMap<>(entered);
        variables.keySet().removeAll(RESERVED);
        return variables;
    }

    private Map<String, Object> step(Fulfilment fulfilment, FulfilmentStatus to, String actor) {
        progress.step(fulfilment.id(), to, actor);
        return Map.of(LINES_LEFT, true);
    }

    private Map<String, Object> pick(Fulfilment fulfilment, Map<String, Object> entered, String actor) {
        var checks = new FieldChecks();
        var picked = entered.get("picked") == null
                ? all(fulfilment)
                : unitsBySku(fulfilment, lines(entered.get("picked"), checks), "picked", checks);
        var reason = reason(entered, checks);
        checks.orThrow();
        var missing = missing(fulfilment, picked);
        var left = missing.isEmpty() ? fulfilment.units() : progress.giveBack(fulfilment.id(), missing, reason, actor);
        if (left == 0) {
            return Map.of(LINES_LEFT, false);
        }
        fulfilments.picked(fulfilment.id(), picked);
        return step(fulfilment, FulfilmentStatus.PICKED, actor);
    }

    private static RejectionReason reason(Map<String, Object> entered, FieldChecks checks) {
        var word = entered.get("reason");
        if (word == null) {
            return RejectionReason.MISMATCH;
        }
        return RejectionReason.of(String.valueOf(word)).orElseGet(() -> {
            checks.add("reason", "unknown-value", "One of not-in-stock, mismatch, damaged, no-variance.");
            return RejectionReason.MISMATCH;
        });
    }

    private static Map<Integer, Integer> missing(Fulfilment fulfilment, Map<Integer, Integer> picked) {
        var missing = new TreeMap<Integer, Integer>();
        for (var line : fulfilment.lines()) {
            missing.put(line.lineNumber(), line.quantity() - picked.getOrDefault(line.lineNumber(), 0));
        }
        missing.values().removeIf(units -> units == 0);
        return missing;
    }

    private Map<String, Object> pack(Fulfilment fulfilment, Map<String, Object> entered, String actor) {
        var checks = new FieldChecks();
        var place = entered.get("place") instanceof String text ? checks.optional("place", text, 40) : null;
        checks.orThrow();
        fulfilments.set(fulfilment.id(), "staged_at", place);
        var collected = fulfilment.pickupCode() != null;
        return step(fulfilment, collected ? FulfilmentStatus.READY_FOR_PICKUP : FulfilmentStatus.PACKED, actor);
    }

    private Map<String, Object> ship(Fulfilment fulfilment, String actor) {
        var name = fulfilment.carrier();
        var tracking = fulfilment.trackingNumber();
        if (name == null || tracking == null) {
            throw new RefusedException("no-label", "The parcel has no shipping label yet.");
        }
        progress.shipped(fulfilment.id(), name, tracking, actor);
        carrier.collected(fulfilment.id());
        return Map.of();
    }

    /** All units of a fulfilment, by line number. */
    static Map<Integer, Integer> all(Fulfilment fulfilment) {
        return fulfilment.lines().stream()
                .collect(Collectors.toMap(FulfilmentLine::lineNumber, FulfilmentLine::quantity));
    }

    /**
     * Spreads units of SKUs over the lines that have them; more than the lines have is an error.
     *
     * @param field that an error names
     */
    static Map<Integer, Integer> unitsBySku(
            Fulfilment fulfilment, List<Rejected> named, String field, FieldChecks checks) {
        var left = new HashMap<String, Long>();
        named.forEach(n -> left.merge(n.sku(), (long) n.quantity(), Long::sum));
        var units = new TreeMap<Integer, Integer>();
        for (var line : fulfilment.lines()) {
            var take = (int) Math.min(left.getOrDefault(line.sku().value(), 0L), line.quantity());
            if (take > 0) {
                units.put(line.lineNumber(), take);
                left.merge(line.sku().value(), (long) -take, Long::sum);
            }
        }
        left.forEach((sku, tooMany) -> {
            if (tooMany > 0) {
                checks.add(field, "out-of-range", tooMany + " more of " + sku + " than this task has.");
            }
        });
        return units;
    }

    private static List<Rejected> lines(@Nullable Object value, FieldChecks checks) {
        var lines = new ArrayList<Rejected>();
        if (!(value instanceof List<?> list)) {
            checks.add("picked", "wrong-type", "A list of sku and quantity.");
            return lines;
        }
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof Map<?, ?> map
                    && map.get("sku") instanceof String sku
                    && map.get("quantity") instanceof Integer quantity
                    && quantity >= 0) {
                lines.add(new Rejected(sku, quantity));
            } else {
                checks.add("picked[" + i + "]", "wrong-type", "An object with sku and a quantity of 0 or more.");
            }
        }
        return lines;
    }
}
