package org.baton.domain.support;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.notification.MessageGateway;

/** A provider of messages that can refuse, be down, or send without answering. */
public final class FakeMessages implements MessageGateway {

    private final List<Outgoing> sent = new CopyOnWriteArrayList<>();
    private final Set<Channel> down = ConcurrentHashMap.newKeySet();
    private volatile boolean refuses;
    private volatile boolean losesAnswers;

    public void reset() {
        sent.clear();
        down.clear();
        refuses = false;
        losesAnswers = false;
    }

    public void refuses(boolean yes) {
        refuses = yes;
    }

    public void isDown(Channel channel, boolean yes) {
        if (yes) {
            down.add(channel);
        } else {
            down.remove(channel);
        }
    }

    /** It sends, but its answer never arrives. */
    public void losesAnswers(boolean yes) {
        losesAnswers = yes;
    }

    public List<Outgoing> sent() {
        return List.copyOf(sent);
    }

    @Override
    public String send(Outgoing message) {
        if (down.contains(message.channel())) {
            throw new GatewayUnavailableException("down");
        }
        if (refuses) {
            throw new GatewayRejectedException("no such mailbox");
        }
        sent.add(message);
        if (losesAnswers) {
            throw new GatewayUnavailableException("no answer");
        }
        return "msg-" + message.key();
    }

    @Override
    public Optional<String> find(Outgoing message) {
        return sent.stream()
                .filter(m -> m.key().equals(message.key()) && m.channel() == message.channel())
                .map(m -> "msg-" + m.key())
                .findFirst();
    }
}
