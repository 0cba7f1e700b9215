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
    STOCK_LEDGER(
            "On hand, reserved and damaged of every stock row are the sums of its movements.",
            "The database itself keeps this: find who changed its guards, then write a count of what is really there.",
            "stock"),
    RESERVATIONS(
            "Reserved units of every stock row are the sum of its reservations.",
            "Look at the row's movements in GET /stock/movements to see which of them no reservation explains.",
            "stock"),
    HELD_UNITS(
            "A fulfilment holds the units that it answers for, and none once it has ended.",
            "What is open or has left is for a person: read the order's history, then cancel it or count the stock.",
            "fulfilment_line"),
    HOLDS(
            "No cart holds units after its time is over.",
            "Baton lets them go every few seconds: look in its log why it does not.",
            "reservation"),
    ORDER_LINES(
            "Units allocated and fulfilled of every order line are those of its fulfilments.",
            "Read the order's history for what was counted twice or not at all; a developer must look at it.",
            "order_line"),
    ORDER_STATUS(
            "An order has ended if, and only if, no unit of it is open.",
            "The status did not follow from the lines: a developer must look at it.",
            "orders"),
    CAPTURES(
            "Goods that left were charged once, no others, and never beyond the authorisation.",
            "Not charged: ./baton resume, if its process is gone, or retry its incident. Charged twice: refund it.",
            "fulfilment"),
    VOIDS(
            "Of every order that ended, what was authorised was captured or let go.",
            "./baton resume, if its process is gone, or retry its incident.",
            "orders"),
    TASKS("No task is open for a fulfilment that has ended.", "The task could not be closed: try once more.", "task"),
    MESSAGES(
            "Every message that was due has been sent, stopped or given up.",
            "Look at the message's provider, and in Baton's log why it is not sent.",
            "notification"),
    TIMERS(
            "Every message that waits for its time has a process that waits with it.",
            "./baton resume starts them again.",
            "notification"),
    COMMANDS(
            "The engine and the vendors have every command that was written for them.",
            "Look whether the engine and the vendors answer, and in Baton's log why they refuse.",
            "orders"),
    PROCESSES(
            "Every order that has not come to its end is conducted by a live process.",
            "./baton resume starts them again.",
            null),
    LEFT_OVERS(
            "No process is left of the orders that came to their end in the last day.",
            "Look at the process in Operate: retry its incident, or cancel the instance.",
            null);

    private final String promise;
    private final String advice;
    private final @Nullable String table;

    Check(String promise, String advice, @Nullable String table) {
        this.promise = promise;
        this.advice = advice;
        this.table = table;
    }

    /** What holds when it finds nothing. */
    public String promise() {
        return promise;
    }

    /** What a person can do about what it finds and no repair mends. */
    public String advice() {
        return advice;
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
