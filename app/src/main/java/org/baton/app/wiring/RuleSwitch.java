package org.baton.app.wiring;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.baton.domain.common.Loop;
import org.baton.domain.rulebook.RuleVersions;
import org.baton.domain.rulebook.RulesInForce;
import org.baton.rules.EditedTables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Puts what was published into force in this process: it watches the number of the last publication, and switches all
 * tables at one moment when it grows. A database that is away leaves everything as it is.
 */
@Component
public class RuleSwitch extends Loop {

    /** A publication is in force everywhere after this and the time to load a table, which is about 0.1 s. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(400);

    private static final Logger LOG = LoggerFactory.getLogger(RuleSwitch.class);

    private final RulesInForce inForce;
    private final RuleVersions versions;
    private final EditedTables tables;
    private volatile List<String> problems = List.of();
    private long generation = -1;

    public RuleSwitch(RulesInForce inForce, RuleVersions versions, EditedTables tables) {
        super("rule-switch", LOOK_EVERY);
        this.inForce = inForce;
        this.versions = versions;
        this.tables = tables;
    }

    /** Before any order is taken: the first look is part of the start. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    @Override
    public void start() {
        versions.keepShipped();
        refresh();
        super.start();
    }

    @Override
    protected boolean turn() {
        refresh();
        return false;
    }

    /** Looks at once; who publishes here need not wait. */
    public synchronized void refresh() {
        if (inForce.generation() == generation) {
            return;
        }
        var state = inForce.state();
        problems = tables.putInForce(state.tables().stream()
                .collect(Collectors.toMap(RulesInForce.Edited::table, RulesInForce.Edited::name)));
        problems.forEach(problem -> LOG.error("a published table cannot be used: {}", problem));
        generation = state.generation();
        LOG.info("rule tables of publication {} are in force: {}", generation, state.tables());
    }

    /** Published versions that this Baton cannot use, each in words. */
    public List<String> problems() {
        return problems;
    }
}
