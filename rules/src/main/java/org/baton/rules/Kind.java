package org.baton.rules;

import java.util.Map;
import java.util.Optional;

/** What the cells of a column hold, so that a cell can be checked before it decides about an order. */
public enum Kind {
    TEXT("string", "text in double quotes"),
    /** Words separated by commas inside one text, in order: {@code "warehouse, store"}. */
    LIST("string", "words separated by commas, in double quotes"),
    /** ISO 8601: {@code "PT30M"}, {@code "P3D"}. */
    DURATION("string", "a duration in double quotes, for example \"PT30M\" (30 minutes) or \"P3D\" (3 days)"),
    NUMBER("number", "a number"),
    WHOLE("number", "a whole number"),
    /** A number of 0 or more. */
    AMOUNT("number", "a number of 0 or more"),
    /** A whole number of 0 or more. */
    COUNT("number", "a whole number of 0 or more"),
    YES_NO("boolean", "true or false"),
    DATE("date", "a date"),
    TIME("time", "a time"),
    DATE_TIME("date and time", "a date and time"),
    DAYS("days and time duration", "a duration in days or less"),
    MONTHS("years and months duration", "a duration in months or years");

    /** The types that the Modeler offers for Camunda 7 and 8, in its spelling. */
    private static final Map<String, Kind> BY_TYPE_REF = Map.ofEntries(
            Map.entry("string", TEXT),
            Map.entry("number", NUMBER),
            Map.entry("double", NUMBER),
            Map.entry("integer", WHOLE),
            Map.entry("long", WHOLE),
            Map.entry("boolean", YES_NO),
            Map.entry("date", DATE),
            Map.entry("time", TIME),
            Map.entry("dateTime", DATE_TIME),
            Map.entry("date and time", DATE_TIME),
            Map.entry("dayTimeDuration", DAYS),
            Map.entry("yearMonthDuration", MONTHS));

    private final String feelType;
    private final String words;

    Kind(String feelType, String words) {
        this.feelType = feelType;
        this.words = words;
    }

    static Optional<Kind> ofTypeRef(String typeRef) {
        return Optional.ofNullable(BY_TYPE_REF.get(typeRef));
    }

    /** The FEEL type that Drools knows; the Modeler's integer, long and double are all {@code number} there. */
    String feelType() {
        return feelType;
    }

    /** What an analyst may write, as the end of "must be …". */
    String words() {
        return words;
    }

    boolean isNumber() {
        return feelType.equals("number");
    }

    boolean isText() {
        return feelType.equals("string");
    }

    boolean isTemporal() {
        return !isText() && !isNumber() && this != YES_NO;
    }

    boolean isWhole() {
        return this == WHOLE || this == COUNT;
    }

    boolean isNeverNegative() {
        return this == AMOUNT || this == COUNT;
    }
}
