package org.baton.domain.inventory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.baton.domain.common.InvalidInputException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes down what systems outside tell of stock, in whatever order it arrives. What stands is the newest count of a
 * row, with the units that came and went after it: an older count changes nothing, and a movement that a count has seen
 * already is only noted.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class MovementBook {

    private static final int MOST_ON_HAND = 1_000_000_000;

    /**
     * What was told, checked.
     *
     * @param quantity of a count what was there, otherwise units as their type counts them
     * @param occurredAt when; of what is numbered, when it counts as having happened
     * @param sequence its number in what the source tells; null where the time says the order
     * @param noted whether it stands in the ledger even when it changes nothing, so that its repetition is known
     */
    record Told(
            String key,
            StockKey at,
            MovementType type,
            int quantity,
            Instant occurredAt,
            @Nullable String reason,
            @Nullable String reference,
            String source,
            String actor,
            boolean noted,
            @Nullable Long sequence) {

        Mark mark() {
            return Mark.of(occurredAt, source, sequence, type != MovementType.COUNT);
        }

        Told at(Instant time) {
            return new Told(key, at, type, quantity, time, reason, reference, source, actor, noted, sequence);
        }
    }

    /** What became of what was told. */
    enum Effect {
        APPLIED,
        /** Nothing changed: a count said what was known. */
        AGREED,
        /** Nothing changed: the row was counted after this had happened. */
        COUNTED_SINCE
    }

    /**
     * The answer to one thing told.
     *
     * @param change of what is on hand; of a count, its variance
     */
    record Outcome(Effect effect, int change) {}

    private final StockLedger ledger;
    private final Supply supply;
    private final StockSignals signals;

    MovementBook(StockLedger ledger, Supply supply, StockSignals signals) {
        this.ledger = ledger;
        this.supply = supply;
        this.signals = signals;
    }

    /** What is known of the rows while a batch is worked off. */
    private record Page(
            Map<StockKey, Stock> before,
            Map<StockKey, Mark> countedAt,
            Map<StockKey, Integer> lastCount,
            Map<StockKey, Integer> movedSince,
            Map<StockKey, Integer> onHand) {}

    /**
     * Writes a batch down.
     *
     * @param cause names the batch for those whom its supply wakes
     * @param terms writes what was told besides units, once the rows are locked
     * @return an outcome for each, in order
     */
    List<Outcome> apply(List<Told> told, String cause, Runnable terms) {
        if (told.isEmpty()) {
            return List.of();
        }
        var keys = told.stream().map(Told::at).collect(Collectors.toSet());
        supply.comes(keys);
        var opened = ledger.open(keys);
        var locked = ledger.lock(keys);
        terms.run();
        var before = ledger.lock(keys);
        var page = page(told, before);
        var outcomes = new Outcome[told.size()];
        var changes = new ArrayList<StockChange>();
        IntStream.range(0, told.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> told.get(i).mark()))
                .forEach(i -> outcomes[i] = apply(i, told.get(i), page, changes));
        ledger.write(changes, before, opened);
        ledger.counted(countedNow(told, page));
        var after = new HashMap<>(before);
        after.putAll(StockLedger.after(changes, before));
        tell(locked, after, cause);
        return List.of(outcomes);
    }

    /** Writes a batch down that tells of units alone. */
    List<Outcome> apply(List<Told> told, String cause) {
        return apply(told, cause, () -> {});
    }

    private Page page(List<Told> told, Map<StockKey, Stock> before) {
        var countedAt = ledger.countedAt(before.keySet());
        var lastCount = new HashMap<StockKey, Integer>();
        for (int i = 0; i < told.size(); i++) {
            var one = told.get(i);
            var known = countedAt.get(one.at());
            var last = lastCount.get(one.at());
            if (one.type() == MovementType.COUNT
                    && (known == null || !one.mark().isBefore(known))
                    && (last == null || !one.mark().isBefore(told.get(last).mark()))) {
                lastCount.put(one.at(), i);
            }
        }
        var moments = new HashMap<StockKey, Mark>();
        lastCount.forEach((key, i) -> moments.put(key, told.get(i).mark()));
        var onHand = new HashMap<StockKey, Integer>();
        before.forEach((key, row) -> onHand.put(key, row.onHand()));
        return new Page(before, countedAt, lastCount, ledger.movedSince(moments), onHand);
    }

    private static Outcome apply(int index, Told told, Page page, List<StockChange> changes) {
        var key = told.at();
        var onHand = page.onHand().getOrDefault(key, 0);
        int change = 0;
        int damaged = 0;
        Effect effect;
        if (told.type() == MovementType.COUNT) {
            var stands = page.lastCount().getOrDefault(key, -1) == index;
            change = stands ? told.quantity() + page.movedSince().getOrDefault(key, 0) - onHand : 0;
            effect = !stands ? Effect.COUNTED_SINCE : change == 0 ? Effect.AGREED : Effect.APPLIED;
        } else {
            var counted = page.countedAt().get(key);
            effect = counted != null && told.mark().isBefore(counted) ? Effect.COUNTED_SINCE : Effect.APPLIED;
            if (effect == Effect.APPLIED) {
                change = told.type().onHand(told.quantity());
                damaged = told.type().damaged(told.quantity());
            }
        }
        if (Math.abs((long) onHand + change) > MOST_ON_HAND) {
            throw new InvalidInputException("quantity", "out-of-range", "More units on hand than can be counted.");
        }
        page.onHand().put(key, onHand + change);
        if (told.noted() || change != 0 || damaged != 0) {
            changes.add(change(told, effect, change, damaged));
        }
        return new Outcome(effect, change);
    }

    private static StockChange change(Told told, Effect effect, int onHand, int damaged) {
        return new StockChange(
                told.key(),
                told.at(),
                told.type().text(),
                onHand,
                0,
                damaged,
                effect == Effect.COUNTED_SINCE ? "counted-since" : told.reason(),
                told.reference(),
                told.actor(),
                told.occurredAt(),
                told.source(),
                told.quantity(),
                told.sequence());
    }

    private static Map<StockKey, Mark> countedNow(List<Told> told, Page page) {
        var counted = new HashMap<StockKey, Mark>();
        page.lastCount().forEach((key, i) -> counted.put(key, told.get(i).mark()));
        return counted;
    }

    /** Tells of units that were sold although they were held, and wakes who waits for units that came. */
    void tell(Map<StockKey, Stock> before, Map<StockKey, Stock> after, String cause) {
        var oversold = new HashMap<StockKey, Integer>();
        Set<StockKey> more = new HashSet<>();
        after.forEach((key, now) -> {
            var then = before.get(key);
            if (then != null && now.oversold() > then.oversold()) {
                oversold.put(key, now.oversold() - then.oversold());
            }
            if (then != null && now.availableToPromise() > then.availableToPromise()) {
                more.add(key);
            }
        });
        signals.tellOversold(oversold, cause);
        supply.arrived(more, cause);
    }
}
