package org.baton.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.baton.rules.TableModel.HitPolicy;
import org.baton.rules.TableModel.Row;
import org.jspecify.annotations.Nullable;

/**
 * Compares rows with each other: inputs that no row covers, rows that meet, repeat each other or can never match.
 *
 * <p>Exact for conditions that compare with literals. A row that computes (functions, other inputs) is taken to match
 * when gaps are looked for, and is otherwise left out, so nothing is reported that is not there.
 */
final class RowAnalysis {

    /** Keeps a pathological table from taking minutes. */
    private static final int MOST_BOXES = 20_000;

    private static final int MOST_GAPS_SHOWN = 5;

    private final TableModel table;
    private final Optional<TableContract> contract;
    private final Findings findings;
    private final List<Dimension> dimensions;
    private final List<Box> boxes;
    private final List<Boolean> exact;

    RowAnalysis(
            TableModel table,
            Optional<TableContract> contract,
            List<List<FeelCell>> conditions,
            List<@Nullable FeelCell> allowed,
            Findings findings) {
        this.table = table;
        this.contract = contract;
        this.findings = findings;
        this.dimensions = IntStream.range(0, table.inputs().size())
                .mapToObj(i -> Dimension.of(
                        table.inputs().get(i),
                        conditions.stream().map(row -> row.get(i)).toList(),
                        allowed.get(i)))
                .toList();
        this.boxes = conditions.stream().map(this::box).toList();
        this.exact = conditions.stream()
                .map(row -> row.stream().allMatch(FeelCell::comparesLiteralsOnly))
                .toList();
    }

    void check() {
        checkNeverMatching();
        if (table.hitPolicy() == HitPolicy.UNIQUE || table.hitPolicy() == HitPolicy.ANY) {
            checkOverlaps();
        } else {
            checkRepeats();
        }
        if (table.hitPolicy() == HitPolicy.FIRST) {
            checkHidden();
        }
        checkGaps();
    }

    private Box box(List<FeelCell> row) {
        return new Box(IntStream.range(0, row.size())
                .mapToObj(i -> row.get(i).comparesLiteralsOnly()
                        ? dimensions.get(i).accepted(row.get(i))
                        : dimensions.get(i).everything())
                .toList());
    }

    private void checkNeverMatching() {
        for (int r = 0; r < boxes.size(); r++) {
            for (int c = 0; c < dimensions.size(); c++) {
                if (boxes.get(r).sides().get(c).isEmpty()) {
                    findings.warning(
                            r + 1,
                            table.inputs().get(c).label(),
                            "The row can never match: nothing meets the condition "
                                    + table.rows().get(r).inputs().get(c));
                }
            }
        }
    }

    private void checkOverlaps() {
        for (int later = 0; later < boxes.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                Box both = boxes.get(earlier).intersect(boxes.get(later));
                if (!exact.get(earlier) || !exact.get(later) || both.isEmpty()) {
                    continue;
                }
                overlap(table.rows().get(earlier), table.rows().get(later), both);
            }
        }
    }

    private void overlap(Row earlier, Row later, Box both) {
        boolean sameAnswer = earlier.outputs().equals(later.outputs());
        if (sameAnswer && earlier.inputs().equals(later.inputs())) {
            findings.error(later.number(), null, "The row repeats row " + earlier.number());
        } else if (table.hitPolicy() == HitPolicy.UNIQUE) {
            findings.error(
                    later.number(),
                    null,
                    "Rows %d and %d both match %s, but only one row may"
                            .formatted(earlier.number(), later.number(), both.describe(dimensions)));
        } else if (!sameAnswer) {
            findings.error(
                    later.number(),
                    null,
                    "Rows %d and %d both match %s and give different results"
                            .formatted(earlier.number(), later.number(), both.describe(dimensions)));
        }
    }

    private void checkRepeats() {
        List<Row> rows = table.rows();
        for (Row row : rows) {
            rows.subList(0, row.number() - 1).stream()
                    .filter(r -> r.inputs().equals(row.inputs()) && r.outputs().equals(row.outputs()))
                    .findFirst()
                    .ifPresent(r -> findings.warning(row.number(), null, "The row repeats row " + r.number()));
        }
    }

    private void checkHidden() {
        for (int r = 0; r < boxes.size(); r++) {
            List<Box> open = List.of(boxes.get(r));
            if (open.getFirst().isEmpty() || repeats(r)) {
                continue;
            }
            for (int earlier = 0; earlier < r && open.size() < MOST_BOXES; earlier++) {
                open = exact.get(earlier) ? without(open, boxes.get(earlier)) : open;
            }
            if (open.isEmpty()) {
                findings.warning(
                        r + 1, null, "The row can never match: the rows above it take every case that it describes");
            }
        }
    }

    private boolean repeats(int row) {
        Row it = table.rows().get(row);
        return table.rows().subList(0, row).stream()
                .anyMatch(r -> r.inputs().equals(it.inputs()) && r.outputs().equals(it.outputs()));
    }

    private void checkGaps() {
        boolean noRowIsAnAnswer =
                contract.map(c -> !c.alwaysMatches()).orElse(table.hitPolicy().givesManyRows());
        if (noRowIsAnAnswer) {
            return;
        }
        List<Box> open =
                List.of(new Box(dimensions.stream().map(Dimension::everything).toList()));
        for (Box box : boxes) {
            open = without(open, box);
            if (open.size() > MOST_BOXES) {
                findings.warning(null, null, "The table is too intricate to look for cases that no row covers");
                return;
            }
        }
        open.stream().limit(MOST_GAPS_SHOWN).forEach(this::gap);
        if (open.size() > MOST_GAPS_SHOWN) {
            findings.warning(null, null, "%d more cases have no row".formatted(open.size() - MOST_GAPS_SHOWN));
        }
    }

    private void gap(Box box) {
        String message = "No row matches " + box.describe(dimensions);
        if (contract.isPresent()) {
            findings.error(message);
        } else {
            findings.warning(null, null, message);
        }
    }

    private static List<Box> without(List<Box> open, Box taken) {
        List<Box> rest = new ArrayList<>();
        open.forEach(box -> rest.addAll(box.minus(taken)));
        return rest;
    }
}
