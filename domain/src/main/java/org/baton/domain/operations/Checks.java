package org.baton.domain.operations;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Service;

/** Proves that stock, reservations, payments, messages and processes agree. Reads alone, and may run at any time. */
@Service
public class Checks {

    private static final int MOST_FINDINGS = 100;

    private final BookChecks books;
    private final ProcessChecks processes;
    private final Clock clock;

    Checks(BookChecks books, ProcessChecks processes, Clock clock) {
        this.books = books;
        this.processes = processes;
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
}
