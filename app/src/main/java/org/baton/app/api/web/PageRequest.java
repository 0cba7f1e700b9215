package org.baton.app.api.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.baton.domain.common.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for.
 *
 * @param resource the list that the cursor belongs to
 * @param limit rows of the page
 * @param after parts of the position behind which the page begins; empty for the first page
 */
public record PageRequest(String resource, int limit, List<String> after) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 200;
    private static final String SEPARATOR = "\u001f";

    /**
     * Reads {@code ?limit=&cursor=}.
     *
     * @param parts how many parts a cursor of this list has
     * @throws InvalidInputException for a limit outside 1 to 200, or a cursor that this list did not give
     */
    public static PageRequest of(String resource, int parts, @Nullable String limit, @Nullable String cursor) {
        return new PageRequest(resource, limit(limit), cursor == null ? List.of() : decode(resource, parts, cursor));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        var limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MOST) {
            throw new InvalidInputException("limit", "out-of-range", "A number from 1 to " + MOST + ".");
        }
        return limit;
    }

    private static List<String> decode(String resource, int parts, String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            var decoded = List.of(text.split(SEPARATOR, -1));
            if (decoded.size() == parts + 1
                    && decoded.getFirst().equals(resource)
                    && decoded.stream().allMatch(QueryChecks::isPlain)) {
                return decoded.subList(1, decoded.size());
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw badCursor();
    }

    /** The refusal of a cursor that cannot be read. */
    public static InvalidInputException badCursor() {
        return new InvalidInputException("cursor", "malformed", "Take nextCursor of the page before as it is.");
    }

    /** One row more than the page has, to see whether there is another page. */
    public int fetch() {
        return limit + 1;
    }

    /** The id after which the page begins, for a list ordered by one id; empty for the first page. */
    public String afterId() {
        return after.isEmpty() ? "" : after.getFirst();
    }

    String cursorAfter(List<String> position) {
        var text = resource + SEPARATOR + String.join(SEPARATOR, position);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
