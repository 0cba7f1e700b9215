package org.baton.domain.inventory;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How fast stock sells: what the rule table calls its velocity. */
@Service
public class SalesVelocity {

    private static final Duration LOOKS_BACK = Duration.ofDays(28);
    private static final int WEEKS = 4;
    private static final Duration TOUCHES_KEPT = Duration.ofHours(6);

    private final JdbcClient jdbc;
    private final Clock clock;

    SalesVelocity(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Sums up the last four weeks of sales, shipments and returns; and forgets what followers of the stock have read.
     *
     * @return rows whose velocity is another now
     */
    @Transactional
    public int measure() {
        jdbc.sql("delete from stock_touch where touched_at < now() - make_interval(hours => ?)")
                .param((int) TOUCHES_KEPT.toHours())
                .update();
        return jdbc.sql("""
                with sold as (
                    select sku, node_id, greatest(0, -sum(on_hand_change) / :weeks)::integer as units
                    from stock_movement
                    where type in ('sale', 'return', 'shipment') and occurred_at > :since group by sku, node_id
                ), measured as (
                    select s.sku, s.node_id, coalesce(v.units, 0) as units
                    from stock s left join sold v on v.sku = s.sku and v.node_id = s.node_id
                    where s.units_per_week <> coalesce(v.units, 0)
                    order by s.sku collate "C", s.node_id collate "C" for update of s
                )
                update stock s set units_per_week = m.units from measured m
                where s.sku = m.sku and s.node_id = m.node_id""")
                .param("weeks", WEEKS)
                .param("since", Timestamp.from(clock.instant().minus(LOOKS_BACK)))
                .update();
    }
}
