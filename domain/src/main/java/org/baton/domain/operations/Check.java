package org.baton.domain.operations;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./baton check} proves. A check of the books is the statement {@code checks/<name>.sql}, which selects
 * what is wrong.
 */
public enum Check {
    STOCK_LEDGER("On hand, reserved and damaged of every stock row are the sums of its movements.", "stock"),
    RESERVATIONS("Reserved units of every stock row are the sum of its reservations.", "stock"),
    HELD_UNITS("A fulfilment holds the units that it answers for, and none once it has ended.", "fulfilment_line"),
    ORDER_LINES("Units allocated and fulfilled of every order line are those of its fulfilments.", "order_line"),
    ORDER_STATUS("An order has ended if, and only if, no unit of it is open.", "orders"),
    CAPTURES("Goods that left were charged once, no others, and never beyond the authorisation.", "fulfilment"),
    VOIDS("The authorisation of every cancelled order was let go.", "orders"),
    TASKS("No task is open for a fulfilment that has ended.", "task"),
    MESSAGES("Every message that was due has been sent, stopped or given up.", "notification"),
    TIMERS("Every message that waits for its time has a process that waits with it.", "notification"),
    COMMANDS("The engine has every command that was written for it.", "orders"),
    PROCESSES("Every order that has not come to its end is conducted by a live process.", null),
    LEFT_OVERS("No process is left of the orders that came to their end in the last day.", null);

    private final String promise;
    private final @Nullable String table;

    Check(String promise, @Nullable String table) {
        this.promise = promise;
        this.table = table;
    }

    /** What holds when it finds nothing. */
    public String promise() {
        return promise;
    }

    /** The table whose rows it looks at; null when it asks the engine. */
    @Nullable
    String table() {
        return table;
    }

    /** As the API and the command line write it, e.g. {@code stock-ledger}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Check> of(String text) {
        return Arrays.stream(values())
                .filter(check -> check.text().equals(text))
                .findFirst();
    }
}
