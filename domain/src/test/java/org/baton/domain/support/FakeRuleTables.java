package org.baton.domain.support;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baton.domain.routing.StrategyRules;
import org.baton.domain.routing.replay.DraftRules;
import org.baton.domain.rulebook.RuleEvidence;
import org.baton.domain.rulebook.RuleFinding;
import org.baton.domain.rulebook.RuleTables;

/**
 * Two tables that are any text: one with the word {@code broken} has an error, one with {@code junk} is no table. A
 * draft sources by the strategy that the test gives for it.
 */
public final class FakeRuleTables implements RuleTables, RuleEvidence, DraftRules {

    public static final String SOURCING = "sourcing-strategy";
    public static final String CADENCE = "notification-cadence";

    private final Map<String, Replayed> replays = new HashMap<>();
    private StrategyRules draft = facts -> StrategyBuilder.aStrategy().build();

    public void reset() {
        replays.clear();
        draft = facts -> StrategyBuilder.aStrategy().build();
    }

    public void draftsSourceBy(StrategyRules rules) {
        draft = rules;
    }

    public void replayed(Replayed replay) {
        replays.put(replay.id(), replay);
    }

    @Override
    public List<Shipped> shipped() {
        return List.of(shipped(SOURCING, true), shipped(CADENCE, false));
    }

    private static Shipped shipped(String name, boolean replayable) {
        return new Shipped(name, "any", replayable, "shipped", bytes("as shipped"), "case,a\none,1\n");
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Checked check(String table, byte[] dmn, String cases) {
        var text = new String(dmn, StandardCharsets.UTF_8) + cases;
        var wrong = text.contains("broken") || text.contains("junk");
        return new Checked(
                Integer.toHexString(text.hashCode()),
                !text.contains("junk"),
                wrong ? List.of(new RuleFinding("error", table + ".dmn", 3, "Any", "It is broken")) : List.of());
    }

    @Override
    public Optional<Replayed> replay(String id) {
        return Optional.ofNullable(replays.get(id));
    }

    @Override
    public StrategyRules with(Map<String, Draft> drafts) {
        return draft;
    }
}
