package org.baton.domain.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings one event to one address, without following where it is led. */
public interface WebhookSender {

    /**
     * What the receiver said.
     *
     * @param status of HTTP
     * @param retryAfter how long it asks to be left alone, if it says so
     */
    record Answer(int status, @Nullable Duration retryAfter) {}

    /** Why an address must not be called, as far as it can be told now; nothing if it may be, or is not known yet. */
    Optional<String> refusal(URI address);

    /**
     * Posts a body once.
     *
     * @throws org.baton.domain.common.GatewayRejectedException if the address must not be called
     * @throws org.baton.domain.common.GatewayUnavailableException if nobody answered in time
     */
    Answer post(URI address, Map<String, String> headers, byte[] body);
}
