package org.baton.domain.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.common.Money;
import org.baton.domain.payment.PaymentGateway;

/** A payment provider that acts once per key, and can decline, be down, or act without answering. */
public final class FakePayments implements PaymentGateway {

    /** What the provider did. */
    public record Done(String what, String key, String reference, long minor) {}

    private final Map<String, Done> done = new ConcurrentHashMap<>();
    private volatile boolean declines;
    private volatile boolean down;
    private volatile boolean losesAnswers;
    private volatile Runnable whileAuthorising = () -> {};

    public void reset() {
        done.clear();
        declines = false;
        down = false;
        losesAnswers = false;
        whileAuthorising = () -> {};
    }

    public void declines(boolean yes) {
        declines = yes;
    }

    public void isDown(boolean yes) {
        down = yes;
    }

    /** It does what it is asked, but its answer never arrives. */
    public void losesAnswers(boolean yes) {
        losesAnswers = yes;
    }

    /** Something that happens between the call and the answer. */
    public void whileAuthorising(Runnable event) {
        whileAuthorising = event;
    }

    public List<Done> done(String what) {
        return new ArrayList<>(done.values())
                .stream().filter(d -> d.what().equals(what)).toList();
    }

    @Override
    public Answer authorise(String key, String token, Money amount) {
        failIfDown();
        whileAuthorising.run();
        if (declines) {
            return new Answer.Declined("insufficient_funds");
        }
        return new Answer.Authorised(act("authorise", key, "auth-" + key, amount.minor()));
    }

    @Override
    public String capture(String key, String reference, Money amount) {
        failIfDown();
        return act("capture", key, reference, amount.minor());
    }

    @Override
    public String voidAuthorisation(String key, String reference) {
        failIfDown();
        return act("void", key, reference, 0);
    }

    private String act(String what, String key, String reference, long minor) {
        done.putIfAbsent(key, new Done(what, key, reference, minor));
        if (losesAnswers) {
            throw new GatewayUnavailableException("no answer");
        }
        return what.equals("authorise") ? reference : what + "-" + key;
    }

    private void failIfDown() {
        if (down) {
            throw new GatewayUnavailableException("down");
        }
    }
}
