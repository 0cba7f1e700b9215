package org.baton.connectors.sandbox;

import java.util.Optional;
import java.util.Set;
import org.baton.connectors.sandbox.FrontDesk.Call;
import org.baton.domain.notification.MessageGateway;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A message provider for every channel: keeps what it was given, sends nothing to anyone. */
final class SandboxMessages implements MessageGateway {

    private static final String ID = "id";

    private final FrontDesk desk;
    private final JdbcClient jdbc;
    private final Set<Channel> channels;

    private record Message(String channel, String recipient, String text) {}

    private record Question(String channel) {}

    SandboxMessages(FrontDesk desk, JdbcClient jdbc, Set<Channel> channels) {
        this.desk = desk;
        this.jdbc = jdbc;
        this.channels = Set.copyOf(channels);
    }

    @Override
    public Set<Channel> channels() {
        return channels;
    }

    @Override
    public String send(Outgoing message) {
        var mark = MessageMark.of(message.recipient());
        var channel = message.channel().text();
        var request = new Message(channel, message.recipient(), message.text());
        var call = new Call(Vendor.MESSAGES, operation(channel), message.key(), request, Fault.of(mark));
        var answer = switch (mark.orElse(null)) {
            case BOUNCE -> Reply.refused("invalid_recipient");
            case OPTED_OUT -> Reply.refused("opted_out");
            case null, default -> Reply.done(ID, Keys.id("msg_", channel + message.key()));
        };
        return desk.call(call, () -> Deed.none(answer)).get(ID);
    }

    @Override
    public Optional<String> find(Outgoing message) {
        var key = message.key();
        var word = message.channel().text();
        var found = jdbc.sql("""
                select answer ->> 'id' from sandbox_request
                where vendor = 'messages' and operation = :operation and key = :key and outcome = 'DONE'""")
                .param("operation", operation(word))
                .param("key", key)
                .query(String.class)
                .optional();
        desk.asked(
                new Call(Vendor.MESSAGES, "find", key, new Question(word), Fault.NONE),
                Reply.done(ID, found.orElse("")));
        return found;
    }

    private static String operation(String channel) {
        return "send-" + channel;
    }
}
