package org.baton.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks what Baton asks all the time, by the same code, and looks at how the database answered. Each question is asked
 * often enough that a session settles on the plan which it then keeps for any parameters.
 */
final class Questions {

    /**
     * A question.
     *
     * @param pages of 8 kB that one of its statements may look at
     */
    record Question(String name, long pages, Runnable ask) {}

    private static final int TIMES = 12;
    private static final int LARGE = 50_000;
    private final ApplicationContext context;
    private final PlanLog log;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Questions(ApplicationContext context, PlanLog log) {
        this.context = context;
        this.log = log;
        this.jdbc = context.getBean(JdbcClient.class);
        this.transaction = context.getBean(TransactionTemplate.class);
    }

    /** Prints a table; whether every question was answered without reading a large table, or much of it. */
    boolean run() {
        var large = Set.copyOf(
                jdbc.sql("""
                select relname from pg_class where relkind = 'r' and reltuples >= :large""").param("large", LARGE).query(String.class).list());
        System.out.printf(
                "%n%-50s %10s %10s %10s   %s%n",
                "question", "first, ms", "worst, ms", "pages", "large tables read whole");
        var well = true;
        for (var question : new BatonQuestions(context).all()) {
            well &= print(question, explained(question), large);
        }
        return well;
    }

    /** What a question changes is undone. */
    private List<PlanLog.Plan> explained(Question question) {
        var position = log.position();
        transaction.executeWithoutResult(status -> {
            PlanLog.begin(jdbc);
            for (int i = 0; i < TIMES; i++) {
                question.ask().run();
            }
            status.setRollbackOnly();
        });
        return log.since(position).stream()
                .filter(plan -> !plan.statement().startsWith("set local"))
                .toList();
    }

    private static boolean print(Question question, List<PlanLog.Plan> plans, Set<String> large) {
        var scanned = plans.stream()
                .flatMap(plan -> plan.scanned().stream())
                .filter(large::contains)
                .collect(Collectors.toCollection(TreeSet::new));
        var pages = plans.stream().mapToLong(PlanLog.Plan::pages).max().orElse(0);
        var well = !plans.isEmpty()
                && (question.pages() == BatonQuestions.ALL || scanned.isEmpty() && pages <= question.pages());
        System.out.printf(
                Locale.ROOT,
                "%-50s %10.2f %10.2f %,10d   %s%s%n",
                question.name(),
                plans.subList(0, plans.size() / TIMES).stream()
                        .mapToDouble(PlanLog.Plan::millis)
                        .sum(),
                plans.stream().mapToDouble(PlanLog.Plan::millis).max().orElse(0),
                pages,
                String.join(", ", scanned),
                well ? "" : "   TOO MUCH");
        if (!well) {
            plans.stream()
                    .max(Comparator.comparingLong(PlanLog.Plan::pages))
                    .ifPresent(plan -> System.out.println(
                            "    " + plan.statement().replaceAll("\\s+", " ").strip() + "\n    by " + plan.indexes()));
        }
        return well;
    }
}
