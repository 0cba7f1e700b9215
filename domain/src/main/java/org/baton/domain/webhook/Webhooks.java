package org.baton.domain.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.Ids;
import org.baton.domain.common.RefusedException;
import org.baton.domain.webhook.WebhookEndpoint.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which systems are told what. */
@Service
public class Webhooks {

    /** An endpoint as it is asked for, not yet checked. */
    public record Request(
            @Nullable String url,
            @Nullable List<@Nullable String> eventTypes,
            @Nullable String description) {}

    /** What shall be another; null leaves it. */
    public record Change(
            @Nullable String url,
            @Nullable List<@Nullable String> eventTypes,
            @Nullable String description,
            @Nullable Boolean enabled) {}

    /** A caller's promise that two requests with the same key are the same request. */
    public record Key(String key, String bodyHash) {}

    /**
     * An endpoint that was made, or whose secret was changed.
     *
     * @param secret told this once; null where the request repeats an earlier one
     */
    public record Made(WebhookEndpoint endpoint, @Nullable String secret) {}

    private static final int MOST_URL = 2_000;
    private static final int MOST_DESCRIPTION = 200;
    private static final int MOST_TYPES = 50;
    private static final int MOST_ENDPOINTS = 100;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final URI NOWHERE = URI.create("https://invalid");

    private final EndpointBook book;
    private final WebhookSender sender;
    private final WebhookSettings settings;
    private final Clock clock;

    Webhooks(EndpointBook book, WebhookSender sender, WebhookSettings settings, Clock clock) {
        this.book = book;
        this.sender = sender;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Registers an endpoint, which hears of everything that happens from now on.
     *
     * @throws org.baton.domain.common.InvalidInputException naming every field that is wrong
     * @throws RefusedException with code {@code too-many-webhooks} or {@code idempotency-key-reused}
     */
    @Transactional
    public Made create(Request request, @Nullable Key key, String actor) {
        if (key != null) {
            book.lockKey(actor, key.key());
            var before = book.made(actor, key);
            if (before.isPresent()) {
                return new Made(before.get(), null);
            }
        }
        var checks = new FieldChecks();
        var url = url(checks, request.url());
        var types = types(checks, request.eventTypes());
        var description = checks.optional("description", request.description(), MOST_DESCRIPTION);
        checks.orThrow();
        if (book.count() >= MOST_ENDPOINTS) {
            throw new RefusedException(
                    "too-many-webhooks", "There are " + MOST_ENDPOINTS + " already: remove one that is not needed.");
        }
        var endpoint = new WebhookEndpoint(
                Ids.next(WebhookEndpoint.PREFIX, clock::millis),
                url,
                description,
                types,
                Status.ENABLED,
                null,
                1,
                actor,
                clock.instant());
        var secret = WebhookSecret.next();
        book.insert(endpoint, secret, key);
        return new Made(endpoint, secret);
    }

    private URI url(FieldChecks checks, @Nullable String given) {
        var text = checks.required("url", given, MOST_URL);
        if (text.isEmpty() || text.length() > MOST_URL) {
            return NOWHERE;
        }
        try {
            var url = new URI(text);
            if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
                checks.add("url", "malformed", "An address such as https://shop.example/hooks/baton is expected.");
            } else if (!isSafe(url)) {
                checks.add("url", "not-https", "Events are sent over https only.");
            } else {
                sender.refusal(url).ifPresent(reason -> checks.add("url", "forbidden-address", reason));
            }
            return url;
        } catch (URISyntaxException e) {
            checks.add("url", "malformed", "This is not an address.");
            return NOWHERE;
        }
    }

    private boolean isSafe(URI url) {
        var scheme = url.getScheme().toLowerCase(Locale.ROOT);
        return scheme.equals("https")
                || scheme.equals("http")
                        && settings.loopback()
                        && LOOPBACK.contains(url.getHost().toLowerCase(Locale.ROOT));
    }

    private static List<String> types(FieldChecks checks, @Nullable List<@Nullable String> given) {
        if (given == null || given.isEmpty() || given.size() > MOST_TYPES) {
            checks.add("eventTypes", "required", "1 to " + MOST_TYPES + " types are expected, or \"*\".");
            return List.of();
        }
        for (int i = 0; i < given.size(); i++) {
            var type = given.get(i);
            if (type == null || !EventType.isFilter(type)) {
                checks.add("eventTypes[" + i + "]", "unknown-value", "No event has such a type; see docs/webhooks.md.");
            }
        }
        return given.stream().filter(Objects::nonNull).distinct().toList();
    }

    /** @throws org.baton.domain.common.NotFoundException if there is no such endpoint */
    public WebhookEndpoint get(String id) {
        return book.get(id);
    }

    /** @param after the last id seen; empty to begin */
    public List<WebhookEndpoint> page(String after, int limit) {
        return book.page(after, limit);
    }

    /** An endpoint, locked until the transaction ends. */
    @Transactional
    public WebhookEndpoint lock(String id) {
        return book.lock(id);
    }

    /**
     * Changes an endpoint. One that is disabled hears nothing of what happens meanwhile; what waits for it goes on when it
     * is enabled again.
     *
     * @throws org.baton.domain.common.InvalidInputException naming every field that is wrong
     */
    @Transactional
    public WebhookEndpoint change(String id, Change change) {
        var before = book.lock(id);
        var checks = new FieldChecks();
        var url = change.url() == null ? before.url() : url(checks, change.url());
        var types = change.eventTypes() == null ? before.eventTypes() : types(checks, change.eventTypes());
        var description = change.description() == null
                ? before.description()
                : checks.optional("description", change.description(), MOST_DESCRIPTION);
        checks.orThrow();
        var enabled = change.enabled() == null ? before.status() == Status.ENABLED : change.enabled();
        var because = before.disabledBecause() == null ? "on demand" : before.disabledBecause();
        return book.update(new WebhookEndpoint(
                id,
                url,
                description,
                types,
                enabled ? Status.ENABLED : Status.DISABLED,
                enabled ? null : because,
                before.version(),
                before.createdBy(),
                before.createdAt()));
    }

    /** Gives an endpoint another secret; the former one signs beside it for a while, so that nothing is missed. */
    @Transactional
    public Made rotate(String id) {
        var endpoint = book.lock(id);
        var secret = WebhookSecret.next();
        book.rotate(id, secret, clock.instant().plus(settings.secretOverlap()));
        return new Made(book.get(endpoint.id()), secret);
    }

    /** Forgets an endpoint and what was to be sent to it. */
    @Transactional
    public void delete(String id) {
        var endpoint = book.lock(id);
        book.delete(endpoint.id());
    }
}
