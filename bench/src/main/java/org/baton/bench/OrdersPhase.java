package org.baton.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Orders at a fixed rate through a whole Baton, and what each costs. */
record OrdersPhase(BatonChild baton, OrderLoad load, OrdersBooks books, Figures figures) {

    private static final double WARM_UP_SHARE = 0.2;
    private static final int BIGGEST_TABLES = 6;
    private static final double MIB = 1024.0 * 1024;

    /** Lets the parts compile what they run, and fills their caches. */
    void warmUp(double rate, int seconds) {
        var ignored = load.atRate(rate, seconds);
        books.awaitQuiet();
    }

    /** @return whether every order was accepted and fulfilled */
    boolean run(String title, double rate, int seconds) {
        var sizesBefore = books.sizes();
        var engine = EngineCounts.addressOf(baton.enginePid());
        var countsBefore = EngineCounts.read(engine);
        var before = MemoryWatch.use(baton);
        try (var watch = new MemoryWatch(baton, seconds)) {
            var sent = load.atRate(rate, seconds);
            var lag = books.outbox();
            books.awaitQuiet();
            var after = MemoryWatch.use(baton);
            var ended = books.ended(sent.first(), sent.count());
            figures.section(title + ": " + rate + " orders a second for " + seconds + " s");
            speed(sent, ended);
            latency(sent, ended);
            figures.add("commands not yet with the engine, at the end", lag.waiting(), "");
            figures.add("age of the oldest of them", lag.seconds(), "s");
            cpu(before, after, ended.size());
            memory(watch);
            space(sizesBefore, books.sizes(), ended.size());
            EngineCounts.read(engine).since(countsBefore).perOrder("", ended.size(), figures);
            return sent.refused() == 0
                    && ended.stream().filter(OrdersBooks.Ended::fulfilled).count() == sent.count();
        }
    }

    private void speed(OrderLoad.Sent sent, List<OrdersBooks.Ended> ended) {
        var from = sent.began().plusMillis((long) (WARM_UP_SHARE * millis(sent.began(), sent.ended())));
        var seconds = millis(from, sent.ended()) / 1000;
        figures.add("orders sent", sent.count(), "");
        figures.add("refused", sent.refused(), "");
        figures.add(
                "fulfilled", ended.stream().filter(OrdersBooks.Ended::fulfilled).count(), "");
        figures.add(
                "accepted, steady part",
                within(ended, OrdersBooks.Ended::accepted, from, sent.ended()) / seconds,
                "/s");
        var completed = within(ended, OrdersBooks.Ended::completed, from, sent.ended()) / seconds;
        figures.add("completed, steady part", completed, "/s");
        var last = ended.getLast().completed();
        figures.add("completed, steady part, in an hour", completed * 3600, "/h");
        figures.add("completed, first sent to last ended", ended.size() / (millis(sent.began(), last) / 1000), "/s");
    }

    private static double within(
            List<OrdersBooks.Ended> ended, Function<OrdersBooks.Ended, Instant> when, Instant from, Instant to) {
        return ended.stream()
                .map(when)
                .filter(at -> !at.isBefore(from) && at.isBefore(to))
                .count();
    }

    private void latency(OrderLoad.Sent sent, List<OrdersBooks.Ended> ended) {
        figures.percentiles("due to accepted", sent.acceptNanos());
        figures.percentiles("accepted to fulfilled", sorted(ended, e -> millis(e.accepted(), e.completed())));
        figures.percentiles("due to fulfilled", sorted(ended, e -> millis(sent.due(e.number()), e.completed())));
    }

    private static long[] sorted(List<OrdersBooks.Ended> ended, ToDoubleFunction<OrdersBooks.Ended> millis) {
        return ended.stream()
                .filter(OrdersBooks.Ended::fulfilled)
                .mapToLong(e -> (long) (millis.applyAsDouble(e) * 1e6))
                .sorted()
                .toArray();
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }

    private void cpu(Map<String, ProcessUse> before, Map<String, ProcessUse> after, int orders) {
        double all = 0;
        for (var part : before.entrySet()) {
            var used = Objects.requireNonNull(after.get(part.getKey())).cpuMillis()
                    - part.getValue().cpuMillis();
            figures.add("CPU of " + part.getKey(), used / orders, "ms/order");
            all += used;
        }
        figures.add("CPU of all", all / orders, "ms/order");
    }

    private void memory(MemoryWatch watch) {
        for (var part : MemoryWatch.use(baton).keySet()) {
            figures.add("memory of " + part + ", first half", watch.mean(part, 0, MemoryWatch.LOOKS / 2) / MIB, "MiB");
            figures.add(
                    "memory of " + part + ", second half",
                    watch.mean(part, MemoryWatch.LOOKS / 2, MemoryWatch.LOOKS) / MIB,
                    watch.isFlat(part) ? "MiB, flat" : "MiB, growing");
        }
        figures.add("live heap of Baton", MemoryWatch.liveHeap(baton.pid()) / MIB, "MiB");
        figures.add("live heap of the engine", MemoryWatch.liveHeap(baton.enginePid()) / MIB, "MiB");
    }

    private static long whole(Map<String, Long> sizes) {
        return sizes.getOrDefault("", 0L);
    }

    private void space(Map<String, Long> before, Map<String, Long> after, int orders) {
        figures.add("database", (whole(after) - whole(before)) / (double) orders, "bytes/order");
        after.entrySet().stream()
                .filter(table -> !table.getKey().isEmpty())
                .map(table -> Map.entry(table.getKey(), table.getValue() - before.getOrDefault(table.getKey(), 0L)))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(BIGGEST_TABLES)
                .forEach(table ->
                        figures.add("  table " + table.getKey(), table.getValue() / (double) orders, "bytes/order"));
    }
}
