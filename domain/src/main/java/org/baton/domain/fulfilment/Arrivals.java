package org.baton.domain.fulfilment;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.SignedLinks.Purpose;
import org.baton.domain.order.OrderBook;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Customers who say by their link that they are there, so that a store knows who waits, where and since when. */
@Service
public class Arrivals {

    /**
     * What a link opens.
     *
     * @param open whether something waits to be collected, or is being prepared
     * @param since when they said that they are there; null if they have not
     */
    public record Visit(
            Fulfilment fulfilment,
            boolean open,
            @Nullable String spot,
            @Nullable String car,
            @Nullable Instant since) {}

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
    private final FulfilmentBook fulfilments;
    private final OrderBook orders;
    private final JdbcClient jdbc;
    private final Clock clock;

    Arrivals(
            SignedLinks links,
            FulfilmentLock locks,
            FulfilmentBook fulfilments,
            OrderBook orders,
            JdbcClient jdbc,
            Clock clock) {
        this.links = links;
        this.locks = locks;
        this.fulfilments = fulfilments;
        this.orders = orders;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The token by which the customer of a fulfilment says that they are there. */
    public String tokenFor(Fulfilment fulfilment) {
        return links.sign(Purpose.ARRIVE, fulfilment.id().value());
    }

    /**
     * What the holder of a token sees before and after saying that they are there.
     *
     * @throws NotFoundException if the token is not one of ours
     * @throws SignedLinks.LinkOverException if it is over
     */
    public Visit visit(String token) {
        var id = fulfilment(token);
        var f = fulfilments.get(id);
        var open = isOpen(f, orders.get(f.orderId()).cancelRequested());
        return said(id).map(a -> new Visit(f, open, a.spot(), a.car(), a.since()))
                .orElseGet(() -> new Visit(f, open, null, null, null));
    }

    private record Said(@Nullable String spot, @Nullable String car, Instant since) {}

    private Optional<Said> said(FulfilmentId id) {
        return jdbc.sql("select spot, car, arrived_at from arrival where fulfilment_id = ?")
                .param(id.value())
                .query((rs, n) -> new Said(
                        rs.getString("spot"),
                        rs.getString("car"),
                        rs.getTimestamp("arrived_at").toInstant()))
                .optional();
    }

    /**
     * Notes that the customer is there. Saying it again corrects spot and car, keeps the time, and is no news in the
     * order's history.
     *
     * @return since when they wait
     * @throws NotFoundException if the token is not one of ours
     * @throws SignedLinks.LinkOverException if it is over
     * @throws RefusedException with code {@code nothing-to-collect} if it was collected, cancelled or put back
     */
    @Transactional
    public Instant arrived(String token, @Nullable String spotText, @Nullable String carText) {
        var id = fulfilment(token);
        var checks = new FieldChecks();
        var spot = checks.optional("spot", spotText, LONGEST_SPOT);
        var car = checks.optional("car", carText, LONGEST_CAR);
        checks.orThrow();
        var locked = locks.lock(id);
        var f = locked.fulfilment();
        if (!isOpen(f, locked.cancelRequested())) {
            throw new RefusedException("nothing-to-collect", "Nothing of this order waits to be collected.");
        }
        if (said(id).isEmpty()) {
            locks.event(f, "customer-arrived", "customer", Map.of());
        }
        return jdbc.sql("""
                insert into arrival (fulfilment_id, node_id, spot, car, arrived_at) values (?, ?, ?, ?, ?)
                on conflict (fulfilment_id) do update
                set spot = coalesce(excluded.spot, arrival.spot), car = coalesce(excluded.car, arrival.car)
                returning arrived_at""")
                .params(Arrays.asList(id.value(), f.place().value(), spot, car, Timestamp.from(clock.instant())))
                .query((rs, n) -> rs.getTimestamp("arrived_at").toInstant())
                .single();
    }

    private static boolean isOpen(Fulfilment f, boolean cancelRequested) {
        return !cancelRequested && (!f.status().hasLeftNode() || f.status() == FulfilmentStatus.ARRIVED);
    }

    private FulfilmentId fulfilment(String token) {
        return new FulfilmentId(links.subject(Purpose.ARRIVE, token));
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
