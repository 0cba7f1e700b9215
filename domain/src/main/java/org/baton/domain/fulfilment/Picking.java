package org.baton.domain.fulfilment;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.Fulfilment.FulfilmentLine;
import org.baton.domain.inventory.RejectionReason;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Ends a pick. What was picked is, in this order: what {@code picked} says; all but what {@code missing} says; what
 * passed the scanner, if anything did; everything. Units that were not picked are given back, each for its reason, and
 * only those lines move on.
 *
 * <p>{@code picked} = [{sku, quantity}]; {@code missing} = [{sku, quantity, reason}]; {@code reason} for what neither
 * explains, mismatch if it is not said.
 */
@Service
class Picking {

    private static final String REASONS = "One of not-in-stock, mismatch, damaged, no-variance.";

    private final FulfilmentBook fulfilments;
    private final FulfilmentProgress progress;
    private final Scans scans;

    Picking(FulfilmentBook fulfilments, FulfilmentProgress progress, Scans scans) {
        this.fulfilments = fulfilments;
        this.progress = progress;
        this.scans = scans;
    }

    /** @return whether anything is left to go on with */
    boolean pick(FulfilmentLock.Locked locked, Map<String, Object> entered, String actor) {
        var f = locked.fulfilment();
        var checks = new FieldChecks();
        var missing = missing(f, entered, checks);
        var explained = total(missing);
        var picked = picked(f, entered, explained, checks);
        var unexplained = unexplained(f, picked, explained, checks);
        var reason = reason("reason", entered.get("reason"), checks);
        checks.orThrow();
        if (!unexplained.isEmpty()) {
            missing.merge(reason, unexplained, Picking::sum);
        }
        var left = f.units();
        for (var given : missing.entrySet()) {
            left = progress.giveBack(f.id(), given.getValue(), given.getKey(), actor);
        }
        if (left > 0) {
            fulfilments.picked(f.id(), picked);
            progress.step(locked, FulfilmentStatus.PICKED, actor);
        }
        return left > 0;
    }

    private Map<Integer, Integer> picked(
            Fulfilment f, Map<String, Object> entered, Map<Integer, Integer> explained, FieldChecks checks) {
        if (entered.get("picked") != null) {
            var named = UnitsEntered.read(entered.get("picked"), "picked", checks);
            return UnitsEntered.byLine(f.lines(), named, "picked", checks);
        }
        if (!explained.isEmpty() || !scans.hasAny(f.id())) {
            return f.lines().stream()
                    .collect(
                            TreeMap::new,
                            (all, line) -> all.put(
                                    line.lineNumber(), line.quantity() - explained.getOrDefault(line.lineNumber(), 0)),
                            Map::putAll);
        }
        var scannedAll = f.lines().stream().allMatch(line -> line.scanned() == line.quantity());
        if (!scannedAll && entered.get("reason") == null) {
            throw new RefusedException("not-all-scanned", "Scan the rest, or say why it is missing.");
        }
        return f.lines().stream()
                .collect(TreeMap::new, (all, line) -> all.put(line.lineNumber(), line.scanned()), Map::putAll);
    }

    private static Map<Integer, Integer> unexplained(
            Fulfilment f, Map<Integer, Integer> picked, Map<Integer, Integer> explained, FieldChecks checks) {
        var rest = new TreeMap<Integer, Integer>();
        for (var line : f.lines()) {
            var units = line.quantity()
                    - picked.getOrDefault(line.lineNumber(), 0)
                    - explained.getOrDefault(line.lineNumber(), 0);
            if (units < 0) {
                checks.add("missing", "out-of-range", "More of " + line.sku() + " than this task has.");
            } else if (units > 0) {
                rest.put(line.lineNumber(), units);
            }
        }
        return rest;
    }

    private static Map<RejectionReason, Map<Integer, Integer>> missing(
            Fulfilment f, Map<String, Object> entered, FieldChecks checks) {
        var missing = new LinkedHashMap<RejectionReason, Map<Integer, Integer>>();
        if (entered.get("missing") == null) {
            return missing;
        }
        var named = UnitsEntered.read(entered.get("missing"), "missing", checks);
        var items = entered.get("missing") instanceof List<?> list ? list : List.of();
        if (named.size() != items.size()) {
            return missing;
        }
        var left = new HashMap<Integer, Integer>(f.unitsByLine());
        for (int i = 0; i < items.size(); i++) {
            var word = items.get(i) instanceof Map<?, ?> map ? map.get("reason") : null;
            var reason = reason("missing[" + i + "].reason", word, checks);
            var lines = f.lines().stream()
                    .map(line -> new FulfilmentLine(
                            line.lineNumber(), line.sku(), left.getOrDefault(line.lineNumber(), 0), 0, 0, 0, 0))
                    .toList();
            var units = UnitsEntered.byLine(lines, List.of(named.get(i)), "missing[" + i + "]", checks);
            units.forEach((line, n) -> left.merge(line, -n, Integer::sum));
            missing.merge(reason, units, Picking::sum);
        }
        missing.values().removeIf(Map::isEmpty);
        return missing;
    }

    private static Map<Integer, Integer> total(Map<RejectionReason, Map<Integer, Integer>> missing) {
        return missing.values().stream().reduce(new TreeMap<>(), Picking::sum);
    }

    private static Map<Integer, Integer> sum(Map<Integer, Integer> a, Map<Integer, Integer> b) {
        var sum = new TreeMap<Integer, Integer>(a);
        b.forEach((line, units) -> sum.merge(line, units, Integer::sum));
        return sum;
    }

    private static RejectionReason reason(String field, @Nullable Object word, FieldChecks checks) {
        if (word == null) {
            return RejectionReason.MISMATCH;
        }
        return RejectionReason.of(Objects.toString(word)).orElseGet(() -> {
            checks.add(field, "unknown-value", REASONS);
            return RejectionReason.MISMATCH;
        });
    }
}
