package org.baton.domain.routing;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.baton.domain.inventory.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Answers from what Baton records: the backlog from the open fulfilments, at most {@link #FRESH_FOR} old. Stock accuracy,
 * sales, markdowns and promotions are not recorded yet and stay neutral.
 */
@Component
class RecordedInsight implements NodeInsight {

    static final Duration FRESH_FOR = Duration.ofSeconds(2);

    private static final double PERCENT = 100;

    private record Backlog(Map<String, Integer> open, long readAt) {}

    private final JdbcClient jdbc;
    private volatile @Nullable Backlog backlog;

    RecordedInsight(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public double backlogPercent(Node node) {
        var capacity = node.dailyCapacity();
        if (capacity == null || capacity == 0) {
            return 0;
        }
        return PERCENT * open().getOrDefault(node.idText(), 0) / capacity;
    }

    private Map<String, Integer> open() {
        var known = backlog;
        if (known == null || System.nanoTime() - known.readAt() > FRESH_FOR.toNanos()) {
            var readAt = System.nanoTime();
            var open = new HashMap<String, Integer>();
            jdbc.sql("""
                    select node_id, count(*) as open from fulfilment
                    where status in ('ALLOCATED', 'ACCEPTED', 'PICKED') group by node_id""").query(rs -> {
                open.put(rs.getString("node_id"), rs.getInt("open"));
            });
            known = new Backlog(open, readAt);
            backlog = known;
        }
        return known.open();
    }
}
