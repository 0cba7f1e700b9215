package org.baton.app.api.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.Sku;
import org.jspecify.annotations.Nullable;

/** Reads what stands in an address: path parts that name something, and query parameters that filter. */
public final class QueryChecks {

    private static final int MOST_CHARACTERS = 200;
    private static final int LAST_YEAR = 9999;

    private QueryChecks() {}

    static boolean isPlain(String text) {
        return text.length() <= MOST_CHARACTERS && text.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isId(String text, int maxLength) {
        return !text.isBlank() && text.length() <= maxLength && text.equals(text.strip()) && isPlain(text);
    }

    /** A filter by text; null and empty do not filter. */
    public static @Nullable String text(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (!isPlain(value)) {
            throw new InvalidInputException(name, "malformed", "At most 200 characters, none of control.");
        }
        return value.strip();
    }

    /** A filter by one of an enum's words, in any case, with hyphens or underscores. */
    public static <E extends Enum<E>> @Nullable E word(String name, @Nullable String value, Class<E> type) {
        if (value == null || value.isBlank()) {
            return null;
        }
        var word = value.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        name,
                        "unknown-value",
                        Arrays.stream(type.getEnumConstants())
                                .map(Enum::name)
                                .collect(Collectors.joining(", ", "One of ", "."))));
    }

    /** A bound in time. */
    public static @Nullable Instant time(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            var time = OffsetDateTime.parse(value.strip()).withOffsetSameInstant(ZoneOffset.UTC);
            if (time.getYear() >= 1 && time.getYear() <= LAST_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw new InvalidInputException(name, "malformed", "Write the time as 2026-11-20T16:00:00Z.");
    }

    /** A number of at most eighteen digits, none below 0. */
    public static @Nullable Long number(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (!value.strip().matches("[0-9]{1,18}")) {
            throw new InvalidInputException(
                    name, "malformed", "A whole number of at most eighteen digits is expected.");
        }
        return Long.valueOf(value.strip());
    }

    /** A filter by node. */
    public static @Nullable NodeId node(@Nullable String value) {
        var text = text("node", value);
        if (text != null && !isId(text, NodeId.MAX_LENGTH)) {
            throw new InvalidInputException("node", "malformed", "Not the id of a node.");
        }
        return text == null ? null : new NodeId(text);
    }

    /** A filter by SKU. */
    public static @Nullable Sku sku(@Nullable String value) {
        var text = text("sku", value);
        if (text != null && !isId(text, Sku.MAX_LENGTH)) {
            throw new InvalidInputException("sku", "malformed", "Not a SKU.");
        }
        return text == null ? null : new Sku(text);
    }

    /** A filter by order. */
    public static @Nullable OrderId orderId(@Nullable String value) {
        var text = text("orderId", value);
        if (text != null && !(text.startsWith(OrderId.PREFIX) && isId(text, 64))) {
            throw new InvalidInputException("orderId", "malformed", "The id of an order begins with ord_.");
        }
        return text == null ? null : new OrderId(text);
    }

    /** The order that a path names. */
    public static OrderId pathOrder(String id) {
        if (!id.startsWith(OrderId.PREFIX) || !isId(id, 64)) {
            throw new NotFoundException("order", shortened(id));
        }
        return new OrderId(id);
    }

    /** The fulfilment that a path names. */
    public static FulfilmentId pathFulfilment(String id) {
        if (!id.startsWith(FulfilmentId.PREFIX) || !isId(id, 64)) {
            throw new NotFoundException("fulfilment", shortened(id));
        }
        return new FulfilmentId(id);
    }

    /** The node that a path names. */
    public static NodeId pathNode(String id) {
        if (!isId(id, NodeId.MAX_LENGTH)) {
            throw new NotFoundException("node", shortened(id));
        }
        return new NodeId(id);
    }

    /** The product that a path names. */
    public static Sku pathSku(String sku) {
        if (!isId(sku, Sku.MAX_LENGTH)) {
            throw new NotFoundException("product", shortened(sku));
        }
        return new Sku(sku);
    }

    /** An id of a path whose form says nothing. */
    public static String pathId(String kind, String id) {
        if (!isId(id, 64)) {
            throw new NotFoundException(kind, shortened(id));
        }
        return id;
    }

    private static String shortened(String id) {
        var plain = id.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 64 ? plain : plain.substring(0, 64) + "…";
    }
}
