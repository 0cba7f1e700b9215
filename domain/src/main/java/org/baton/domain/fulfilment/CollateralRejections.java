package org.baton.domain.fulfilment;

import java.util.Set;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends other orders elsewhere that wait for an item at a store which just found its shelf empty: its staff need not walk
 * to the same bin again. Each goes in a transaction of its own, after the rejection; one that is missed here is rejected
 * by the store itself.
 */
@Component
class CollateralRejections {

    private static final Logger LOG = LoggerFactory.getLogger(CollateralRejections.class);

    /** Published inside the transaction in which a node said that it has none of these. */
    record ShelfEmptied(NodeId node, Set<Sku> skus) {}

    private final JdbcClient jdbc;
    private final FulfilmentProgress progress;
    private final TransactionTemplate transaction;

    CollateralRejections(JdbcClient jdbc, FulfilmentProgress progress, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.progress = progress;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void shelfEmptied(ShelfEmptied shelf) {
        var waiting = jdbc.sql("""
                select distinct f.id from fulfilment f
                join node n on n.id = f.node_id and n.type = 'store'
                join fulfilment_line l on l.fulfilment_id = f.id and l.quantity > 0
                where f.node_id = :node and f.status in ('ALLOCATED', 'ACCEPTED') and l.sku = any(:skus)
                order by f.id""")
                .param("node", shelf.node().value())
                .param("skus", shelf.skus().stream().map(Sku::value).toArray(String[]::new))
                .query((rs, n) -> new FulfilmentId(rs.getString("id")))
                .list();
        for (var id : waiting) {
            try {
                transaction.executeWithoutResult(status -> progress.emptied(id, shelf.skus()));
            } catch (RuntimeException e) {
                LOG.warn("{} stays at {}, whose shelf is empty: {}", id, shelf.node(), e.toString());
            }
        }
    }
}
