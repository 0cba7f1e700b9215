package org.baton.app.api.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells a repeated request from another one that came with the same key. */
public final class BodyHash {

    /** The request attribute that holds the hash of a JSON body that was read. */
    public static final String ATTRIBUTE = "org.baton.body-hash";

    private BodyHash() {}

    /** SHA-256 in hexadecimal. */
    public static String of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
