package org.baton.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baton.domain.support.NodeBuilder.aStore;
import static org.baton.domain.support.NodeBuilder.aWarehouse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Reservations.Outcome;
import org.baton.domain.inventory.Reservations.Wanted;
import org.baton.domain.support.DomainIT;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 64 threads at ten hot SKUs for a minute: tills, carts, orders, transfers, counts and snapshots all at once. */
class HotStockIT extends DomainIT {

    private static final int THREADS = 64;
    private static final int SKUS = 10;
    private static final Duration RUN = Duration.ofSeconds(60);
    private static final long PATIENCE_SECONDS = 300;
    private static final List<String> NODES = List.of("dc-1", "store-1", "store-2");

    @Autowired
    private Holds holds;

    @Autowired
    private Reservations reservations;

    @Autowired
    private StockMovements movements;

    @Autowired
    private StockTransfers transfers;

    @Autowired
    private StockSnapshots snapshots;

    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, AtomicLong> done = new ConcurrentHashMap<>();

    @Test
    void shouldNeverOversellAndAlwaysBalanceWhenEverythingHappensAtOnce() throws Exception {
        given(aWarehouse("dc-1"));
        given(aStore("store-1"));
        given(aStore("store-2"));
        for (int i = 0; i < SKUS; i++) {
            given("HOT-" + i);
            for (var node : NODES) {
                counted(node, "HOT-" + i, 100);
            }
        }
        var until = System.nanoTime() + RUN.toNanos();
        var failures = new ArrayList<Throwable>();
        try (var pool = Executors.newFixedThreadPool(THREADS)) {
            var running = new ArrayList<Future<?>>();
            for (int t = 0; t < THREADS; t++) {
                var random = new SplittableRandom(t);
                running.add(pool.submit(() -> {
                    while (System.nanoTime() < until) {
                        act(random);
                    }
                }));
            }
            for (var one : running) {
                try {
                    one.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    failures.add(e.getCause());
                }
            }
        }

        assertThat(failures)
                .as("nothing fails that is not refused for a reason")
                .isEmpty();
        assertThat(done.keySet())
                .containsExactlyInAnyOrder("sale", "cart", "release", "order", "ship", "transfer", "count", "snapshot");
        assertThat(stockOutOfBalance()).isEmpty();
        assertThat(oversoldByBaton()).isEmpty();
        assertThat(jdbc.sql("select count(*) from reservation where quantity < 0")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void act(SplittableRandom random) {
        clock.advance(Duration.ofMillis(1));
        var sku = "HOT-" + random.nextInt(SKUS);
        var node = NODES.get(random.nextInt(NODES.size()));
        var other = NODES.get(random.nextInt(NODES.size()));
        var n = numbers.incrementAndGet();
        var units = 1 + random.nextInt(3);
        try {
            switch (random.nextInt(10)) {
                case 0, 1 -> told(n, node, sku, "sale", units, 0, "sale");
                case 2 -> told(n, node, sku, "count", 60 + random.nextInt(60), random.nextInt(50), "count");
                case 3, 4, 5 -> cart(n, node, sku, other, "HOT-" + random.nextInt(SKUS), units, random.nextBoolean());
                case 6, 7 -> order(n, node, sku, units, random.nextBoolean());
                case 8 -> {
                    if (!node.equals(other)) {
                        var transfer = new StockTransfers.Transfer("T-" + n, node, other, sku, units, null, null);
                        var ignored = transfers.transfer(transfer, "test");
                        note("transfer");
                    }
                }
                default -> snapshot(n, node, 60 + random.nextInt(60));
            }
        } catch (RefusedException e) {
            // Too few units that nobody holds: nothing was moved.
            assertThat(e.code()).isEqualTo("too-few-units");
        }
    }

    private void note(String what) {
        done.computeIfAbsent(what, w -> new AtomicLong()).incrementAndGet();
    }

    private void told(long n, String node, String sku, String type, int units, int late, String what) {
        movements.take(
                List.of(new StockMovements.Message(
                        "M-" + n, "pos", clock.instant().minusMillis(late), node, sku, type, units, null, null, null)),
                "test");
        note(what);
    }

    private void cart(long n, String node, String sku, String other, String otherSku, int units, boolean release) {
        var promise = "prm_" + n;
        var pieces = List.of(
                new Holds.Piece(new NodeId(node), new Sku(sku), units),
                new Holds.Piece(new NodeId(other), new Sku(otherSku), 1));
        var outcome =
                holds.hold(new Holds.Cart(promise, pieces, 0, clock.instant().plusSeconds(600)));
        note("cart");
        if (outcome instanceof Outcome.Reserved && release) {
            holds.release(promise, "changed my mind");
            note("release");
        }
    }

    private void order(long n, String node, String sku, int units, boolean ship) {
        var fulfilment = new FulfilmentId("ful_" + n);
        var wanted = new Wanted(fulfilment, new OrderId("ord_" + n), 1, new NodeId(node), new Sku(sku), units);
        var outcome = transaction.execute(status -> reservations.reserve(List.of(wanted), 0));
        note("order");
        if (outcome instanceof Outcome.Reserved && ship) {
            transaction.executeWithoutResult(status -> reservations.ship(fulfilment));
            note("ship");
        }
    }

    private void snapshot(long n, String node, int units) {
        var origin = new StockSnapshots.Origin("wms", clock.instant().minusMillis(20), null, "test", "S-" + n, "hash");
        var ignored = snapshots.take(origin, rows -> {
            for (int i = 0; i < SKUS; i++) {
                rows.row(i + 1, node, "HOT-" + i, units, null, null, null, null, null);
            }
        });
        note("snapshot");
    }

    /** Movements by which Baton itself held or moved more than was there, found by going through the ledger. */
    private List<Map<String, Object>> oversoldByBaton() {
        return jdbc.sql("""
                select * from (
                    select id, type, source, node_id, sku, reserved_change,
                           sum(on_hand_change) over stock as on_hand, sum(reserved_change) over stock as reserved,
                           sum(damaged_change) over stock as damaged
                    from stock_movement window stock as (partition by node_id, sku order by id)) as state
                where (type = 'reservation' or type = 'transfer-out') and reserved > on_hand - damaged
                limit 5""").query().listOfRows();
    }
}
