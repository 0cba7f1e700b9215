package org.baton.domain.rulebook;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.baton.domain.common.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes a repeated request harmless: the same key of the same caller gives what the first request made. */
@Service
public class RuleRequests {

    /** A caller's promise that two requests with the same key are the same request. */
    public record RequestKey(String caller, String key, String requestHash) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    RuleRequests(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Makes something once.
     *
     * @param make makes it, and gives its id
     * @param find gives what an earlier request with this key made, by its id
     * @throws RefusedException with code {@code idempotency-key-reused} if the key came with another body before
     */
    @Transactional
    public <T> T once(@Nullable RequestKey key, Supplier<T> make, Function<T, String> id, Function<String, T> find) {
        if (key == null) {
            return make.get();
        }
        jdbc.sql("select pg_advisory_xact_lock(hashtext(?))")
                .param("rule-request/" + key.caller() + "/" + key.key())
                .query(rs -> {});
        var known = jdbc.sql("select resource, request_hash from rule_request where caller = ? and key = ?")
                .params(key.caller(), key.key())
                .query((rs, n) -> Map.entry(rs.getString("resource"), rs.getString("request_hash")))
                .optional();
        if (known.isPresent()) {
            if (!known.get().getValue().equals(key.requestHash())) {
                throw new RefusedException(
                        "idempotency-key-reused", "This Idempotency-Key came with another body before.");
            }
            return find.apply(known.get().getKey());
        }
        var made = make.get();
        jdbc.sql("insert into rule_request (caller, key, request_hash, resource, created_at) values (?, ?, ?, ?, ?)")
                .params(key.caller(), key.key(), key.requestHash(), id.apply(made), Timestamp.from(clock.instant()))
                .update();
        return made;
    }
}
