package org.baton.rules;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.baton.rules.TableContract.Field;
import org.baton.rules.TableModel.Column;
import org.baton.rules.TableModel.Row;
import org.jspecify.annotations.Nullable;

/** Looks at every cell by itself: can it be read, is it of its column's kind, is it one of the allowed values. */
final class CellCheck {

    private static final Pattern UNKNOWN_NAME = Pattern.compile(FeelCells.UNKNOWN + "(.*)'");
    private static final Pattern THOUSANDS = Pattern.compile("\\d,\\d{3}(?!\\d)");

    private final TableModel table;
    private final Optional<TableContract> contract;
    private final FeelCells feel;
    private final Findings findings;

    CellCheck(TableModel table, Optional<TableContract> contract, Findings findings) {
        this.table = table;
        this.contract = contract;
        this.findings = findings;
        this.feel = new FeelCells(table.inputVariables());
    }

    /** The predefined values of each input column, compiled; null where there are none. */
    List<@Nullable FeelCell> allowedInputs() {
        return table.inputs().stream().<@Nullable FeelCell>map(this::allowed).toList();
    }

    /** The conditions of each row, compiled. */
    List<List<FeelCell>> conditions(List<@Nullable FeelCell> allowed) {
        List<List<FeelCell>> grid = new ArrayList<>();
        for (Row row : table.rows()) {
            List<FeelCell> cells = new ArrayList<>();
            for (int i = 0; i < table.inputs().size(); i++) {
                FeelCell cell = feel.condition(row.isAny(i) ? "-" : row.inputs().get(i));
                checkCondition(row, i, cell, allowed.get(i));
                cells.add(cell);
            }
            grid.add(cells);
        }
        return grid;
    }

    void checkResults() {
        for (int i = 0; i < table.outputs().size(); i++) {
            Column column = table.outputs().get(i);
            Optional<Field> field = contract.flatMap(c -> c.output(column.variable()));
            FeelCell allowed = allowed(column);
            for (Row row : table.rows()) {
                checkResult(row, column, row.outputs().get(i), field, allowed);
            }
        }
    }

    private @Nullable FeelCell allowed(Column column) {
        if (column.allowed().isEmpty()) {
            return null;
        }
        FeelCell cell = feel.condition(column.allowed());
        cell.error()
                .ifPresent(e -> findings.error(
                        null,
                        column.label(),
                        "The predefined values cannot be read: " + explain(column, column.allowed(), e)));
        return cell;
    }

    private void checkCondition(Row row, int index, FeelCell cell, @Nullable FeelCell allowed) {
        Column column = table.inputs().get(index);
        String text = row.inputs().get(index);
        Optional<String> problem = thousands(column, text)
                .or(() -> cell.error().map(e -> "The cell cannot be read: " + explain(column, text, e)))
                .or(() -> meaningless(column, text, cell))
                .or(() -> cell.literals().stream()
                        .filter(l -> cell.comparesLiteralsOnly())
                        .map(l -> wrongLiteral(column, l, allowed))
                        .flatMap(Optional::stream)
                        .findFirst());
        problem.ifPresent(p -> findings.error(row.number(), column.label(), p));
    }

    private static Optional<String> thousands(Column column, String text) {
        return column.kind().isNumber() && THOUSANDS.matcher(text).find()
                ? Optional.of("A comma separates alternatives: write %s for the number"
                        .formatted(text.replaceAll("(\\d),(\\d{3})", "$1$2")))
                : Optional.empty();
    }

    private static Optional<String> meaningless(Column column, String text, FeelCell cell) {
        return cell.comparesLiteralsOnly() || cell.usesNames() || column.kind().isTemporal()
                ? Optional.empty()
                : Optional.of("The condition %s can never be met; %s".formatted(text, examples(column)));
    }

    private static Optional<String> wrongLiteral(Column column, Object literal, @Nullable FeelCell allowed) {
        if (!column.kind().isTemporal() && !isOfKind(column.kind(), literal)) {
            return Optional.of(
                    "This column holds %s; %s".formatted(column.kind().words(), examples(column)));
        }
        if (column.kind().isText() && allowed != null && !allowed.accepts(literal)) {
            return Optional.of("\"%s\" is not one of the predefined values %s".formatted(literal, column.allowed()));
        }
        return Optional.empty();
    }

