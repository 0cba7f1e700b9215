package org.baton.connectors.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.webhook.WebhookSender;
import org.baton.domain.webhook.WebhookSettings;
import org.jspecify.annotations.Nullable;

/**
 * Posts events over HTTP. The host is looked up before each call; the JVM remembers the answer for some seconds, so that
 * the call goes where was looked. Redirects are not followed, and what the receiver says beside its status is not read.
 */
public final class HttpWebhookSender implements WebhookSender {

    private static final String AGENT = "Baton-Webhooks/1";

    private final AddressGuard guard;
    private final Duration timeout;
    private final HttpClient http;

    public HttpWebhookSender(WebhookSettings settings) {
        this.guard = new AddressGuard(settings.loopback(), settings.privateAddresses());
        this.timeout = settings.timeout();
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public Optional<String> refusal(URI address) {
        try {
            return guard.refusal(address.getHost());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    @Override
    public Answer post(URI address, Map<String, String> headers, byte[] body) {
        demandAllowed(address);
        var request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("user-agent", AGENT)
                .POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            var response = http.send(request.build(), BodyHandlers.ofInputStream());
            response.body().close();
            return new Answer(response.statusCode(), retryAfter(response));
        } catch (IOException e) {
            throw new GatewayUnavailableException("no answer (" + e.getClass().getSimpleName() + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayUnavailableException("not waited for", e);
        }
    }

    private void demandAllowed(URI address) {
        try {
            var refusal = guard.refusal(address.getHost());
            if (refusal.isPresent()) {
                throw new GatewayRejectedException(refusal.get());
            }
        } catch (UnknownHostException e) {
            throw new GatewayUnavailableException("unknown host", e);
        }
    }

    /** Whole seconds; the other form of the header, a date, is rare and left alone. */
    private static @Nullable Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("retry-after")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(null);
    }
}
