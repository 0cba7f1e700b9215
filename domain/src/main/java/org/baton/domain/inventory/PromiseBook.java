package org.baton.domain.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.OrderId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what carts were promised, and what became of it. */
@Repository
public class PromiseBook {

    /** What an id of a promise begins with. */
    public static final String PREFIX = "prm_";

    /** Where a promise stands; only a held one keeps units. */
    public enum Status {
        OFFERED,
        HELD,
        RELEASED,
        EXPIRED,
        ORDERED;

        /** The word of the API. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A promise.
     *
     * @param answer what the caller was told, as JSON
     * @param nodes that stand behind what is held
     * @param expiresAt when a hold ends; null without one
     */
    public record Promise(
            String id,
            String caller,
            String bodyHash,
            String channel,
            String answer,
            Set<NodeId> nodes,
            Status status,
            @Nullable Instant expiresAt,
            @Nullable String orderId) {}

    private final JdbcClient jdbc;
    private final Reservations reservations;
    private final Clock clock;

    PromiseBook(JdbcClient jdbc, Reservations reservations, Clock clock) {
        this.jdbc = jdbc;
        this.reservations = reservations;
        this.clock = clock;
    }

    /**
     * Writes a promise down.
     *
     * @param key by which its caller may ask for it again
     * @throws org.springframework.dao.DuplicateKeyException if the caller used the key before
     */
    public void insert(Promise promise, String key) {
        jdbc.sql("""
                insert into promise
                       (id, caller, key, body_hash, channel, answer, nodes, status, expires_at, created_at)
                values (:id, :caller, :key, :hash, :channel, :answer::jsonb, :nodes, :status, :expires, :now)""")
                .param("id", promise.id())
                .param("caller", promise.caller())
                .param("key", key)
                .param("hash", promise.bodyHash())
                .param("channel", promise.channel())
                .param("answer", promise.answer())
                .param("nodes", StockLedger.array(promise.nodes(), NodeId::value))
                .param("status", promise.status().text())
                .param("expires", timestamp(promise.expiresAt()))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    /** @throws NotFoundException if there is no such promise */
    public Promise get(String id) {
        return jdbc.sql("select * from promise where id = ?")
                .param(id)
                .query((rs, n) -> read(rs))
                .optional()
                .orElseThrow(() -> new NotFoundException("promise", id));
    }

    /** What a caller was promised under a key. */
    public Optional<Promise> of(String caller, String key) {
        return jdbc.sql("select * from promise where caller = ? and key = ?")
                .params(caller, key)
                .query((rs, n) -> read(rs))
                .optional();
    }

    /** Ends promises that hold units still. */
    public void end(Collection<String> ids, Status status) {
        jdbc.sql("update promise set status = :status where id = any(:ids) and status = 'held'")
                .param("status", status.text())
                .param("ids", ids.toArray(String[]::new))
                .update();
    }

    /** Notes what is said now, and which nodes stand behind it. */
    public void change(String id, String answer, Set<NodeId> nodes) {
        jdbc.sql("update promise set answer = ?::jsonb, nodes = ? where id = ?")
                .params(answer, StockLedger.array(nodes, NodeId::value), id)
                .update();
    }

    /**
     * Hands what a promise holds over to the order that came of it: until the transaction ends nobody else gets it.
     *
     * @return the nodes that held it; empty when it holds nothing, or there is no such promise
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<NodeId> takeOver(String id, OrderId order) {
        var held = reservations.takeOver(id);
        if (!held.isEmpty()) {
            jdbc.sql("update promise set status = 'ordered', order_id = ? where id = ?")
                    .params(order.value(), id)
                    .update();
        }
        return held.keySet();
    }

    private static Promise read(ResultSet rs) throws SQLException {
        var expires = rs.getTimestamp("expires_at");
        return new Promise(
                rs.getString("id"),
                rs.getString("caller"),
                rs.getString("body_hash"),
                rs.getString("channel"),
                rs.getString("answer"),
                Arrays.stream((String[]) rs.getArray("nodes").getArray())
                        .map(NodeId::new)
                        .collect(Collectors.toSet()),
                Status.valueOf(rs.getString("status").toUpperCase(Locale.ROOT)),
                expires == null ? null : expires.toInstant(),
                rs.getString("order_id"));
    }
}
