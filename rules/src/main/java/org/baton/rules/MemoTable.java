package org.baton.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Asks a table about thousands of nodes a decision: inputs that no cell of the table can tell apart share one answer.
 *
 * <p>A column whose cells compare with literals only cuts its values into a few pieces (see {@link Dimension}); the
 * numbers of the pieces are the key. A table that computes with a column, in a condition or a result, is asked with the
 * column's own value as the key.
 *
 * @param <T> what a program makes of a decision
 */
public final class MemoTable<T> {

    /** Beyond this many different inputs nothing more is remembered. */
    private static final int MOST_REMEMBERED = 200_000;

    private final DecisionTable table;
    private final String[] names;
    private final Function<Decision, T> reading;
    private final Bucket[] buckets;
    /** How many pieces each column has. */
    private final long[] sizes;
    /** The values that the table looks at at all. */
    private final int[] looksAt;
    /** Whether no column computes, and the pieces of all columns fit into one number. */
    private final boolean small;

    private final Map<String, Optional<double[]>> bounds;
    private final ConcurrentMap<Object, T> answers = new ConcurrentHashMap<>();

    /** Turns a value into the number of the piece it lies in, or leaves it as it is. */
    private interface Bucket {

        Object of(Object value);
    }

    /** @param names of the values, in the order in which {@link #ask} gets them */
    public MemoTable(DecisionTable table, List<String> names, Function<Decision, T> reading) {
        this.table = table;
        this.names = names.toArray(String[]::new);
        this.reading = reading;
        this.buckets = names.stream().map(name -> bucket(table, name)).toArray(Bucket[]::new);
        this.sizes = names.stream().mapToLong(name -> pieces(table, name)).toArray();
        this.looksAt = IntStream.range(0, this.names.length)
                .filter(i -> table.looksAt(this.names[i]))
                .toArray();
        this.small = Arrays.stream(looksAt).allMatch(i -> sizes[i] > 1)
                && Arrays.stream(sizes).mapToDouble(Math::log).sum() < Math.log(Long.MAX_VALUE);
        this.bounds = names.stream().collect(Collectors.toMap(Function.identity(), name -> bounds(table, name)));
    }

    /** The answer to some inputs; numbers may come as Integer, Double or BigDecimal. */
    public T ask(Object... values) {
        if (!small) {
            return askByValues(values);
        }
        long key = 0;
        for (int i : looksAt) {
            key = key * sizes[i] + (Integer) buckets[i].of(values[i]);
        }
        T known = answers.get(key);
        return known != null ? known : remember(key, values);
    }

    /**
     * The numbers at which the answer may change with a value, ascending; none where the table does not look at it, and
     * empty where it computes with it.
     */
    public Optional<double[]> bounds(String name) {
        return bounds.getOrDefault(name, Optional.empty());
    }

    private static Optional<double[]> bounds(DecisionTable table, String name) {
        return table.looksAt(name)
                ? table.literals(name)
                        .filter(found -> found.stream().allMatch(BigDecimal.class::isInstance))
                        .map(MemoTable::ascending)
                : Optional.of(new double[0]);
    }

    private T askByValues(Object... values) {
        List<Object> key = new ArrayList<>();
        for (int i = 0; i < buckets.length; i++) {
            key.add(buckets[i].of(values[i]));
        }
        T known = answers.get(key);
        return known != null ? known : remember(key, values);
    }

    private T remember(Object key, Object... values) {
        Map<String, Object> inputs = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            inputs.put(names[i], values[i] instanceof Double number ? BigDecimal.valueOf(number) : values[i]);
        }
        T answer = reading.apply(table.decide(inputs));
        if (answers.size() < MOST_REMEMBERED) {
            answers.putIfAbsent(key, answer);
        }
        return answer;
    }

    private static long pieces(DecisionTable table, String name) {
        return table.looksAt(name)
                ? table.literals(name).map(l -> 2L * l.size() + 2).orElse(1L)
                : 1;
    }

    private static Bucket bucket(DecisionTable table, String name) {
        if (!table.looksAt(name)) {
            return value -> 0;
        }
        var literals = table.literals(name);
        if (literals.isEmpty()) {
            return value -> value;
        }
        List<Object> found = literals.get();
        if (found.stream().allMatch(BigDecimal.class::isInstance) && !found.isEmpty()) {
            return numbers(found);
        }
        Map<Object, Integer> pieces = new HashMap<>();
        found.forEach(literal -> pieces.putIfAbsent(literal, pieces.size() + 1));
        return value -> pieces.getOrDefault(value, 0);
    }

    /** Where a number lies between {@link #bounds}: 0 below the first, 1 at it, 2 between it and the next, and so on. */
    public static int piece(double[] bounds, double value) {
        int at = Arrays.binarySearch(bounds, value);
        return at >= 0 ? 2 * at + 1 : -2 * at - 2;
    }

    private static Bucket numbers(List<Object> literals) {
        double[] bounds = ascending(literals);
        return value -> piece(bounds, ((Number) value).doubleValue());
    }

    private static double[] ascending(List<Object> literals) {
        return literals.stream()
                .mapToDouble(l -> ((BigDecimal) l).doubleValue())
                .sorted()
                .distinct()
                .toArray();
    }
}
