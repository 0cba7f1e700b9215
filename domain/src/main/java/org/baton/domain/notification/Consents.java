package org.baton.domain.notification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.order.Customer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who may be written to, and how: what the order says, unless the customer said STOP or START since. The last word
 * counts at once, also for messages that are planned already.
 */
@Repository
public class Consents {

    private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s<>\"(),;:]+@[^@\\s<>\"(),;:]+\\.[^@\\s<>\"(),;:.]+");

    private final JdbcClient jdbc;
    private final Clock clock;

    Consents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The channels by which a customer may and can be told something, with the address for each. */
    Map<Channel, String> recipients(Customer customer) {
        var recipients = new EnumMap<Channel, String>(Channel.class);
        put(recipients, customer, Channel.EMAIL, "email", customer.email());
        put(recipients, customer, Channel.SMS, "sms", customer.phone());
        put(recipients, customer, Channel.PUSH, "push", customer.id());
        var email = recipients.get(Channel.EMAIL);
        if (email != null) {
            recipients.put(Channel.EVENTS, email);
        }
        return recipients;
    }

    private void put(
            Map<Channel, String> recipients, Customer customer, Channel channel, String word, @Nullable String to) {
        if (to != null
                && isReachable(channel, to)
                && lastWord(channel, to).orElse(customer.consents().contains(word))) {
            recipients.put(channel, to);
        }
    }

    /** Whether an address has the form that its channel needs. */
    static boolean isReachable(Channel channel, String to) {
        return switch (channel) {
            case SMS -> PHONE.matcher(to).matches();
            case EMAIL, EVENTS -> to.length() <= 254 && EMAIL.matcher(to).matches();
            case PUSH -> !to.isBlank();
        };
    }

    /** Whether a recipient has withdrawn what the order allowed. */
    boolean isWithdrawn(Channel channel, String recipient) {
        return !lastWord(channel == Channel.EVENTS ? Channel.EMAIL : channel, recipient)
                .orElse(true);
    }

    private Optional<Boolean> lastWord(Channel channel, String recipient) {
        return jdbc.sql("""
                select allowed from consent_change where recipient_hash = ? and channel = ? order by id desc limit 1""")
                .params(hash(recipient), channel.name())
                .query(Boolean.class)
                .optional();
    }

    /**
     * Records what a customer said.
     *
     * @param source where it was said, e.g. {@code twilio STOP}; nothing personal
     */
    public void change(Channel channel, String recipient, boolean allowed, String source) {
        jdbc.sql("insert into consent_change (channel, recipient_hash, allowed, source, at) values (?, ?, ?, ?, ?)")
                .params(channel.name(), hash(recipient), allowed, source, Timestamp.from(clock.instant()))
                .update();
    }

    private static String hash(String recipient) {
        try {
            var bytes = recipient.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
