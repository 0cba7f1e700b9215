package org.baton.domain.webhook;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.common.Json;
import org.baton.domain.webhook.Deliveries.Leased;
import org.baton.domain.webhook.Delivery.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** What the relay works off: events to be sent, each signed and retried with growing pauses until it is given up. */
@Service
public class WebhookOutbox {

    /** An event to be sent to an endpoint by whoever holds this. */
    public record Letter(String endpointId, Leased leased) {}

    private static final Logger LOG = LoggerFactory.getLogger(WebhookOutbox.class);
    private static final int OF_EACH = 20;
    private static final int GONE = 410;
    private static final Duration LONGEST_WISH = Duration.ofHours(24);

    private final Deliveries deliveries;
    private final EndpointBook endpoints;
    private final WebhookSender sender;
    private final WebhookSettings settings;
    private final Json json;
    private final Clock clock;

    WebhookOutbox(
            Deliveries deliveries,
            EndpointBook endpoints,
            WebhookSender sender,
            WebhookSettings settings,
            Json json,
            Clock clock) {
        this.deliveries = deliveries;
        this.endpoints = endpoints;
        this.sender = sender;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Takes what is due, a bounded number for each endpoint; no other sender has it for a while.
     *
     * @param busy endpoints that are being sent to
     */
    public List<Letter> lease(Collection<String> busy) {
        return deliveries.lease(OF_EACH, busy).stream()
                .map(leased -> new Letter(leased.endpointId(), leased))
                .toList();
    }

    /** Sends an event once and notes what came of it. */
    public void send(Letter letter) {
        var leased = letter.leased();
        try {
            var answer = post(leased);
            if (answer.status() >= 200 && answer.status() < 300) {
                deliveries.note(leased, Status.DELIVERED, clock.instant(), answer.status(), null);
            } else if (answer.status() == GONE) {
                deliveries.note(leased, Status.FAILED, clock.instant(), GONE, "gone");
                endpoints.disable(leased.endpointId(), "answered 410 Gone");
            } else {
                putOff(leased, answer.status(), "answered " + answer.status(), answer.retryAfter());
            }
        } catch (GatewayUnavailableException | GatewayRejectedException e) {
            putOff(leased, null, String.valueOf(e.getMessage()), null);
        }
    }

    private WebhookSender.Answer post(Leased leased) {
        var body = body(leased);
        var timestamp = clock.instant().getEpochSecond();
        var signature = WebhookSecret.sign(leased.secret(), leased.eventId(), timestamp, body);
        if (leased.formerSecret() != null) {
            signature += " " + WebhookSecret.sign(leased.formerSecret(), leased.eventId(), timestamp, body);
        }
        var headers = new LinkedHashMap<String, String>();
        headers.put("content-type", "application/cloudevents+json; charset=UTF-8");
        headers.put("webhook-id", leased.eventId());
        headers.put("webhook-timestamp", Long.toString(timestamp));
        headers.put("webhook-signature", signature);
        return sender.post(leased.url(), headers, body);
    }

    /** The event in the form of CloudEvents 1.0. */
    private byte[] body(Leased leased) {
        var event = new LinkedHashMap<String, Object>();
        event.put("specversion", "1.0");
        event.put("id", leased.eventId());
        event.put("source", URI.create(settings.source()).toString());
        event.put("type", leased.type());
        event.put("subject", leased.subject());
        event.put("time", leased.at().toString());
        event.put("datacontenttype", "application/json");
        event.put("data", json.tree(leased.data()));
        return json.write(event).getBytes(StandardCharsets.UTF_8);
    }

    private void putOff(Leased leased, @Nullable Integer answer, String problem, @Nullable Duration wish) {
        var pauses = settings.pauses();
        if (leased.attempts() > pauses.size()) {
            LOG.warn("{} is given up for {}: {}", leased.eventId(), leased.endpointId(), problem);
            deliveries.note(leased, Status.FAILED, clock.instant(), answer, problem);
            return;
        }
        var pause = pauses.get(leased.attempts() - 1);
        if (wish != null && wish.compareTo(pause) > 0) {
            pause = wish.compareTo(LONGEST_WISH) < 0 ? wish : LONGEST_WISH;
        }
        LOG.info("{} goes to {} again in {}: {}", leased.eventId(), leased.endpointId(), pause, problem);
        deliveries.note(leased, Status.WAITING, clock.instant().plus(pause), answer, problem);
    }

    /**
     * Forgets what is kept no longer.
     *
     * @return how many events
     */
    public int forget() {
        return deliveries.forget();
    }
}
