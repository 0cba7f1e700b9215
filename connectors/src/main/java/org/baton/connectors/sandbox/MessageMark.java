package org.baton.connectors.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The recipients at which a message does not simply arrive: a phone number, or what stands before an email's @. */
enum MessageMark {
    /** The provider refuses: there is no such mailbox or number. */
    BOUNCE("+15005550001"),
    /** The provider refuses: the recipient wants no messages. */
    OPTED_OUT("+15005550002"),
    SLOW("+15005550003"),
    OUTAGE("+15005550004"),
    LONG_OUTAGE("+15005550005"),
    DOWN("+15005550006"),
    LOST_ANSWER("+15005550007");

    private final String phone;

    MessageMark(String phone) {
        this.phone = phone;
    }

    static Optional<MessageMark> of(String recipient) {
        var local = recipient.replaceFirst("@.*", "").toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(mark -> recipient.equals(mark.phone) || local.equals(mark.local()))
                .findFirst();
    }

    String phone() {
        return phone;
    }

    String local() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
