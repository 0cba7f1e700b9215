package org.baton.app.api.fulfilment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.baton.domain.common.FieldChecks;

/**
 * Checks what was entered into a task before it becomes variables of a process: an associate must not be able to
 * overwrite what the process goes by, nor to hand it something that the engine cannot hold.
 */
public final class Entered {

    private static final Set<String> RESERVED = Set.of("orderId", "fulfilmentId", "linesLeft");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final int MOST_FIELDS = 100;
    private static final int DEEPEST = 8;
    private static final int LONGEST_TEXT = 4000;

    private Entered() {}

    /** @throws org.baton.domain.common.InvalidInputException naming every field that is wrong */
    public static Map<String, Object> checked(Map<String, Object> entered) {
        var checks = new FieldChecks();
        if (entered.size() > MOST_FIELDS) {
            checks.add("", "too-many", "At most " + MOST_FIELDS + " fields.");
        }
        entered.forEach((name, value) -> {
            if (RESERVED.contains(name)) {
                checks.add(name, "reserved", "The process sets this by itself.");
            } else if (!NAME.matcher(name).matches()) {
                checks.add(name, "malformed", "A field's name has letters, digits and underscores.");
            }
            check(checks, name, value, 1);
        });
        checks.orThrow();
        return entered;
    }

    private static void check(FieldChecks checks, String field, Object value, int depth) {
        switch (value) {
            case null -> {}
            case Boolean b -> {}
            case Integer i -> {}
            case Long l -> {}
            case Double d when Double.isFinite(d) -> {}
            case String text -> checkText(checks, field, text);
            case List<?> list
            when (depth < DEEPEST) -> {
                for (int i = 0; i < list.size(); i++) {
                    check(checks, field + "[" + i + "]", list.get(i), depth + 1);
                }
            }
            case Map<?, ?> map
            when (depth < DEEPEST) ->
                map.forEach((name, inner) -> {
                    checkText(checks, field, String.valueOf(name));
                    check(checks, field + "." + name, inner, depth + 1);
                });
            default -> checks.add(field, "out-of-range", "Too large or too deep.");
        }
    }

    private static void checkText(FieldChecks checks, String field, String text) {
        if (text.length() > LONGEST_TEXT) {
            checks.add(field, "too-long", "At most " + LONGEST_TEXT + " characters.");
        } else if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r')) {
            checks.add(field, "malformed", "Must not contain control characters.");
        }
    }
}
