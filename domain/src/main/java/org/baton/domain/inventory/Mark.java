package org.baton.domain.inventory;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The place of one fact among all that happened to a row: by time; at the very same time counts come first, then what its
 * source numbered, by these numbers, then the rest. Of the same number, the count comes first.
 *
 * @param source of what is numbered, otherwise empty
 * @param sequence its number, otherwise 0
 */
record Mark(Instant at, int rank, String source, long sequence, boolean movement) implements Comparable<Mark> {

    private static final int COUNT = 0;
    private static final int NUMBERED = 1;
    private static final int MOVEMENT = 2;
    private static final Comparator<Mark> ORDER = Comparator.comparing(Mark::at)
            .thenComparingInt(Mark::rank)
            .thenComparing(Mark::source)
            .thenComparingLong(Mark::sequence)
            .thenComparing(Mark::movement);

    static Mark ofCount(Instant at, @Nullable String source, @Nullable Long sequence) {
        return of(at, source, sequence, false);
    }

    static Mark of(Instant at, @Nullable String source, @Nullable Long sequence, boolean movement) {
        return sequence == null || source == null
                ? new Mark(at, movement ? MOVEMENT : COUNT, "", 0, movement)
                : new Mark(at, NUMBERED, source, sequence, movement);
    }

    /** The place of a count, of columns of the database, to be compared with another of these. */
    static String sql(String at, String source, String sequence) {
        return "(%s, case when %s is null then 0 else 1 end, coalesce(%s, '') collate \"C\", coalesce(%s, 0))"
                .formatted(at, sequence, source, sequence);
    }

    boolean isNumbered() {
        return rank == NUMBERED;
    }

    boolean isBefore(Mark other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Mark other) {
        return ORDER.compare(this, other);
    }
}
