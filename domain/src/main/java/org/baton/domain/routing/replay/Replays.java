package org.baton.domain.routing.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.baton.domain.common.Ids;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.RefusedException;
import org.baton.domain.inventory.GeoPoint;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.inventory.PostalCodes;
import org.baton.domain.routing.StrategyRules;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tries drafts on the orders of a past period, one replay at a time, beside the orders of today. */
@Service
public class Replays implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration TELL_EVERY = Duration.ofMillis(500);

    /** Orders whose difference is kept one by one; beyond it they count in the sums only. */
    private static final int MOST_DIFFERENCES = 50_000;

    private static final int DIFFERENCES_AT_A_TIME = 500;

    /** Sites by SKUs whose stock is held at once, in two worlds: about 200 MB. */
    private static final long MOST_CELLS = 25_000_000;

    private final ReplayBook book;
    private final DraftRules drafts;
    private final StrategyRules inForce;
    private final Nodes nodes;
    private final PostalCodes postalCodes;
    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;
    private final Clock clock;
    private final AtomicReference<@Nullable Thread> running = new AtomicReference<>();

    Replays(
            ReplayBook book,
            DraftRules drafts,
            StrategyRules inForce,
            Nodes nodes,
            PostalCodes postalCodes,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.book = book;
        this.drafts = drafts;
        this.inForce = inForce;
        this.nodes = nodes;
        this.postalCodes = postalCodes;
        this.jdbc = jdbc;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.clock = clock;
    }

    /**
     * What is to be tried.
     *
     * @param versions numbers by table, kept with the evidence
     */
    public record Trial(Map<String, Integer> versions, Map<String, DraftRules.Draft> drafts) {}

    /**
     * Starts a replay; {@link #find} tells its progress.
     *
     * @param whenDone called once it has ended well
     * @throws InvalidInputException for a period that is none
     * @throws RefusedException with code {@code replay-running}
     */
    public ReplayRun start(Trial trial, Instant from, Instant to, String author, Runnable whenDone) {
        demandPeriod(from, to);
        var rules = drafts.with(trial.drafts()).pinned();
        var live = inForce.pinned();
        var id = Ids.next(ReplayRun.PREFIX, clock::millis);
        book.endForgotten();
        var thread = Thread.ofPlatform()
                .daemon()
                .name("replay")
                .unstarted(() -> run(id, () -> replay(id, from, to, live, rules), whenDone));
        if (book.isRunning() || !running.compareAndSet(null, thread)) {
            throw new RefusedException("replay-running", "Another replay is running: wait until it has ended.");
        }
        try {
            book.begin(id, trial.versions(), rules.versions(), from, to, author);
            onceKept(thread);
        } catch (RuntimeException e) {
            running.set(null);
            throw e;
        }
        return find(id);
    }

    /** A replay that is quicker than the transaction which began it would find nothing to write its end to. */
    private void onceKept(Thread thread) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            thread.start();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status == STATUS_COMMITTED) {
                    thread.start();
                } else {
                    running.set(null);
                }
            }
        });
    }

    private void demandPeriod(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new InvalidInputException("to", "out-of-range", "Must be later than from.");
        }
        if (to.isAfter(clock.instant())) {
            throw new InvalidInputException("to", "out-of-range", "Lies in the future.");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new InvalidInputException("from", "out-of-range", "At most a year is replayed at once.");
        }
    }

    private void run(String id, Runnable replay, Runnable whenDone) {
        try {
            replay.run();
            whenDone.run();
        } catch (RefusedException e) {
            book.failed(id, e.getMessage() + "");
        } catch (RuntimeException e) {
            LOG.error("replay {} failed", id, e);
            book.failed(id, "Baton failed; its log says why.");
        } finally {
            running.set(null);
        }
    }

    private void replay(String id, Instant from, Instant to, StrategyRules live, StrategyRules draft) {
        var kept = new Kept(id);
        var report = snapshot.execute(status -> {
            var facts = new LedgerFacts(jdbc, nodes.list(), from, to);
            return run(facts, live, draft, postalCodes::locate, kept);
        });
        if (report == null) {
            throw new IllegalStateException("a replay gives a report");
        }
        kept.flush();
        book.done(id, report);
    }

    private static Report run(
            PastFacts facts,
            StrategyRules live,
            StrategyRules draft,
            Function<String, Optional<GeoPoint>> postalCodes,
            Kept kept) {
        long cells = (long) facts.nodes().size() * facts.goods().size();
        if (cells > MOST_CELLS) {
            throw new RefusedException(
                    "replay-too-large",
                    "%d nodes and %d SKUs are more than one replay can hold: take a shorter period."
                            .formatted(facts.nodes().size(), facts.goods().size()));
        }
        kept.total = facts.orders();
        return new Replay(facts, live, draft, postalCodes).run(kept::progress, kept::difference);
    }

    /** What is told and kept while a replay runs, apart from its view of the past. */
    private final class Kept {

        private final String id;
        private final List<Difference> waiting = new ArrayList<>();
        private int written;
        private long total;
        private long toldAt;

        Kept(String id) {
            this.id = id;
        }

        void progress(long done) {
            if (System.nanoTime() - toldAt > TELL_EVERY.toNanos()) {
                toldAt = System.nanoTime();
                apart(() -> book.progress(id, done, total));
            }
        }

        void difference(Difference difference) {
            if (written + waiting.size() < MOST_DIFFERENCES) {
                waiting.add(difference);
            }
            if (waiting.size() == DIFFERENCES_AT_A_TIME) {
                flush();
            }
        }

        void flush() {
            apart(() -> book.differences(id, written, waiting));
            written += waiting.size();
            waiting.clear();
        }

        /** Not in the transaction that reads the past, or nobody would see it before the end. */
        private void apart(Runnable write) {
            var own = new TransactionTemplate(Objects.requireNonNull(snapshot.getTransactionManager()));
            own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
            own.executeWithoutResult(status -> write.run());
        }
    }

    /** @throws NotFoundException if there is no such replay */
    public ReplayRun find(String id) {
        book.endForgotten();
        return book.find(id).orElseThrow(() -> new NotFoundException("replay", id));
    }

    /** The orders that the drafts source otherwise, after one already seen. */
    public List<ReplayRun.Changed> differences(String id, int after, int limit) {
        return book.differences(find(id).id(), after, limit);
    }

    /** Lets the replay that runs here fail rather than outlive the application. */
    @Override
    public void close() throws InterruptedException {
        var thread = running.get();
        if (thread != null) {
            thread.interrupt();
            thread.join(TELL_EVERY.multipliedBy(4));
        }
    }
}
