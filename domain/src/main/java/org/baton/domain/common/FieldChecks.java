package org.baton.domain.common;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects everything that is wrong with an input, so that a caller mends it in one go. */
public final class FieldChecks {

    private final List<FieldError> errors = new ArrayList<>();

    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** @throws InvalidInputException with every error that was found, if any */
    public void orThrow() {
        if (!errors.isEmpty()) {
            throw new InvalidInputException(errors);
        }
    }

    public void add(String field, String code, String message) {
        errors.add(new FieldError(field, code, message));
    }

    /** Demands a text and returns it; an empty one stands for what is missing, the error being noted. */
    public String required(String field, @Nullable String value, int maxLength) {
        if (value == null || value.isBlank()) {
            add(field, "required", "This field is required.");
            return "";
        }
        return text(field, value, maxLength);
    }

    /** Bounds a text that may be missing. */
    public @Nullable String optional(String field, @Nullable String value, int maxLength) {
        return value == null || value.isBlank() ? null : text(field, value, maxLength);
    }

    /** Demands a form for a text that may be missing. */
    public void matches(String field, @Nullable String value, Pattern pattern, String message) {
        if (value != null && !value.isEmpty() && !pattern.matcher(value).matches()) {
            add(field, "malformed", message);
        }
    }

    /** Demands a number between two bounds, both included; missing counts as required. */
    public void range(String field, @Nullable Integer value, int from, int to) {
        if (value == null) {
            add(field, "required", "This field is required.");
        } else if (value < from || value > to) {
            add(field, "out-of-range", "Must be between " + from + " and " + to + ".");
        }
    }

    /** Whether a text is free of control characters and of broken Unicode, neither of which the database takes. */
    public static boolean isStorable(String text) {
        // No stream: every id that is made asks this.
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                return false;
            }
        }
        return true;
    }

    private String text(String field, String value, int maxLength) {
        if (value.length() > maxLength) {
            add(field, "too-long", "At most " + maxLength + " characters.");
        } else if (!isStorable(value)) {
            add(field, "malformed", "Must not contain control characters or broken Unicode.");
        }
        return value.strip();
    }
}
