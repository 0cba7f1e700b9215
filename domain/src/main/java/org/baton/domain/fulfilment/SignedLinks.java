package org.baton.domain.fulfilment;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Makes links that a customer may follow without signing in: each is for one purpose, one subject and some days, and
 * nobody else can make one (HMAC-SHA256). The key lies in the database, so that every Baton on it knows it.
 */
@Service
public class SignedLinks {

    /** What a link lets its holder do. */
    public enum Purpose {
        /** Say that they wait outside; the subject is a fulfilment. */
        ARRIVE,
        /** Choose what shall happen after a store gave lines back; the subject is an order. */
        CHOOSE
    }

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int LONGEST = 400;
    private static final Duration VALID = Duration.ofDays(30);
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile byte @Nullable [] secret;

    SignedLinks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A token for the address of a link. */
    public String sign(Purpose purpose, String subject) {
        var text = purpose + "|" + subject + "|" + clock.instant().plus(VALID).getEpochSecond();
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return ENCODER.encodeToString(bytes) + "." + ENCODER.encodeToString(mac(bytes));
    }

    /** The subject of a token; nothing if it is not ours, is for another purpose, or is over. */
    public Optional<String> subject(Purpose purpose, String token) {
        var parts = token.split("\\.", -1);
        if (token.length() > LONGEST || parts.length != 2) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(parts[0]);
            if (!MessageDigest.isEqual(mac(bytes), Base64.getUrlDecoder().decode(parts[1]))) {
                return Optional.empty();
            }
            var said = new String(bytes, StandardCharsets.UTF_8).split("\\|", -1);
            var until = Instant.ofEpochSecond(Long.parseLong(said[2]));
            return said[0].equals(purpose.name()) && until.isAfter(clock.instant())
                    ? Optional.of(said[1])
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private byte[] mac(byte[] bytes) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(), ALGORITHM));
            return mac.doFinal(bytes);
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
