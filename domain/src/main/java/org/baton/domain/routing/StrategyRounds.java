package org.baton.domain.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.baton.domain.routing.StrategyRules.Fallback;
import org.baton.domain.routing.StrategyRules.Strategy;

/** Tries one strategy after another until one fulfils the whole order, or the table names no other. */
public final class StrategyRounds {

    /** Strategies that one order may be tried under: a table that chains them in a circle still ends. */
    static final int MOST_STRATEGIES = 5;

    /**
     * The last round.
     *
     * @param tried the strategies before it that did not fulfil the whole order
     */
    public record Round<T>(Strategy strategy, T plan, List<String> tried) {}

    private StrategyRounds() {}

    /**
     * Runs the rounds.
     *
     * @param hour of the day by which strategies are chosen, see {@link StrategyRules.Facts}
     * @param plan plans under a strategy
     * @param whole whether a plan leaves nothing open
     */
    public static <T> Round<T> run(
            StrategyRules rules, SourcingRequest request, int hour, Function<Strategy, T> plan, Predicate<T> whole) {
        var tried = new ArrayList<String>();
        while (true) {
            var strategy = rules.strategyFor(request.facts(hour, tried.isEmpty() ? null : tried.getLast()));
            var planned = plan.apply(strategy);
            var again = !whole.test(planned)
                    && strategy.fallback() == Fallback.NEXT_STRATEGY
                    && !tried.contains(strategy.name())
                    && tried.size() + 1 < MOST_STRATEGIES;
            if (!again) {
                return new Round<>(strategy, planned, tried);
            }
            tried.add(strategy.name());
        }
    }
}
