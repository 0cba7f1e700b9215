package org.baton.connectors.sandbox;

import java.util.List;
import java.util.Locale;
import org.baton.domain.order.Delivery;
import org.jspecify.annotations.Nullable;

/** Reads what the first line of an address asks of a vendor: {@code SANDBOX <vendor> <mark>}. */
final class AddressMark {

    private AddressMark() {}

    /**
     * The mark that an address carries for a vendor, or null.
     *
     * @param marks longer ones before those that they begin with
     */
    static <M extends Enum<M>> @Nullable M in(Delivery delivery, String vendor, List<M> marks) {
        var line1 = delivery.line1() == null ? "" : delivery.line1().toUpperCase(Locale.ROOT);
        return marks.stream()
                .filter(mark ->
                        line1.contains("SANDBOX " + vendor + " " + mark.name().replace('_', ' ')))
                .findFirst()
                .orElse(null);
    }
}
