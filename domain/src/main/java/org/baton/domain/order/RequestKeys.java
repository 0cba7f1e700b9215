package org.baton.domain.order;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.baton.domain.common.LateWrites;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RefusedException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The keys by which callers mark two requests as the same one, each bound to the order that it is about. */
@Repository
public class RequestKeys {

    /**
     * A caller's promise that two requests with the same key are the same request.
     *
     * @param caller whose key it is
     * @param requestHash of the body, to tell a repetition from a reused key
     */
    public record IdempotencyKey(String caller, String key, String requestHash) {}

    private static final String BIND = """
            insert into idempotency_key (caller, key, request_hash, order_id, created_at) values (?, ?, ?, ?, ?)""";

    private final JdbcClient jdbc;
    private final LateWrites writes;
    private final Clock clock;

    RequestKeys(JdbcClient jdbc, LateWrites writes, Clock clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.clock = clock;
    }

    /** Binds a key to a new order; if it is bound already, the transaction ends with a {@link DuplicateKeyException}. */
    void bind(OrderId order, IdempotencyKey key) {
        writes.add(BIND, values(order, key));
    }

    /** Binds a key to its order; false if it is bound already. */
    public boolean remember(OrderId order, IdempotencyKey key) {
        return jdbc.sql(BIND + " on conflict do nothing")
                        .params(values(order, key))
                        .update()
                == 1;
    }

    private Object[] values(OrderId order, IdempotencyKey key) {
        return new Object[] {key.caller(), key.key(), key.requestHash(), order.value(), Timestamp.from(clock.instant())
        };
    }

    /**
     * The order of a request that came before with this key.
     *
     * @throws RefusedException with code {@code idempotency-key-reused} if the key came with another body
     */
    public Optional<OrderId> known(IdempotencyKey key) {
        var known = jdbc.sql("select order_id, request_hash from idempotency_key where caller = ? and key = ?")
                .params(key.caller(), key.key())
                .query((rs, n) -> Map.entry(new OrderId(rs.getString("order_id")), rs.getString("request_hash")))
                .optional();
        if (known.isPresent() && !known.get().getValue().equals(key.requestHash())) {
            throw new RefusedException("idempotency-key-reused", "This Idempotency-Key came with another body before.");
        }
        return known.map(Map.Entry::getKey);
    }
}
