package org.baton.domain.fulfilment;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.OrderId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Makes links that a customer may follow without signing in: each is for one purpose, one subject and some days, and
 * nobody else can make one. The key lies in the database, so that every Baton on it knows it.
 *
 * <p>A token is {@code <id without its prefix>.<last day>.<signature>}, about 42 characters of those that an SMS sends
 * as one each. The signature is HMAC-SHA256 cut to 80 bits, the shortest that RFC 2104 recommends: it can only be
 * guessed against Baton itself.
 */
@Service
public class SignedLinks {

    /** What a link lets its holder do. */
    public enum Purpose {
        /** Say that they wait outside; the subject is a fulfilment. */
        ARRIVE(FulfilmentId.PREFIX),
        /** Choose what shall happen after a store gave lines back; the subject is an order. */
        CHOOSE(OrderId.PREFIX),
        /** See where an order is. */
        FOLLOW(OrderId.PREFIX);

        private final String prefix;

        Purpose(String prefix) {
            this.prefix = prefix;
        }
    }

    /** Thrown when a link was ours once: whoever holds it needs a new one. */
    public static final class LinkOverException extends RuntimeException {

        LinkOverException() {
            super("This link is over.");
        }
    }

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 10;
    private static final int RADIX = 36;
    private static final Pattern FORM =
            Pattern.compile("([0-9A-Za-z_-]{1,60})\\.([0-9a-z]{1,5})\\.([0-9A-Za-z_-]{14})");
    private static final Duration VALID = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile byte @Nullable [] secret;

    SignedLinks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A token for the address of a link. */
    public String sign(Purpose purpose, String subject) {
        if (!subject.startsWith(purpose.prefix)) {
            throw new IllegalArgumentException(purpose + " is not about " + subject);
        }
        var said = subject.substring(purpose.prefix.length()) + "."
                + Long.toString(day(clock.instant().plus(VALID)), RADIX);
        return said + "." + signature(purpose, said);
    }

    /**
     * The subject of a token.
     *
     * @throws NotFoundException if the token is not ours, or is for another purpose
     * @throws LinkOverException if its days have passed
     */
    public String subject(Purpose purpose, String token) {
        var form = FORM.matcher(token);
        if (!form.matches() || !isSigned(purpose, form.group(1) + "." + form.group(2), form.group(3))) {
            throw new NotFoundException("link", "like this");
        }
        if (Long.parseLong(form.group(2), RADIX) < day(clock.instant())) {
            throw new LinkOverException();
        }
        return purpose.prefix + form.group(1);
    }

    private static long day(Instant at) {
        return at.getEpochSecond() / Duration.ofDays(1).toSeconds();
    }

    private boolean isSigned(Purpose purpose, String said, String signature) {
        return MessageDigest.isEqual(
                signature(purpose, said).getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.US_ASCII));
    }

    private String signature(Purpose purpose, String said) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(), ALGORITHM));
            var whole = mac.doFinal((purpose + "|" + said).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, SIGNATURE_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM, e);
        }
    }

    private byte[] key() {
        var known = secret;
        if (known == null) {
            var fresh = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(fresh);
            jdbc.sql("insert into link_key (id, secret) values (1, ?) on conflict do nothing")
                    .param(fresh)
                    .update();
            known = jdbc.sql("select secret from link_key where id = 1")
                    .query((rs, n) -> rs.getBytes("secret"))
                    .single();
            secret = known;
        }
        return known;
    }
}
