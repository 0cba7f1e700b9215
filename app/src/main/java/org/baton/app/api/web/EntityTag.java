package org.baton.app.api.web;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The version of a resource as HTTP knows it, so that no caller overwrites what it has not seen. */
public final class EntityTag {

    private EntityTag() {}

    public static String of(long version) {
        return "\"" + version + "\"";
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
        if (Arrays.stream(ifMatch.split(",", -1)).map(String::strip).noneMatch(of(version)::equals)) {
            throw new StaleVersionException();
        }
    }
}
