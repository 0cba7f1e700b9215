package org.baton.app.api.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor asks for the next page; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /** A list that is always told whole. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null);
    }

    /**
     * Cuts a page from one row more than was asked for, which tells whether there is another page.
     *
     * @param cursor the position of a row, as the parts of its cursor
     */
    public static <R, T> Page<T> cut(
            List<R> rows, PageRequest request, Function<R, List<String>> cursor, Function<List<R>, List<T>> views) {
        if (rows.size() <= request.limit()) {
            return new Page<>(views.apply(rows), null);
        }
        var shown = rows.subList(0, request.limit());
        return new Page<>(views.apply(shown), request.cursorAfter(cursor.apply(shown.getLast())));
    }
}
