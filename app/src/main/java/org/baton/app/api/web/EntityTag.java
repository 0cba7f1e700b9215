package org.baton.app.api.web;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The version of a resource as HTTP knows it, so that no caller overwrites what it has not seen. */
public final class EntityTag {

    private EntityTag() {}

    /**
     * The tag of what is shown: the version that a change is held to, and what tells one showing from another, because
     * parts of a resource (a fulfilment's step, a payment) change without a change of the resource itself.
     */
    public static String of(long version, Object shown) {
        return "\"" + version + "-" + Integer.toHexString(shown.hashCode()) + "\"";
    }

    /**
     * Holds a caller to what it read; one that sent no If-Match is not held to anything.
     *
     * @throws StaleVersionException if none of the tags is the present version
     */
    public static void demand(@Nullable String ifMatch, long version) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        var present = Pattern.compile("\"" + version + "(-[0-9a-f]{1,8})?\"");
        if (Arrays.stream(ifMatch.split(",", -1))
                .noneMatch(tag -> present.matcher(tag.strip()).matches())) {
            throw new StaleVersionException();
        }
    }
}
