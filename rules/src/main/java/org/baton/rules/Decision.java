package org.baton.rules;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a table decided, with the rows that did, so that it can be explained and recorded.
 *
 * @param version of the table, see {@link DecisionTable#version()}
 * @param rows results by output name, in the order of the hit policy; empty when no row matched; the single-value
 *     methods read the first
 * @param firedRows the rows of the table that gave the results
 */
public record Decision(
        String table, String version, List<Map<String, @Nullable Object>> rows, List<FiredRow> firedRows) {

    /**
     * @param number as the Modeler shows it, from 1
     * @param annotation the analyst's words for it, or empty
     */
    public record FiredRow(int number, String ruleId, String annotation) {}

    /** Whether any row matched. */
    public boolean matched() {
        return !firedRows.isEmpty();
    }

    /** Why, in the analyst's words: the annotations of the rows that fired. */
    public String because() {
        return firedRows.stream()
                .map(FiredRow::annotation)
                .filter(a -> !a.isEmpty())
                .collect(Collectors.joining("; "));
    }

    public String text(String output) {
        return (String) value(output);
    }

    /** Empty when the matching row leaves it empty. */
    public Optional<String> optionalText(String output) {
        return Optional.ofNullable((String) cell(output));
    }

    public BigDecimal number(String output) {
        return (BigDecimal) value(output);
    }

    /** @throws ArithmeticException when the number has decimals or is too large */
    public int count(String output) {
        return number(output).intValueExact();
    }

    /** Empty when the matching row leaves it empty. */
    public Optional<Integer> optionalCount(String output) {
        return Optional.ofNullable((BigDecimal) cell(output)).map(BigDecimal::intValueExact);
    }

    public boolean yes(String output) {
        return (Boolean) value(output);
    }

    public Duration duration(String output) {
        return Duration.parse(text(output));
    }

    /** Empty when the matching row leaves it empty. */
    public Optional<Duration> optionalDuration(String output) {
        return optionalText(output).map(Duration::parse);
    }

    /** The words of a comma-separated cell, in order. */
    public List<String> list(String output) {
        return Arrays.stream(text(output).split(",")).map(String::strip).toList();
    }

    private Object value(String output) {
        Object value = cell(output);
        if (value == null) {
            throw new DecisionFailedException(table, "the matching row gives no %s".formatted(output));
        }
        return value;
    }

    private @Nullable Object cell(String output) {
        if (!matched()) {
            throw new DecisionFailedException(table, "no row matches");
        }
        if (!rows.getFirst().containsKey(output)) {
            throw new DecisionFailedException(table, "it has no output " + output);
        }
        return rows.getFirst().get(output);
    }
}