    private void checkResult(Row row, Column column, String text, Optional<Field> field, @Nullable FeelCell allowed) {
        if (text.isEmpty() || text.equals("-") || text.equals("null")) {
            if (field.map(Field::required).orElse(false)) {
                findings.error(
                        row.number(),
                        column.label(),
                        "The cell is empty; it must be " + column.kind().words());
            } else if (field.isEmpty()) {
                findings.warning(row.number(), column.label(), "The cell is empty");
            }
            return;
        }
        FeelCell cell = feel.result(text);
        Optional<String> problem = thousands(column, text)
                .or(() -> cell.error().map(e -> "The cell cannot be read: " + explain(column, text, e)))
                .or(() -> wrongResult(column, cell, field.map(Field::allowed).orElse(Set.of()), allowed));
        problem.ifPresent(p -> findings.error(row.number(), column.label(), p));
    }

    /** A computed result can only be judged when it is computed. */
    private static Optional<String> wrongResult(
            Column column, FeelCell cell, Set<String> known, @Nullable FeelCell allowed) {
        if (!cell.comparesLiteralsOnly() || column.kind().isTemporal()) {
            return Optional.empty();
        }
        Object value = cell.literals().getFirst();
        if (!isResult(column.kind(), value)) {
            return Optional.of(
                    "%s must be %s".formatted(quoted(value), column.kind().words()));
        }
        List<String> unknown = known.isEmpty()
                ? List.of()
                : words(column.kind(), value).filter(w -> !known.contains(w)).toList();
        if (!unknown.isEmpty()) {
            return Optional.of("\"%s\" is not known here; it may be %s"
                    .formatted(String.join(", ", unknown), String.join(", ", new TreeSet<>(known))));
        }
        return allowed == null || allowed.accepts(value)
                ? Optional.empty()
                : Optional.of("%s is not one of the predefined values %s".formatted(quoted(value), column.allowed()));
    }

    private static Stream<String> words(Kind kind, Object value) {
        return kind == Kind.LIST
                ? Arrays.stream(value.toString().split(",", -1)).map(String::strip)
                : Stream.of(value.toString());
    }

    private static boolean isOfKind(Kind kind, Object value) {
        return kind.isText()
                ? value instanceof String
                : kind.isNumber() ? value instanceof BigDecimal : value instanceof Boolean;
    }

    private static boolean isResult(Kind kind, Object value) {
        if (!isOfKind(kind, value)) {
            return false;
        }
        if (value instanceof BigDecimal number) {
            return !(kind.isNeverNegative() && number.signum() < 0)
                    && !(kind.isWhole() && number.stripTrailingZeros().scale() > 0);
        }
        return kind != Kind.DURATION || isDuration(value.toString());
    }

    private static boolean isDuration(String text) {
        try {
            return !Duration.parse(text).isNegative();
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String explain(Column column, String text, String error) {
        var name = UNKNOWN_NAME.matcher(error);
        if (text.matches(".*[“”„].*")) {
            return "use straight double quotes: " + text.replaceAll("[“”„]", "\"");
        }
        if (name.matches() && column.kind().isText()) {
            return "text stands in double quotes: \"%s\"".formatted(name.group(1));
        }
        String reason = name.matches() ? "nothing here is called " + name.group(1) : "\"" + text + "\"";
        return reason + "; " + examples(column);
    }

    private static String examples(Column column) {
        return switch (column.kind()) {
            case TEXT, LIST, DURATION -> "write for example \"web\" or \"web\",\"app\" or not(\"web\")";
            case NUMBER, WHOLE, AMOUNT, COUNT -> "write for example 5 or > 100 or [1..5]";
            case YES_NO -> "write true or false";
            case DATE, TIME, DATE_TIME, DAYS, MONTHS -> "write " + column.kind().words() + " in FEEL";
        };
    }

    private static String quoted(Object value) {
        return value instanceof String text ? "\"" + text + "\"" : Objects.toString(value);
    }
}
