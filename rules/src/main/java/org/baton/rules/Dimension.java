package org.baton.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.baton.rules.TableModel.Column;
import org.jspecify.annotations.Nullable;

/**
 * All that one input can be, cut into the few pieces that the table's cells tell apart: each number written in the
 * column and the stretches between them, each text and any other text, true and false.
 *
 * <p>One sample stands for each piece, so a condition is the set of pieces whose samples it accepts.
 */
final class Dimension {

    private static final String ANY_OTHER = "\u0000any other";
    private static final Object ANYTHING = new Object();

    private final Column column;
    private final List<Object> samples;
    private final Set<Object> literals;

    private Dimension(Column column, List<Object> samples, Set<Object> literals) {
        this.column = column;
        this.samples = samples;
        this.literals = literals;
    }

    static Dimension of(Column column, List<FeelCell> cells, @Nullable FeelCell allowed) {
        Set<Object> literals = new LinkedHashSet<>();
        Stream.concat(cells.stream(), Stream.ofNullable(allowed))
                .filter(FeelCell::comparesLiteralsOnly)
                .forEach(c -> literals.addAll(c.literals()));
        List<Object> samples = new ArrayList<>(samples(column.kind(), literals));
        if (allowed != null && allowed.comparesLiteralsOnly()) {
            samples.removeIf(s -> !allowed.accepts(s));
        }
        return new Dimension(column, samples, literals);
    }

    private static List<?> samples(Kind kind, Set<Object> literals) {
        if (kind.isText()) {
            return Stream.concat(literals.stream(), Stream.of(ANY_OTHER)).toList();
        }
        if (kind.isNumber()) {
            return numbers(kind, literals);
        }
        return kind == Kind.YES_NO ? List.of(true, false) : List.of(ANYTHING);
    }

    private static List<BigDecimal> numbers(Kind kind, Set<Object> literals) {
        TreeSet<BigDecimal> bounds = new TreeSet<>(Set.of(BigDecimal.ZERO));
        literals.forEach(l -> bounds.add((BigDecimal) l));
        TreeSet<BigDecimal> numbers = new TreeSet<>(bounds);
        numbers.add(bounds.first().subtract(BigDecimal.ONE));
        numbers.add(bounds.last().add(BigDecimal.ONE));
        for (BigDecimal bound : bounds) {
            BigDecimal next = bounds.higher(bound);
            if (next != null) {
                numbers.add(bound.add(next).divide(BigDecimal.TWO));
            }
        }
        return numbers.stream()
                .filter(n -> !(kind.isNeverNegative() && n.signum() < 0))
                .filter(n -> bounds.contains(n) || !kind.isWhole() || hasWholeNeighbours(n, bounds))
                .toList();
    }

    /** Whether a whole number lies in the stretch between bounds that this sample stands for. */
    private static boolean hasWholeNeighbours(BigDecimal sample, NavigableSet<BigDecimal> bounds) {
        BigDecimal lower = bounds.lower(sample);
        BigDecimal higher = bounds.higher(sample);
        return lower == null || higher == null || higher.subtract(lower).compareTo(BigDecimal.ONE) > 0;
    }

    BitSet everything() {
        var all = new BitSet();
        all.set(0, samples.size());
        return all;
    }

    BitSet accepted(FeelCell cell) {
        var accepted = new BitSet();
        IntStream.range(0, samples.size())
                .filter(i -> cell.accepts(samples.get(i)))
                .forEach(accepted::set);
        return accepted;
    }

    /** The pieces in an analyst's words, such as {@code Order value is over 100}; empty when they are everything. */
    String describe(BitSet pieces) {
        if (pieces.equals(everything())) {
            return "";
        }
        return column.label() + " is " + (column.kind().isNumber() ? stretches(pieces) : values(pieces));
    }

    private String values(BitSet pieces) {
        if (pieces.stream().anyMatch(i -> samples.get(i).equals(ANY_OTHER))) {
            String others = IntStream.range(0, samples.size())
                    .filter(i -> !pieces.get(i))
                    .mapToObj(this::word)
                    .collect(Collectors.joining(", "));
            return "not " + others;
        }
        return pieces.stream().mapToObj(this::word).collect(Collectors.joining(" or "));
    }

    private String word(int piece) {
        Object sample = samples.get(piece);
        return switch (sample) {
            case String text -> "\"" + text + "\"";
            case BigDecimal number -> number.toPlainString();
            default -> sample.toString();
        };
    }

    private String stretches(BitSet pieces) {
        List<String> found = new ArrayList<>();
        for (int from = pieces.nextSetBit(0); from >= 0; ) {
            int to = pieces.nextClearBit(from) - 1;
            found.add(stretch(from, to));
            from = pieces.nextSetBit(to + 1);
        }
        return String.join(" or ", found);
    }

    private String stretch(int from, int to) {
        if (from == to && isLiteral(from)) {
            return word(from);
        }
        String low = from == 0 ? "" : isLiteral(from) ? "at least " + word(from) : "over " + word(from - 1);
        String high = to == samples.size() - 1 ? "" : isLiteral(to) ? "at most " + word(to) : "under " + word(to + 1);
        return low.isEmpty() || high.isEmpty() ? low + high : low + " and " + high;
    }

    private boolean isLiteral(int piece) {
        return literals.contains(samples.get(piece));
    }
}
