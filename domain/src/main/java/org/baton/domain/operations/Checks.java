package org.baton.domain.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Proves that stock, reservations, payments, messages and processes agree. A check reads alone, and may run at any time;
 * what follows from the books may be mended if somebody asks for it.
 */
@Service
public class Checks {

    private static final int MOST_FINDINGS = 100;
    private static final int REPAIRED_AT_ONCE = 500;

    private final BookChecks books;
    private final ProcessChecks processes;
    private final List<Repair> repairs;
    private final Clock clock;

    Checks(BookChecks books, ProcessChecks processes, List<Repair> repairs, Clock clock) {
        this.books = books;
        this.processes = processes;
        this.repairs = List.copyOf(repairs);
        this.clock = clock;
    }

    /**
     * Runs one check.
     *
     * @param grace what changed in this time may still be on its way and is left alone
     * @throws org.baton.domain.common.GatewayUnavailableException if the engine must be asked and does not answer
     */
    public CheckResult run(Check check, Duration grace) {
        var before = clock.instant().minus(grace);
        return switch (check) {
            case PROCESSES -> processes.processes(before, MOST_FINDINGS);
            case LEFT_OVERS -> processes.leftOvers(before, MOST_FINDINGS);
            default -> books.run(check, before, MOST_FINDINGS);
        };
    }

    /**
     * Mends what a check finds, as far as that is safe; what it cannot mend, the check still finds afterwards.
     *
     * @param grace what changed in this time may still be on its way and is left alone
     * @return what was mended, and how
     */
    public List<Finding> repair(Check check, Duration grace) {
        var before = clock.instant().minus(grace);
        var mended = new ArrayList<Finding>();
        for (var repair : repairs) {
            if (repair.check() == check) {
                mendAll(repair, before, mended);
            }
        }
        return mended;
    }

    private static void mendAll(Repair repair, Instant before, List<Finding> mended) {
        List<Finding> some;
        do {
            some = repair.repair(before, REPAIRED_AT_ONCE);
            mended.addAll(some);
        } while (!some.isEmpty());
    }
}
