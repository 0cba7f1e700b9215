package org.baton.domain.routing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.baton.domain.common.Json;
import org.baton.domain.common.LateWrites;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RoundTrip;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Keeps why each order was sourced as it was, for every attempt. */
@Repository
public class SourcingDecisions {

    /** Candidates written down with all their inputs: the chosen ones and the next best. */
    private static final int MOST_IN_FULL = 50;

    /**
     * A decision as it was written down.
     *
     * @param record strategy, rule versions, candidates, chosen and unsourced lines, as JSON
     */
    public record SourcingDecision(String requestKey, Instant decidedAt, String strategy, JsonNode record) {}

    /** @param others the candidates beyond those in full, one line each: {@code store-7, 12.3 miles: needed 1 more unit} */
    private record Written(
            StrategyRules.Strategy strategy,
            List<String> tried,
            Map<String, String> ruleVersions,
            List<SourcingPlan.Judged> candidates,
            List<String> others,
            int candidatesInAll,
            List<SourcingPlan.Part> chosen,
            List<Demand> unsourced) {}

    private static final String BEFORE = """
            select request_key, record -> 'strategy' ->> 'backorderExpiresAfter' as expires,
                   case when row_number() over (order by id) = 1 then (record -> 'ruleVersions')::text end as versions
            from sourcing_decision where order_id = ?""";

    private final JdbcClient jdbc;
    private final LateWrites writes;
    private final Json json;
    private final Clock clock;

    SourcingDecisions(JdbcClient jdbc, LateWrites writes, Json json, Clock clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.json = json;
        this.clock = clock;
    }

    /** @param requestKey names the step of the process that asked: one step decides once */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(OrderId order, String requestKey, Sourcing.Sourced sourced) {
        writes.add(
                """
                insert into sourcing_decision (order_id, request_key, decided_at, strategy, record)
                values (?, ?, ?, ?, ?::jsonb)""",
                order.value(),
                requestKey,
                Timestamp.from(clock.instant()),
                sourced.strategy().name(),
                json.write(written(sourced)));
    }

    /** A decision as it would be written down, of a plan that is only looked at. */
    public JsonNode asRecord(Sourcing.Sourced sourced) {
        return json.tree(json.write(written(sourced)));
    }

    private static Written written(Sourcing.Sourced sourced) {
        var plan = sourced.plan();
        return new Written(
                sourced.strategy(),
                sourced.tried(),
                sourced.ruleVersions(),
                plan.candidates().stream().limit(MOST_IN_FULL).toList(),
                plan.candidates().stream()
                        .skip(MOST_IN_FULL)
                        .map(SourcingDecisions::line)
                        .toList(),
                plan.candidates().size(),
                plan.parts(),
                plan.unsourced());
    }

    private static String line(SourcingPlan.Judged judged) {
        var lost = judged.wouldHaveWonIf() == null ? judged.reasons().getFirst() : judged.wouldHaveWonIf();
        return "%s, %.1f miles: %s".formatted(judged.node(), judged.distanceMiles(), lost);
    }

    /**
     * What was decided on an order before a step of its process asks.
     *
     * @param patience for backorders that a step decided which has decided already, by its request key
     * @param firstVersions of the tables that decided on the order first; empty when none did
     */
    public record Before(Map<String, Duration> patience, Map<String, String> firstVersions) {}

    /** Reads what was decided on an order, on a way to the database together with something else. */
    public Supplier<Before> before(RoundTrip trip, OrderId order) {
        return trip.ask(BEFORE, this::before, order.value());
    }

    private Before before(ResultSet rs) throws SQLException {
        var patience = new HashMap<String, Duration>();
        var versions = new TreeMap<String, String>();
        while (rs.next()) {
            patience.put(rs.getString("request_key"), Duration.parse(rs.getString("expires")));
            var found = rs.getString("versions");
            if (found != null) {
                json.tree(found)
                        .properties()
                        .forEach(e -> versions.put(e.getKey(), e.getValue().asString("")));
            }
        }
        return new Before(patience, versions);
    }

    /** The decisions on an order, oldest first. */
    public List<SourcingDecision> of(OrderId order) {
        return jdbc.sql("select * from sourcing_decision where order_id = ? order by id")
                .param(order.value())
                .query((rs, n) -> new SourcingDecision(
                        rs.getString("request_key"),
                        rs.getTimestamp("decided_at").toInstant(),
                        rs.getString("strategy"),
                        json.tree(rs.getString("record"))))
                .list();
    }
}
