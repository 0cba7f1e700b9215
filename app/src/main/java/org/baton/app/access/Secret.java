package org.baton.app.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.baton.app.api.web.BodyHash;

/** The secret of a token: 256 random bits, recognisable in a leak by its first letters. */
final class Secret {

    private static final String PREFIX = "baton_";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secret() {}

    static String next() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static boolean isWellFormed(String text) {
        return FORM.matcher(text).matches();
    }

    static String hash(String secret) {
        return BodyHash.of(secret.getBytes(StandardCharsets.UTF_8));
    }
}
