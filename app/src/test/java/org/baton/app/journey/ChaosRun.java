package org.baton.app.journey;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** Plays the rounds of a plan, and stops at the first that finds something. */
final class ChaosRun {

    private static final Duration ANSWERED = Duration.ofMinutes(15);

    private final ChaosPlan plan;
    private final ChaosLog log;
    private final List<String> findings = new ArrayList<>();
    private int rounds;
    private int orders;

    ChaosRun(ChaosPlan plan) {
        this.plan = plan;
        this.log = new ChaosLog(plan.directory().resolve("seed-" + plan.seed() + ".log"));
    }

    /** @return what was lost, is stuck or was done twice */
    List<String> play() {
        log.say("%s", plan.command());
        for (var brokers : new int[] {1, 3}) {
            var drawn = plan.drawn(brokers);
            if (!drawn.isEmpty() && findings.isEmpty()) {
                play(brokers, drawn);
            }
        }
        log.say("%d rounds, %d orders accepted, %d findings", rounds, orders, findings.size());
        return findings;
    }

    private void play(int brokers, List<ChaosPlan.Round> drawn) {
        var directory = plan.directory().resolve("seed-" + plan.seed() + "-brokers-" + brokers);
        remove(directory);
        var world = new ChaosWorld(directory, brokers);
        try {
            world.open(log, drawn.stream().anyMatch(round -> round.fault() == ChaosFault.DISK_FULL));
            log.say("Baton runs on %s with %d broker(s)", directory, brokers);
            var audit = new ChaosAudit(world);
            for (var round : drawn) {
                if (findings.isEmpty()) {
                    play(world, audit, round);
                }
            }
        } catch (RuntimeException e) {
            log.say("The round broke: %s", e);
            findings.add("the round broke: " + e);
        } finally {
            world.close(!findings.isEmpty());
        }
        if (findings.isEmpty()) {
            remove(directory);
        } else {
            log.say("Its data is kept in %s; have it again with %s", directory, plan.command());
        }
    }

    private void play(ChaosWorld world, ChaosAudit audit, ChaosPlan.Round round) {
        log.say("Round %d: %d orders, %d a second", round.number(), plan.orders(), plan.rate());
        world.restock();
        var wishes = world.wishes(round, plan.orders());
        try (var customers = new ChaosCustomers(world.shop().client.base(), world.baton.token())) {
            var strike = new ChaosStrike(world, log, round, plan.orders());
            var answered = customers.place(wishes, plan.rate());
            strike.strike(round.fault());
            await().atMost(ANSWERED).until(() -> answered.getCount() == 0);
            findings.addAll(audit.rest());
            // A job in hand when the clock goes back would be given out again only hours later.
            audit.awaitLastSteps();
            world.clock.back(world.baton);
            world.awaitAlive();
            customers.replay(wishes);
            findings.addAll(customers.complaints());
            findings.addAll(audit.findings());
            rounds++;
            orders += customers.accepted();
            log.say(
                    "  %d orders at rest, %d calls repeated by customers, %d incidents retried, %d findings",
                    customers.accepted(), customers.repeated(), audit.retried(), findings.size());
        }
        findings.forEach(finding -> log.say("  FOUND %s", finding));
    }

    private static void remove(Path directory) {
        try {
            if (Files.exists(directory)) {
                FileSystemUtils.deleteRecursively(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
