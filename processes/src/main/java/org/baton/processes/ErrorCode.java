package org.baton.processes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The business refusals that a worker throws and a diagram reacts to. */
public enum ErrorCode {
    /** The order handed in is not valid; {@code errorMessage} says why. */
    ORDER_REFUSED("errorMessage"),
    /** The payment provider said no; the order is on hold, awaiting another payment. */
    PAYMENT_DECLINED,
    /** No courier brings the parcel there. */
    COURIER_REFUSED;

    private final List<String> variables;

    ErrorCode(String... variables) {
        this.variables = List.of(variables);
    }

    /** The string that the worker throws and the diagram catches. */
    public String code() {
        return name();
    }

    /** Variables thrown along: they are lost unless the boundary event maps them. */
    public List<String> variables() {
        return variables;
    }

    /** Finds the entry for what a diagram catches, empty when nobody throws it. */
    public static Optional<ErrorCode> of(String code) {
        return Arrays.stream(values()).filter(it -> it.code().equals(code)).findFirst();
    }
}
