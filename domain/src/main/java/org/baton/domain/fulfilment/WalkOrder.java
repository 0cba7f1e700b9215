package org.baton.domain.fulfilment;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The order in which a person walks past bins: aisle 4 before aisle 11. What has no place comes last. */
public final class WalkOrder {

    private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,12}");
    private static final String LAST = "\uffff";

    private WalkOrder() {}

    /** A text that sorts as one walks, whatever the letters and numbers of aisles and bins. */
    public static String of(@Nullable String aisle, @Nullable String bin) {
        return step(aisle) + ' ' + step(bin);
    }

    private static String step(@Nullable String place) {
        return place == null
                ? LAST
                : NUMBERS.matcher(place).replaceAll(number -> "%012d".formatted(Long.parseLong(number.group())));
    }
}
