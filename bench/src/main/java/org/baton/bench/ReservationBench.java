package org.baton.bench;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.baton.app.runtime.StartFailure;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Holds;
import org.baton.domain.inventory.Holds.Piece;
import org.baton.domain.inventory.Reservations.Outcome;
import org.baton.domain.inventory.StockFeed;
import org.springframework.context.ApplicationContext;

/**
 * Reservations of carts, each on disk before it is answered, with its ledger entry: on one row against pgbench updating
 * one row, and over all rows against pgbench's simple update.
 */
final class ReservationBench {

    private static final int CALLERS = 32;
    private static final double HOT_DEMANDED = 0.7;
    private static final double SPREAD_DEMANDED = 0.5;
    private static final int PLENTY = 90_000_000;
    private static final double WARM_UP_SECONDS = 4;

    private final Holds holds;
    private final StockFeed feed;
    private final PgBench pgbench;
    private final int seconds;
    private final int runs;
    private final AtomicLong numbers = new AtomicLong();

    ReservationBench(ApplicationContext context, PgBench pgbench, int seconds, int runs) {
        this.holds = context.getBean(Holds.class);
        this.feed = context.getBean(StockFeed.class);
        this.pgbench = pgbench;
        this.seconds = seconds;
        this.runs = runs;
    }

    boolean run() {
        for (int s = 0; s < SnapshotBench.FEW_PRODUCTS; s++) {
            var sku = InventoryNetwork.sku(s);
            var rows = IntStream.range(0, InventoryNetwork.NODES)
                    .mapToObj(n -> StockFeed.Count.of(InventoryNetwork.node(n), sku, PLENTY))
                    .toList();
            var wrong = feed.count(rows, "bench", "bench").stream()
                    .anyMatch(row -> !row.errors().isEmpty());
            if (wrong) {
                throw new StartFailure("The bench's stock was refused.");
            }
        }
        var hot = new Piece(new NodeId(InventoryNetwork.node(100)), new Sku(InventoryNetwork.sku(1)), 1);
        var ignored = reserve(WARM_UP_SECONDS, thread -> () -> hot);
        var onOne = new Ratios("reservations on one row", HOT_DEMANDED);
        for (int run = 0; run < runs; run++) {
            var limit = pgbench.oneRow(CALLERS, seconds);
            onOne.add(limit, reserve(seconds, thread -> () -> hot));
        }
        var spread = new Ratios("reservations over 100,152 rows", SPREAD_DEMANDED);
        for (int run = 0; run < runs; run++) {
            var limit = pgbench.simpleUpdate(CALLERS, seconds);
            spread.add(limit, reserve(seconds, thread -> anywhere(new SplittableRandom(thread))));
        }
        return onOne.sumUp() & spread.sumUp();
    }

    private static Supplier<Piece> anywhere(SplittableRandom random) {
        return () -> new Piece(
                new NodeId(InventoryNetwork.node(random.nextInt(InventoryNetwork.NODES))),
                new Sku(InventoryNetwork.sku(random.nextInt(SnapshotBench.FEW_PRODUCTS))),
                1);
    }

    private double reserve(double forSeconds, IntFunction<Supplier<Piece>> pieces) {
        return Throughput.measure(CALLERS, forSeconds, thread -> {
                    var piece = pieces.apply(thread);
                    return () -> {
                        var cart = new Holds.Cart(
                                "prm_b" + numbers.incrementAndGet(),
                                List.of(piece.get()),
                                0,
                                Instant.now().plusSeconds(7_200));
                        if (!(holds.hold(cart) instanceof Outcome.Reserved)) {
                            throw new IllegalStateException("nothing left to reserve");
                        }
                    };
                })
                .perSecond();
    }
}
