package org.baton.app.cli.importing;

import java.util.Arrays;
import java.util.regex.Pattern;

/** What a cell of a column holds. */
enum Cell {
    TEXT {
        @Override
        Object read(String text) {
            return text;
        }
    },
    WHOLE {
        @Override
        Object read(String text) {
            if (!NUMBER.matcher(text).matches()) {
                throw new IllegalArgumentException("a whole number is expected, not '" + text + "'");
            }
            return Integer.valueOf(text);
        }
    },
    DECIMAL {
        @Override
        Object read(String text) {
            try {
                var number = Double.parseDouble(text);
                if (Double.isFinite(number)) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // told below
            }
            throw new IllegalArgumentException("a number is expected, not '" + text + "'");
        }
    },
    FLAG {
        @Override
        Object read(String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException("true or false is expected, not '" + text + "'");
            };
        }
    },
    /** Several texts with semicolons between them. */
    LIST {
        @Override
        Object read(String text) {
            return Arrays.stream(text.split(";", -1)).map(String::strip).toList();
        }
    },
    /** A decimal amount; its currency is another column's. */
    MONEY {
        @Override
        Object read(String text) {
            return text;
        }
    };

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,9}");

    /** @throws IllegalArgumentException saying what was expected */
    abstract Object read(String text);
}
