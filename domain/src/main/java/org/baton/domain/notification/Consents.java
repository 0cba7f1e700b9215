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
 * counts at once, also for messages that wait to be sent or to be tried again.
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
        var known = new EnumMap<Channel, String>(Channel.class);
        put(known, Channel.EMAIL, customer.email());
        put(known, Channel.SMS, customer.phone());
        put(known, Channel.PUSH, customer.id());
        var said = lastWords(known);
        var recipients = new EnumMap<Channel, String>(Channel.class);
        known.forEach((channel, to) -> {
            if (said.getOrDefault(channel, customer.consents().contains(channel.text()))) {
                recipients.put(channel, to);
            }
        });
        var email = recipients.get(Channel.EMAIL);
        if (email != null) {
            recipients.put(Channel.EVENTS, email);
        }
        return recipients;
    }

    private static void put(Map<Channel, String> known, Channel channel, @Nullable String to) {
        if (to != null && isReachable(channel, to)) {
            known.put(channel, to);
        }
    }

    /** What was said last about each channel with its address, in one question for all. */
    private Map<Channel, Boolean> lastWords(Map<Channel, String> known) {
        var said = new EnumMap<Channel, Boolean>(Channel.class);
        if (known.isEmpty()) {
            return said;
        }
        jdbc.sql("""
                select distinct on (c.channel) c.channel, c.allowed
                from unnest(:channels, :hashes) as k(channel, hash)
                join consent_change c on c.recipient_hash = k.hash and c.channel = k.channel
                order by c.channel, c.id desc""")
                .param("channels", known.keySet().stream().map(Enum::name).toArray(String[]::new))
                .param("hashes", known.values().stream().map(Consents::hash).toArray(String[]::new))
                .query(rs -> {
                    said.put(Channel.valueOf(rs.getString("channel")), rs.getBoolean("allowed"));
                });
        return said;
    }

    /** Who takes emails has events told of to the retailer's marketing. */
    private static Channel asked(Channel channel) {
        return channel == Channel.EVENTS ? Channel.EMAIL : channel;
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
        return !lastWord(asked(channel), recipient).orElse(true);
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
