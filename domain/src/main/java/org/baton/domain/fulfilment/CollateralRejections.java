package org.baton.domain.fulfilment;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.common.Sku;
import org.baton.domain.followup.FollowUp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sends other orders elsewhere that wait for an item at a store which just found its shelf empty: its staff need not walk
 * to the same bin again. Each goes in a transaction of its own, after the rejection is committed.
 */
@Component
class CollateralRejections implements FollowUp<CollateralRejections.ShelfEmptied> {

    static final String KIND = "shelf-emptied";

    private static final Logger LOG = LoggerFactory.getLogger(CollateralRejections.class);

    /**
     * A node said that it has none of these.
     *
     * @param at when; what it was given later, it was given because there was some again
     */
    record ShelfEmptied(NodeId node, Set<Sku> skus, Instant at) {}

    private final JdbcClient jdbc;
    private final FulfilmentProgress progress;

    CollateralRejections(JdbcClient jdbc, FulfilmentProgress progress) {
        this.jdbc = jdbc;
        this.progress = progress;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<ShelfEmptied> details() {
        return ShelfEmptied.class;
    }

    /** One that cannot be sent elsewhere just now does not keep the others; it is tried again. */
    @Override
    public void perform(ShelfEmptied shelf) {
        RuntimeException failure = null;
        for (var id : waiting(shelf)) {
            try {
                progress.emptied(id, shelf.skus());
            } catch (RefusedException e) {
                LOG.info("{} stays at {}, whose shelf is empty: {}", id, shelf.node(), e.getMessage());
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private List<FulfilmentId> waiting(ShelfEmptied shelf) {
        return jdbc.sql("""
                select distinct f.id from fulfilment f
                join node n on n.id = f.node_id and n.type = 'store'
                join fulfilment_line l on l.fulfilment_id = f.id and l.quantity > 0
                where f.node_id = :node and f.status in ('ALLOCATED', 'ACCEPTED') and l.sku = any(:skus)
                  and f.created_at <= :at
                order by f.id""")
                .param("node", shelf.node().value())
                .param("skus", shelf.skus().stream().map(Sku::value).toArray(String[]::new))
                .param("at", Timestamp.from(shelf.at()))
                .query((rs, n) -> new FulfilmentId(rs.getString("id")))
                .list();
    }
}
