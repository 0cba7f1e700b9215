package org.baton.connectors.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.OrderId;
import org.jspecify.annotations.Nullable;

/** Reads Baton's keys, and makes a vendor's own ids from them, so that a repeated call gets the same id. */
final class Keys {

    private static final int ID_LENGTH = 20;

    private Keys() {}

    /** What a key is about: its part before the first slash, an order's or a fulfilment's id. */
    static String subject(String key) {
        var slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    /** The order that a key is about; null if it is about none. */
    static @Nullable String order(String key) {
        var subject = subject(key);
        var number = subject.lastIndexOf('_');
        if (subject.startsWith(FulfilmentId.PREFIX) && number > FulfilmentId.PREFIX.length()) {
            return OrderId.PREFIX + subject.substring(FulfilmentId.PREFIX.length(), number);
        }
        return subject.startsWith(OrderId.PREFIX) ? subject : null;
    }

    /** A vendor's id of what a key did, e.g. {@code auth_3f…}. */
    static String id(String prefix, String key) {
        return prefix + sha256(key).substring(0, ID_LENGTH);
    }

    static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
