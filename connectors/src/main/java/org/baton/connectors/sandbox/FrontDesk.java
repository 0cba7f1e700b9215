package org.baton.connectors.sandbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.baton.connectors.sandbox.Reply.Outcome;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.common.Json;
import org.baton.domain.common.UnhurriedCommit;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What every call to a sandbox vendor passes through: it takes time, acts once per key, gives the same answer to the
 * same key, refuses a key that comes with another body, misbehaves when asked to, and is written down. Deed, answer and
 * record are one transaction; calls with one key wait for each other. Nearly every call is the first of its key to a
 * vendor that is well: that transaction is a single statement.
 */
final class FrontDesk {

    /** @param request what the vendor was sent: a record, so that it is written the same each time */
    record Call(Vendor vendor, String operation, String key, Record request, Fault fault) {}

    private record Known(
            int calls,
            boolean away,
            String requestHash,
            @Nullable String outcome,
            @Nullable String answer) {}

    /**
     * A key that another call is just bringing is not seen, but is in the way when it is written: all is undone. The
     * commit is not waited for: what Baton writes of the answer comes later in the same log, and cannot be there
     * without it.
     */
    private static final String AT_ONCE = """
            with free as (
                select where not exists (
                        select from sandbox_request
                        where vendor = :callVendor and operation = :callOperation and key = :callKey)
                    and not exists (select from sandbox_outage where vendor = :callVendor and until > now())
                    and %s is not null),
            deed as (%s),
            answered as (
                insert into sandbox_request (vendor, operation, key, request_hash, calls, outcome, answer)
                select :callVendor, :callOperation, :callKey, :callHash, 1, :callOutcome, :callAnswer::jsonb from deed)
            insert into sandbox_call (vendor, operation, key, order_id, outcome, request, answer, at)
            select :callVendor, :callOperation, :callKey, :callOrder::text, :callOutcome, :callRequest::jsonb,
                   :callAnswer::jsonb, :callAt::timestamptz
            from deed""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Json json;
    private final Clock clock;
    private final SandboxSettings settings;

    FrontDesk(JdbcClient jdbc, TransactionTemplate transaction, Json json, Clock clock, SandboxSettings settings) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Makes a call.
     *
     * @param planned what the vendor does the first time, decided when the call has arrived
     * @return an answer that is DONE or DECLINED
     * @throws GatewayRejectedException if the vendor refused
     * @throws GatewayUnavailableException if it did not answer
     */
    Reply call(Call call, Supplier<Deed> planned) {
        pause(call.fault().latency(settings));
        var deed = planned.get();
        var answer = atOnce(call, deed)
                ? deed.done()
                : Objects.requireNonNull(transaction.execute(status -> handle(call, deed)));
        return switch (answer.outcome()) {
            case DONE, DECLINED -> answer;
            case REFUSED -> throw new GatewayRejectedException(answer.get("reason"));
            case UNAVAILABLE, ANSWER_LOST ->
                throw new GatewayUnavailableException(
                        "The sandbox (" + call.vendor().text() + ") did not answer");
        };
    }

    /** Writes down a question that changes nothing. */
    void asked(Call call, Reply answer) {
        pause(call.fault().latency(settings));
        record(call, json.write(call.request()), answer, false);
    }

    /**
     * Makes a call that is the first of its key to a vendor that is well, and whose deed finds its row.
     *
     * @return whether it was; if not, nothing was done
     */
    private boolean atOnce(Call call, Deed deed) {
        if (call.fault() != Fault.NONE) {
            return false;
        }
        var request = json.write(call.request());
        var parameters = new MapSqlParameterSource(deed.parameters().getValues())
                .addValue("callVendor", call.vendor().text())
                .addValue("callOperation", call.operation())
                .addValue("callKey", call.key())
                .addValue("callOrder", Keys.order(call.key()))
                .addValue("callHash", Keys.sha256(request))
                .addValue("callRequest", request)
                .addValue("callOutcome", deed.done().outcome().name())
                .addValue("callAnswer", json.write(deed.done().body()))
                .addValue("callAt", Timestamp.from(clock.instant()));
        try {
            return jdbc.sql(AT_ONCE.formatted(UnhurriedCommit.expression(), deed.asTable()))
                            .paramSource(parameters)
                            .update()
                    == 1;
        } catch (DuplicateKeyException e) {
            // Another call with this key came in between, and has its answer by now: the statement left nothing.
            return false;
        }
    }

    private Reply handle(Call call, Deed deed) {
        var request = json.write(call.request());
        var hash = Keys.sha256(request);
        var known = knock(call, hash);
        if (!known.requestHash().equals(hash)) {
            return record(call, request, Reply.refused("idempotency_key_reused"), false);
        }
        if (known.away() || call.fault().isUnavailable(known.calls(), settings)) {
            return record(call, request, Reply.unavailable(), false);
        }
        if (known.outcome() != null && known.answer() != null) {
            return record(call, request, new Reply(Outcome.valueOf(known.outcome()), body(known.answer())), false);
        }
        var answer = record(call, request, deed.act(jdbc), true);
        return call.fault() == Fault.LOST_ANSWER ? new Reply(Outcome.ANSWER_LOST, answer.body()) : answer;
    }

    /** Counts a call of a key and locks the key until the transaction ends. */
    private Known knock(Call call, String hash) {
        return jdbc.sql("""
                insert into sandbox_request (vendor, operation, key, request_hash, calls)
                values (:vendor, :operation, :key, :hash, 1)
                on conflict on constraint sandbox_request_pk do update set calls = sandbox_request.calls + 1
                returning calls, request_hash, outcome, answer::text, exists (
                    select from sandbox_outage o where o.vendor = :vendor and o.until > now()) as away""")
                .param("vendor", call.vendor().text())
                .param("operation", call.operation())
                .param("key", call.key())
                .param("hash", hash)
                .query((rs, n) -> new Known(
                        rs.getInt("calls"),
                        rs.getBoolean("away"),
                        rs.getString("request_hash"),
                        rs.getString("outcome"),
                        rs.getString("answer")))
                .single();
    }

    /** @param first whether this is the answer that the key will always get */
    private Reply record(Call call, String request, Reply answer, boolean first) {
        var lost = first && call.fault() == Fault.LOST_ANSWER;
        jdbc.sql("""
                with answered as (
                    update sandbox_request set outcome = :outcome, answer = :answer::jsonb
                    where :first and vendor = :vendor and operation = :operation and key = :key)
                insert into sandbox_call (vendor, operation, key, order_id, outcome, request, answer, at)
                values (:vendor, :operation, :key, :order, :recorded, :request::jsonb, :answer::jsonb, :at)""")
                .param("outcome", answer.outcome().name())
                .param("recorded", (lost ? Outcome.ANSWER_LOST : answer.outcome()).name())
                .param("answer", json.write(answer.body()))
                .param("first", first)
                .param("vendor", call.vendor().text())
                .param("operation", call.operation())
                .param("key", call.key())
                .param("order", Keys.order(call.key()))
                .param("request", request)
                .param("at", Timestamp.from(clock.instant()))
                .update();
        return answer;
    }

    private Map<String, String> body(String answer) {
        var body = new TreeMap<String, String>();
        json.tree(answer)
                .properties()
                .forEach(field -> body.put(field.getKey(), field.getValue().asString()));
        return body;
    }

    private static void pause(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        for (var left = time.toNanos(); left > 0 && !Thread.currentThread().isInterrupted(); ) {
            LockSupport.parkNanos(left);
            left = end - System.nanoTime();
        }
    }
}
