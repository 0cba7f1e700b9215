package org.baton.app.access;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.Ids;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.RefusedException;
import org.baton.domain.order.OrderEvents;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Gives tokens out, knows their callers, and takes them back. */
@Service
class Tokens {

    /** After this time every Baton process has seen that a token was revoked. */
    static final Duration KNOWN_FOR = Duration.ofSeconds(2);

    private static final int MOST_KNOWN = 10_000;
    private static final int MOST_NODES = 1000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._@-]{0,63}");

    /** What a token shall be, not yet checked. */
    record Request(
            @Nullable String name,
            @Nullable List<@Nullable String> roles,
            @Nullable List<@Nullable String> nodes) {}

    /** A new token with its secret, which is never told again. */
    record Issued(ApiToken token, String secret) {}

    private record Known(Caller caller, long readAt) {}

    private final TokenBook book;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Tokens(TokenBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    /** Who bears this secret, if its token is valid. */
    Optional<Caller> authenticate(String secret) {
        if (!Secret.isWellFormed(secret)) {
            return Optional.empty();
        }
        var hash = Secret.hash(secret);
        var before = known.get(hash);
        if (before != null && System.nanoTime() - before.readAt() < KNOWN_FOR.toNanos()) {
            return Optional.of(before.caller());
        }
        var readAt = System.nanoTime();
        var caller =
                book.byHash(hash).filter(token -> token.revokedAt() == null).map(ApiToken::caller);
        if (caller.isEmpty() || known.size() >= MOST_KNOWN) {
            known.clear();
        }
        caller.ifPresent(found -> known.put(hash, new Known(found, readAt)));
        return caller;
    }

    /**
     * Makes a token.
     *
     * @throws RefusedException with code {@code token-name-taken}
     */
    Issued issue(Request request, String actor) {
        return issue(request, actor, Secret.next());
    }

    Issued issue(Request request, String actor, String secret) {
        var token = validate(request, actor);
        try {
            book.insert(token, Secret.hash(secret));
        } catch (DuplicateKeyException e) {
            throw new RefusedException("token-name-taken", "A valid token has this name: revoke it first.");
        }
        return new Issued(token, secret);
    }

    private ApiToken validate(Request request, String actor) {
        var checks = new FieldChecks();
        var name = checks.required("name", request.name(), 64);
        checks.matches("name", name, NAME, "Letters, digits, space, dot, underscore, at and hyphen.");
        if (name.equals(OrderEvents.BATON)) {
            checks.add("name", "reserved", "This name stands for Baton itself.");
        }
        var roles = roles(checks, request.roles());
        var nodes = nodes(checks, request.nodes());
        if (roles.contains(Role.ASSOCIATE) && nodes.isEmpty()) {
            checks.add("nodes", "required", "An associate belongs to one or more stores.");
        }
        checks.orThrow();
        return new ApiToken(Ids.next(ApiToken.PREFIX, clock::millis), name, roles, nodes, actor, clock.instant(), null);
    }

    private static Set<Role> roles(FieldChecks checks, @Nullable List<@Nullable String> texts) {
        var roles = EnumSet.noneOf(Role.class);
        if (texts == null || texts.isEmpty()) {
            checks.add("roles", "required", "At least one role.");
            return roles;
        }
        for (int i = 0; i < texts.size(); i++) {
            var text = texts.get(i);
            var role = text == null ? Optional.<Role>empty() : Role.of(text);
            role.ifPresent(roles::add);
            if (role.isEmpty()) {
                checks.add(
                        "roles[" + i + "]",
                        "unknown-value",
                        "One of system, associate, service, analyst, operator, admin.");
            }
        }
        return roles;
    }

    private static List<NodeId> nodes(FieldChecks checks, @Nullable List<@Nullable String> texts) {
        if (texts == null) {
            return List.of();
        }
        if (texts.size() > MOST_NODES) {
            checks.add("nodes", "too-many", "At most " + MOST_NODES + ".");
            return List.of();
        }
        return IntStream.range(0, texts.size())
                .mapToObj(i -> checks.required("nodes[" + i + "]", texts.get(i), NodeId.MAX_LENGTH))
                .filter(text -> !text.isEmpty() && text.length() <= NodeId.MAX_LENGTH)
                .map(NodeId::new)
                .distinct()
                .toList();
    }

    List<ApiToken> page(String afterId, int limit) {
        return book.page(afterId, limit);
    }

    /**
     * Takes a token back; once taken is taken.
     *
     * @throws RefusedException with code {@code last-admin}, because nobody could make tokens any more
     */
    ApiToken revoke(String id) {
        var token = book.find(id).orElseThrow(() -> new NotFoundException("token", id));
        if (token.revokedAt() == null && token.roles().contains(Role.ADMIN) && book.otherValidAdmins(id) == 0) {
            throw new RefusedException("last-admin", "This is the last admin token: make another one first.");
        }
        book.revoke(id, clock.instant());
        known.clear();
        return book.find(id).orElseThrow();
    }
}
