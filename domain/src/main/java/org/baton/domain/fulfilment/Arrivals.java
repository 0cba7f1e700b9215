package org.baton.domain.fulfilment;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.SignedLinks.Purpose;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Customers who say by their link that they are there, so that a store knows who waits, where and since when. */
@Service
public class Arrivals {

    /**
     * Somebody who waits.
     *
     * @param orderNumber the number that the customer knows
     * @param since when they said so first
     */
    public record Waiting(
            FulfilmentId fulfilment,
            String orderNumber,
            @Nullable String spot,
            @Nullable String car,
            FulfilmentStatus status,
            @Nullable String stagedAt,
            Instant since) {}

    private static final int LONGEST_SPOT = 40;
    private static final int LONGEST_CAR = 80;

    private final SignedLinks links;
    private final FulfilmentLock locks;
    private final JdbcClient jdbc;
    private final Clock clock;

    Arrivals(SignedLinks links, FulfilmentLock locks, JdbcClient jdbc, Clock clock) {
        this.links = links;
        this.locks = locks;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The token by which the customer of a fulfilment says that they are there. */
    public String tokenFor(Fulfilment fulfilment) {
        return links.sign(Purpose.ARRIVE, fulfilment.id().value());
    }

    /**
     * Notes that the customer is there. Saying it again corrects spot and car, and keeps the time.
     *
     * @return since when they wait
     * @throws NotFoundException if the token is not one of ours, or is over
     * @throws RefusedException with code {@code nothing-to-collect} if it was collected, cancelled or put back
     */
    @Transactional
    public Instant arrived(String token, @Nullable String spotText, @Nullable String carText) {
        var id = links.subject(Purpose.ARRIVE, token)
                .map(FulfilmentId::new)
                .orElseThrow(() -> new NotFoundException("link", "like this, or it is over"));
        var checks = new FieldChecks();
        var spot = checks.optional("spot", spotText, LONGEST_SPOT);
        var car = checks.optional("car", carText, LONGEST_CAR);
        checks.orThrow();
        var locked = locks.lock(id);
        var f = locked.fulfilment();
        if (locked.cancelRequested() || f.status().hasLeftNode() && f.status() != FulfilmentStatus.ARRIVED) {
            throw new RefusedException("nothing-to-collect", "Nothing of this order waits to be collected.");
        }
        var now = clock.instant();
        var since = jdbc.sql("""
                insert into arrival (fulfilment_id, node_id, spot, car, arrived_at) values (?, ?, ?, ?, ?)
                on conflict (fulfilment_id) do update
                set spot = coalesce(excluded.spot, arrival.spot), car = coalesce(excluded.car, arrival.car)
                returning arrived_at""")
                .params(Arrays.asList(id.value(), f.place().value(), spot, car, Timestamp.from(now)))
                .query((rs, n) -> rs.getTimestamp("arrived_at").toInstant())
                .single();
        locks.event(f, "customer-arrived", "customer", Map.of());
        return since;
    }

    /** Who waits at a node, longest first. */
    public List<Waiting> waitingAt(NodeId node, int limit) {
        return jdbc.sql("""
                select a.*, o.channel_order_number, f.status, f.staged_at
                from arrival a join fulfilment f on f.id = a.fulfilment_id join orders o on o.id = f.order_id
                where a.node_id = ? and a.served_at is null
                  and f.status in ('ALLOCATED', 'ACCEPTED', 'PICKED', 'PACKED', 'READY_FOR_PICKUP', 'ARRIVED')
                order by a.arrived_at, a.fulfilment_id limit ?""")
                .params(node.value(), limit)
                .query((rs, n) -> new Waiting(
                        new FulfilmentId(rs.getString("fulfilment_id")),
                        rs.getString("channel_order_number"),
                        rs.getString("spot"),
                        rs.getString("car"),
                        FulfilmentStatus.valueOf(rs.getString("status")),
                        rs.getString("staged_at"),
                        rs.getTimestamp("arrived_at").toInstant()))
                .list();
    }
}
