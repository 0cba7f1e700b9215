package org.baton.domain.fulfilment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.fulfilment.Fulfilment.FulfilmentLine;
import org.baton.domain.fulfilment.StoreTasks.Rejected;
import org.jspecify.annotations.Nullable;

/** Reads units of SKUs that a person entered, and spreads them over the lines that have them. */
final class UnitsEntered {

    private UnitsEntered() {}

    /** Reads [{sku, quantity}], naming every item that is not of that shape. */
    static List<Rejected> read(@Nullable Object value, String field, FieldChecks checks) {
        var lines = new ArrayList<Rejected>();
        if (!(value instanceof List<?> list)) {
            checks.add(field, "wrong-type", "A list of sku and quantity.");
            return lines;
        }
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof Map<?, ?> map
                    && map.get("sku") instanceof String sku
                    && map.get("quantity") instanceof Integer quantity
                    && quantity >= 0) {
                lines.add(new Rejected(sku, quantity));
            } else {
                checks.add(field + "[" + i + "]", "wrong-type", "An object with sku and a quantity of 0 or more.");
            }
        }
        return lines;
    }

    /**
     * Spreads units of SKUs over lines; more than the lines have is an error.
     *
     * @param lines whose quantity may be taken
     * @param field that an error names
     */
    static Map<Integer, Integer> byLine(
            List<FulfilmentLine> lines, List<Rejected> named, String field, FieldChecks checks) {
        var left = new HashMap<String, Long>();
        named.forEach(n -> left.merge(n.sku(), (long) n.quantity(), Long::sum));
        var units = new TreeMap<Integer, Integer>();
        for (var line : lines) {
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
}
