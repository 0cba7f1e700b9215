package org.baton.domain.inventory;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.baton.domain.common.Sku;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sees to it that an order which finds nothing and units which arrive at the same moment never miss each other: both
 * lock the product, so one of them comes after the other and sees what it did. Products are locked after orders and
 * before stock.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Supply {

    /**
     * Published inside the transaction when units became available: counted, or let go by an order.
     *
     * @param cause names the fact, once
     */
    public record Arrived(Set<StockKey> at, String cause) {}

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Supply(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * Waits for supply that is just arriving, and lets none arrive until the transaction ends: who finds no stock now
     * and writes down that it waits will be woken by the next.
     */
    public void shutOut(Collection<Sku> skus) {
        lock(skus, "update");
    }

    /** Asks to add units; must come before the stock is locked. */
    void comes(Collection<StockKey> at) {
        lock(at.stream().map(StockKey::sku).toList(), "key share");
    }

    /** Tells that units were added. */
    void arrived(Collection<StockKey> at, String cause) {
        if (!at.isEmpty()) {
            events.publishEvent(new Arrived(Set.copyOf(at), cause));
        }
    }

    private void lock(Collection<Sku> skus, String strength) {
        var ordered = skus.stream().map(Sku::value).collect(Collectors.toCollection(TreeSet::new));
        var ignored = jdbc.sql(
                        "select sku from product where sku = any(:skus) order by sku collate \"C\" for " + strength)
                .param("skus", ordered.toArray(String[]::new))
                .query(String.class)
                .list();
    }
}
