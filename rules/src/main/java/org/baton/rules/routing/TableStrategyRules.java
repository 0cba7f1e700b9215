package org.baton.rules.routing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.routing.NodeInsight;
import org.baton.domain.routing.NodeRules;
import org.baton.domain.routing.StrategyRules;
import org.baton.rules.DecisionTable;
import org.baton.rules.DecisionTables;
import org.baton.rules.TableRefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers all that sourcing asks by the rule tables in force; a table that is replaced answers the next question. */
public final class TableStrategyRules implements StrategyRules {

    private static final Logger LOG = LoggerFactory.getLogger(TableStrategyRules.class);

    /** Publications whose orders are decided upon again at the same time; each remembers its answers. */
    private static final int MOST_KEPT = 16;

    private final DecisionTables tables;
    private final VersionFinder older;
    private volatile @Nullable PinnedRules current;
    private final ConcurrentMap<Map<String, String>, PinnedRules> kept = new ConcurrentHashMap<>();

    /** Finds a version of a table that may not be in force any more. */
    @FunctionalInterface
    public interface VersionFinder {

        Optional<DecisionTable> find(String table, String version);
    }

    /** Rules whose tables were never other than they are. */
    public TableStrategyRules(DecisionTables tables) {
        this(tables, (table, version) -> Optional.empty());
    }

    public TableStrategyRules(DecisionTables tables, VersionFinder older) {
        this.tables = tables;
        this.older = older;
    }

    @Override
    public StrategyRules pinned() {
        Map<String, DecisionTable> now = tables.now();
        PinnedRules known = current;
        if (known == null || known.tables() != now) {
            known = new PinnedRules(now);
            current = known;
        }
        return known;
    }

    @Override
    public StrategyRules pinned(Map<String, String> versions) {
        StrategyRules now = pinned();
        if (versions.isEmpty() || versions.equals(now.versions())) {
            return now;
        }
        PinnedRules known = kept.get(versions);
        if (known == null) {
            known = new PinnedRules(older(versions));
            if (kept.size() >= MOST_KEPT) {
                kept.clear();
            }
            if (known.versions().equals(versions)) {
                kept.put(versions, known);
            }
        }
        return known;
    }

    private Map<String, DecisionTable> older(Map<String, String> versions) {
        Map<String, DecisionTable> all = new HashMap<>(tables.now());
        versions.forEach((name, version) -> {
            DecisionTable now = all.get(name);
            if (now != null && !now.version().equals(version)) {
                all.put(name, find(name, version).orElse(now));
            }
        });
        return all;
    }

    /** A version that a newer program cannot use any more must not stop an order: the one in force decides. */
    private Optional<DecisionTable> find(String name, String version) {
        try {
            return older.find(name, version);
        } catch (TableRefusedException e) {
            LOG.warn("an order goes on with {} in force, not with {}: {}", name, version, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public Optional<double[]> carriageBounds() {
        return pinned().carriageBounds();
    }

    @Override
    public Strategy strategyFor(Facts facts) {
        return pinned().strategyFor(facts);
    }

    @Override
    public NodeRules.Verdict judge(NodeRules.Inputs inputs) {
        return pinned().judge(inputs);
    }

    @Override
    public NodeRules.WorkCost workCost(NodeType type, String deliveryOption, String handling) {
        return pinned().workCost(type, deliveryOption, handling);
    }

    @Override
    public NodeRules.Carriage carriage(String deliveryOption, NodeType type, double miles, double weightKg) {
        return pinned().carriage(deliveryOption, type, miles, weightKg);
    }

    @Override
    public NodeRules.Preference preference(NodeType type, NodeInsight.Supply supply) {
        return pinned().preference(type, supply);
    }

    @Override
    public Map<String, String> versions() {
        return pinned().versions();
    }
}
