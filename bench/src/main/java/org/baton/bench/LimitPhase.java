package org.baton.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.baton.app.runtime.StartFailure;
import org.baton.workers.engine.EngineProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Completed orders a second with always as many on their way, beside the same processes with workers that do nothing:
 * one after the other, several times.
 */
record LimitPhase(BatonChild baton, OrderLoad load, OrdersBooks books, IdleEngine idle, Figures figures) {

    private static final double DEMANDED = 0.6;
    /**
     * What each has ended before a run counts. An engine that is still being compiled is an easy limit: one did 30 orders a
     * second after its first thousand, 35 after the next, and 41 after two thousand.
     */
    private static final int WARM_UP_ORDERS = 3_000;

    private static final double RAMP_UP_SHARE = 0.3;
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** A job that was handed out and never came is handed out again after a minute. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private record Speed(double perSecond, int orders) {}

    /** @return whether what is demanded was reached */
    boolean run(int inFlight, int seconds, int runs) {
        var title = "Completed orders beside workers that do nothing, " + inFlight + " on their way";
        var baton = EngineCounts.addressOf(this.baton.enginePid());
        var ratios = new Ratios("completed orders", DEMANDED);
        int warmUps = warmUp(inFlight, seconds);
        for (int run = 1; run <= runs; run++) {
            int first = load.next();
            var before = EngineCounts.read(baton);
            var reached = real(inFlight, seconds);
            var real = EngineCounts.read(baton).since(before);
            var idleBefore = EngineCounts.read(idle.managementUrl());
            var limit = idle(inFlight, seconds, books.roads(first, load.next() - first), warmUps + run);
            var same = EngineCounts.read(idle.managementUrl()).since(idleBefore);
            figures.section(title + ", run " + run);
            figures.add("Baton", reached.perSecond(), "/s");
            figures.add("workers that do nothing", limit.perSecond(), "/s");
            figures.add("ratio", reached.perSecond() / limit.perSecond(), "");
            real.perOrder("Baton's engine", reached.orders(), figures);
            same.perOrder("the other engine", limit.orders(), figures);
            ratios.add(limit.perSecond(), reached.perSecond());
        }
        figures.section(title);
        figures.add("ratio, median", ratios.median(), "");
        figures.add("demanded", DEMANDED, "");
        return ratios.sumUp();
    }

    /** @return how many runs of workers that do nothing it took */
    private int warmUp(int inFlight, int seconds) {
        int first = load.next();
        for (int ended = 0; ended < WARM_UP_ORDERS; ) {
            ended += real(inFlight, seconds).orders();
        }
        var roads = books.roads(first, load.next() - first);
        int runs = 0;
        for (int ended = 0; ended < WARM_UP_ORDERS; runs++) {
            ended += idle(inFlight, seconds, roads, runs).orders();
        }
        return runs;
    }

    private Speed real(int inFlight, int seconds) {
        var from = Instant.now().plusMillis(rampUpMillis(seconds));
        int orders = load.keepInFlight(inFlight, seconds, books::open);
        var to = Instant.now();
        books.awaitQuiet();
        return new Speed(perSecond(books.endedBetween(from, to), from, to), orders);
    }

    /** @param run unlike that of any other run */
    private Speed idle(int inFlight, int seconds, List<List<IdleWorkers.Part>> roads, int run) {
        var properties =
                new Binder(new MapConfigurationPropertySource()).bindOrCreate("baton.engine", EngineProperties.class);
        var id = load.mix().run() + run;
        try (var workers = new IdleWorkers(idle.client(), properties, id, roads)) {
            var from = Instant.now().plusMillis(rampUpMillis(seconds));
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            while (System.nanoTime() < until) {
                for (int missing = inFlight - workers.inFlight(); missing > 0; missing--) {
                    workers.start();
                }
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
            var to = Instant.now();
            awaitEnd(workers);
            return new Speed(perSecond(workers.endedBetween(from, to), from, to), workers.ended());
        }
    }

    private static void awaitEnd(IdleWorkers workers) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (workers.inFlight() > 0) {
            if (System.nanoTime() > until) {
                throw new StartFailure(workers.inFlight() + " orders of workers that do nothing do not end.");
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private static long rampUpMillis(int seconds) {
        return (long) (RAMP_UP_SHARE * TimeUnit.SECONDS.toMillis(seconds));
    }

    private static double perSecond(long orders, Instant from, Instant to) {
        return orders * 1000.0 / Duration.between(from, to).toMillis();
    }
}
