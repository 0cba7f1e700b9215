package org.baton.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.baton.domain.operations.Check;
import org.baton.domain.operations.CheckResult;
import org.baton.domain.operations.Checks;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs every check: twice on books that are in order, and once on books in which one thing of each kind is wrong. */
final class ChecksRun {

    /** After the last of the generated orders; what waits to be done in their books is younger. */
    private static final Duration LATER = Duration.ofMinutes(20);

    private static final int MOST_PRINTED = 2;

    private record Timed(CheckResult result, double seconds) {}

    private record Victim(Breakage breakage, String subject) {}

    private final Checks checks;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Duration grace;

    ChecksRun(ApplicationContext context) {
        checks = context.getBean(Checks.class);
        jdbc = context.getBean(JdbcClient.class);
        transaction = context.getBean(TransactionTemplate.class);
        grace = Duration.between(lastOrder(jdbc).plus(LATER), Instant.now());
    }

    private static Instant lastOrder(JdbcClient jdbc) {
        return jdbc.sql("select max(accepted_at) from orders")
                .query((rs, n) -> rs.getTimestamp(1).toInstant())
                .single();
    }

    /** Prints tables; whether the checks found what is wrong, and nothing else. */
    boolean run() {
        var clean = findNothing();
        return breakAndFind() && clean;
    }

    private boolean findNothing() {
        var first = all();
        var again = all();
        System.out.printf("%n%-16s %12s %10s %10s %8s%n", "check", "looked at", "first, s", "again, s", "found");
        for (int i = 0; i < first.size(); i++) {
            var result = again.get(i).result();
            System.out.printf(
                    Locale.ROOT,
                    "%-16s %,12d %10.2f %10.2f %,8d%n",
                    result.check().text(),
                    result.looked(),
                    first.get(i).seconds(),
                    again.get(i).seconds(),
                    result.found());
            result.findings().stream().limit(MOST_PRINTED).forEach(finding -> System.out.println("    " + finding));
        }
        System.out.printf(Locale.ROOT, "%-29s %10.2f %10.2f%n", "in total", total(first), total(again));
        return again.stream().allMatch(timed -> timed.result().found() == 0);
    }

    private List<Timed> all() {
        return Arrays.stream(Check.values()).map(this::timed).toList();
    }

    private Timed timed(Check check) {
        var began = System.nanoTime();
        var result = checks.run(check, grace);
        return new Timed(result, (System.nanoTime() - began) / 1e9);
    }

    private static double total(List<Timed> results) {
        return results.stream().mapToDouble(Timed::seconds).sum();
    }

    /** Breaks one thing of each kind, and looks whether each is named by its check; nothing of it stays. */
    private boolean breakAndFind() {
        System.out.printf("%nWith one thing of each kind broken:%n");
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var victims = Breakage.ALL.stream()
                    .map(breakage -> new Victim(breakage, breakage.happen(jdbc)))
                    .toList();
            var missed = victims.stream().filter(victim -> !isNamed(victim)).count();
            status.setRollbackOnly();
            return missed == 0;
        }));
    }

    private boolean isNamed(Victim victim) {
        var result = timed(victim.breakage().check()).result();
        var named =
                result.findings().stream().anyMatch(finding -> finding.subject().startsWith(victim.subject()));
        System.out.printf(
                Locale.ROOT,
                "%-16s %-45s %s (%,d in all)%n",
                result.check().text(),
                victim.breakage().what(),
                named ? "found" : "NOT FOUND",
                result.found());
        return named;
    }
}
