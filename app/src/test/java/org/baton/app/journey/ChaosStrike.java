package org.baton.app.journey;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

/** Lets one thing go wrong at a random moment of a round, and mends what nobody but a person would mend. */
final class ChaosStrike {

    private static final Duration LONGEST = Duration.ofMinutes(3);
    /** A vendor of whom little is asked is away no longer than this. */
    private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(40);

    private static final Duration GLANCE = Duration.ofMillis(100);

    /** What the history of an order has about. */
    private static final int EVENTS_PER_ORDER = 7;

    private final ChaosWorld world;
    private final ChaosLog log;
    private final SplittableRandom random;
    private final int before;
    private final int expected;

    ChaosStrike(ChaosWorld world, ChaosLog log, ChaosPlan.Round round, int orders) {
        this.world = world;
        this.log = log;
        this.random = new SplittableRandom(round.seed() ^ 0x5eedL);
        this.before = world.events();
        this.expected = orders * EVENTS_PER_ORDER;
    }

    void strike(ChaosFault fault) {
        var share = random.nextInt(10, 75);
        happened(share);
        log.say("  at %d %% of the work: %s", share, fault.text());
        switch (fault) {
            case BATON -> {
                world.baton.kill();
                world.baton.start();
            }
            case ENGINE -> world.baton.killEngine();
            case POSTGRES -> world.baton.killDatabase();
            case EVERYTHING -> everything();
            case BROKER -> world.baton.killBroker(random.nextInt(3));
            case VENDOR -> vendor();
            case DISK_FULL -> diskFull();
            case CLOCK -> clock(share);
        }
        world.awaitAlive();
        log.say("  all of it runs again");
    }

    private int expectedAt(int percent) {
        return before + expected * percent / 100;
    }

    /** Waits for a share of the round's work, in percent. */
    private void happened(int percent) {
        world.awaitEvents(expectedAt(percent));
    }

    private void everything() {
        world.baton.kill();
        world.baton.killEngine();
        world.baton.killDatabase();
        world.baton.start();
    }

    private void vendor() {
        var vendor = new String[] {"payments", "warehouse", "carriers", "messages"}[random.nextInt(4)];
        var calls = random.nextInt(3, 40);
        var unheard = unheard(vendor);
        outage(vendor, 3600);
        var end = System.nanoTime() + LONGEST_OUTAGE.toNanos();
        await().atMost(LONGEST)
                .pollInterval(GLANCE)
                .ignoreExceptions()
                .until(() -> unheard(vendor) >= unheard + calls || System.nanoTime() > end);
        outage(vendor, 0);
        log.say("  %s did not answer %d calls", vendor, unheard(vendor) - unheard);
    }

    private void outage(String vendor, int seconds) {
        await().atMost(LONGEST)
                .pollInterval(GLANCE)
                .ignoreExceptions()
                .until(() -> world.shop()
                        .client
                        .put("/sandbox/" + vendor + "/outage", Map.of("seconds", seconds))
                        .isOk());
    }

    private int unheard(String vendor) {
        return world.database()
                .sql("select count(*) from sandbox_call where vendor = :vendor and outcome = 'UNAVAILABLE'")
                .param("vendor", vendor)
                .query(Integer.class)
                .single();
    }

    private void diskFull() {
        if (world.disk().isEmpty()) {
            world.baton.killDatabase();
            return;
        }
        var disk = world.disk().get();
        var answers = random.nextInt(3, 40);
        var refused = refusals();
        disk.fill();
        try {
            await().atMost(LONGEST).pollInterval(GLANCE).until(() -> refusals() >= refused + answers);
        } finally {
            disk.free();
        }
        log.say("  PostgreSQL said %d times that its disk is full (SQLSTATE 53100)", refusals() - refused);
    }

    private int refusals() {
        try (var lines = Files.lines(world.baton.data().resolve("logs").resolve("postgres.log"))) {
            return (int) lines.filter(line -> line.contains("ERROR:") && line.contains("No space left on device"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An hour that passes is not waited for: the clocks are set to its end. */
    private void clock(int share) {
        var hours = random.nextInt(1, 7);
        world.clock.ahead(world.baton, Duration.ofHours(hours));
        happened(Math.min(90, share + random.nextInt(5, 15)));
        world.clock.back(world.baton);
        world.awaitAlive();
        log.say("  %d hours forwards, and back", hours);
        // What was in hand when the engine was killed is given out again only when it is as late as it was then.
        world.awaitEventsOrStillness(expectedAt(95));
        world.clock.ahead(world.baton, Duration.ofHours(hours));
        log.say("  %d hours later", hours);
    }
}
