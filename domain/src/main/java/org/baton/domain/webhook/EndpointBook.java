package org.baton.domain.webhook;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.RefusedException;
import org.baton.domain.common.Remembered;
import org.baton.domain.webhook.WebhookEndpoint.Status;
import org.baton.domain.webhook.Webhooks.Key;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where endpoints are kept. Which of them are enabled is asked at every event and changes once a month, so it is answered
 * from memory: an endpoint that was registered, changed, disabled or removed through this Baton counts as soon as that is
 * committed, one through another Baton within {@link #FRESH_FOR}.
 */
@Repository
class EndpointBook {

    private static final Duration FRESH_FOR = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final Remembered<List<WebhookEndpoint>> enabled = new Remembered<>(FRESH_FOR, this::readEnabled);

    EndpointBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void lockKey(String actor, String key) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext(?))")
                .param("webhook/" + actor + "/" + key)
                .query(rs -> {});
    }

    /** @throws RefusedException with code {@code idempotency-key-reused} if the key came with another body before */
    Optional<WebhookEndpoint> made(String actor, Key key) {
        var known = jdbc.sql("select * from webhook_endpoint where created_by = ? and request_key = ?")
                .params(actor, key.key())
                .query((rs, n) -> Map.entry(read(rs), rs.getString("request_hash")))
                .optional();
        if (known.isPresent() && !known.get().getValue().equals(key.bodyHash())) {
            throw new RefusedException("idempotency-key-reused", "This Idempotency-Key came with another body before.");
        }
        return known.map(Map.Entry::getKey);
    }

    long count() {
        return jdbc.sql("select count(*) from webhook_endpoint")
                .query(Long.class)
                .single();
    }

    void insert(WebhookEndpoint e, String secret, @Nullable Key key) {
        enabled.change(() -> jdbc.sql("""
                insert into webhook_endpoint (id, url, description, event_types, status, secret, created_by, created_at,
                                              request_key, request_hash)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        e.id(),
                        e.url().toString(),
                        e.description(),
                        e.eventTypes().toArray(String[]::new),
                        e.status().name(),
                        secret,
                        e.createdBy(),
                        Timestamp.from(e.createdAt()),
                        key == null ? null : key.key(),
                        key == null ? null : key.bodyHash()))
                .update());
    }

    WebhookEndpoint get(String id) {
        return jdbc.sql("select * from webhook_endpoint where id = ?")
                .param(id)
                .query((rs, n) -> read(rs))
                .optional()
                .orElseThrow(() -> new NotFoundException("webhook", id));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    WebhookEndpoint lock(String id) {
        return jdbc.sql("select * from webhook_endpoint where id = ? for update")
                .param(id)
                .query((rs, n) -> read(rs))
                .optional()
                .orElseThrow(() -> new NotFoundException("webhook", id));
    }

    List<WebhookEndpoint> page(String after, int limit) {
        return jdbc.sql("select * from webhook_endpoint where id > ? order by id limit ?")
                .params(after, limit)
                .query((rs, n) -> read(rs))
                .list();
    }

    /** Those that hear of what happens, as it was at most {@link #FRESH_FOR} ago. */
    List<WebhookEndpoint> enabled() {
        return enabled.get();
    }

    private List<WebhookEndpoint> readEnabled() {
        return jdbc.sql("select * from webhook_endpoint where status = 'ENABLED'")
                .query((rs, n) -> read(rs))
                .list();
    }

    WebhookEndpoint update(WebhookEndpoint e) {
        enabled.change(() -> jdbc.sql("""
                update webhook_endpoint set url = ?, description = ?, event_types = ?, status = ?, disabled_because = ?,
                       version = version + 1 where id = ?""")
                .params(Arrays.asList(
                        e.url().toString(),
                        e.description(),
                        e.eventTypes().toArray(String[]::new),
                        e.status().name(),
                        e.disabledBecause(),
                        e.id()))
                .update());
        return get(e.id());
    }

    void disable(String id, String because) {
        enabled.change(() -> jdbc.sql("""
                update webhook_endpoint set status = 'DISABLED', disabled_because = ?, version = version + 1
                where id = ? and status = 'ENABLED'""").params(because, id).update());
    }

    void rotate(String id, String secret, Instant formerUntil) {
        enabled.change(() ->
                jdbc.sql("""
                update webhook_endpoint set former_secret = secret, former_secret_until = ?, secret = ?,
                       version = version + 1 where id = ?""").params(Timestamp.from(formerUntil), secret, id).update());
    }

    void delete(String id) {
        jdbc.sql("delete from webhook_delivery where endpoint_id = ?").param(id).update();
        enabled.change(() ->
                jdbc.sql("delete from webhook_endpoint where id = ?").param(id).update());
    }

    private static WebhookEndpoint read(ResultSet rs) throws SQLException {
        return new WebhookEndpoint(
                rs.getString("id"),
                URI.create(rs.getString("url")),
                rs.getString("description"),
                List.of((String[]) rs.getArray("event_types").getArray()),
                Status.valueOf(rs.getString("status")),
                rs.getString("disabled_because"),
                rs.getLong("version"),
                rs.getString("created_by"),
                rs.getTimestamp("created_at").toInstant());
    }
}
