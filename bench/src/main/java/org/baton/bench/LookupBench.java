package org.baton.bench;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.baton.app.runtime.StartFailure;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Holds;
import org.springframework.context.ApplicationContext;

/** Availability of 3 SKUs at the 50 nearest of 1,926 nodes over HTTP, beside a constant answer of the same size. */
final class LookupBench {

    private static final int CALLERS = 8;
    private static final int FEW_CALLERS = 2;
    private static final int WRITES_PER_SECOND = 50;
    private static final double DEMANDED = 0.5;
    private static final double WARM_UP_SECONDS = 12;

    private final ApplicationContext context;
    private final int port;
    private final String token;
    private final int seconds;
    private final int runs;

    LookupBench(ApplicationContext context, int port, String token, int seconds, int runs) {
        this.context = context;
        this.port = port;
        this.token = token;
        this.seconds = seconds;
        this.runs = runs;
    }

    boolean run() {
        var size = learnSize();
        System.out.printf("A lookup is answered with %,d bytes; so is the constant.%n", size);
        var warmUp = List.of(lookups(CALLERS, WARM_UP_SECONDS), constants(WARM_UP_SECONDS));
        System.out.printf("Warm-up: %,.0f lookups/s%n", warmUp.getFirst().perSecond());
        var ratios = new Ratios("lookups against a constant", DEMANDED);
        for (int run = 0; run < runs; run++) {
            var limit = constants(seconds).perSecond();
            ratios.add(limit, lookups(CALLERS, seconds).perSecond());
        }
        var reached = ratios.sumUp();
        whileWriting();
        return reached;
    }

    private int learnSize() {
        try (var loop = new HttpLoop(port, token)) {
            var answer = loop.get(path(new SplittableRandom(1)));
            context.getBean(InventoryServer.Constant.class).answerWith(answer);
            return answer.length;
        } catch (IOException e) {
            throw new StartFailure("The server does not answer: " + e.getMessage(), e);
        }
    }

    private static String path(SplittableRandom random) {
        return "/api/v1/availability?sku=%s,%s,%s&near=%.4f,%.4f&radiusMiles=12500&limit=50&option=pickup"
                .formatted(
                        InventoryNetwork.sku(random.nextInt(0, 17)),
                        InventoryNetwork.sku(random.nextInt(17, 34)),
                        InventoryNetwork.sku(random.nextInt(34, SnapshotBench.FEW_PRODUCTS)),
                        random.nextDouble(26, 48),
                        random.nextDouble(-123, -70));
    }

    private Throughput.Measured lookups(int callers, double forSeconds) {
        return Throughput.measure(callers, forSeconds, thread -> {
            var random = new SplittableRandom(thread + System.nanoTime());
            return asking(() -> path(random));
        });
    }

    private Throughput.Measured constants(double forSeconds) {
        return Throughput.measure(CALLERS, forSeconds, thread -> asking(() -> InventoryServer.Constant.PATH));
    }

    private Throughput.Work asking(Supplier<String> paths) throws IOException {
        var loop = new HttpLoop(port, token);
        return new Throughput.Work() {
            @Override
            public void once() throws IOException {
                var ignored = loop.get(paths.get());
            }

            @Override
            public void close() throws IOException {
                loop.close();
            }
        };
    }

    private void whileWriting() {
        var holds = context.getBean(Holds.class);
        var numbers = new AtomicLong();
        var random = new SplittableRandom(3);
        try (var writer = Executors.newSingleThreadScheduledExecutor()) {
            var ignored = writer.scheduleAtFixedRate(
                    () -> {
                        var piece = new Holds.Piece(
                                new NodeId(InventoryNetwork.node(random.nextInt(InventoryNetwork.NODES))),
                                new Sku(InventoryNetwork.sku(random.nextInt(SnapshotBench.FEW_PRODUCTS))),
                                1);
                        var held = holds.hold(new Holds.Cart(
                                "prm_w" + numbers.incrementAndGet(),
                                List.of(piece),
                                0,
                                Instant.now().plusSeconds(7_200)));
                        if (held == null) {
                            throw new IllegalStateException("no answer");
                        }
                    },
                    0,
                    TimeUnit.SECONDS.toMicros(1) / WRITES_PER_SECOND,
                    TimeUnit.MICROSECONDS);
            var measured = lookups(FEW_CALLERS, seconds);
            writer.shutdownNow();
            System.out.printf(
                    "lookups while %d writes/s arrive (%d were made): p50 %.2f ms, p99 %.2f ms, %,.0f lookups/s%n%n",
                    WRITES_PER_SECOND,
                    numbers.get(),
                    measured.percentileMillis(50),
                    measured.percentileMillis(99),
                    measured.perSecond());
        }
    }
}
