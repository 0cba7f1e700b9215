package org.baton.domain.routing.replay;

import java.util.Map;
import org.baton.domain.routing.StrategyRules;

/** Makes rules of drafts, without putting them into force. */
public interface DraftRules {

    /**
     * The rules in force with some tables replaced.
     *
     * @param drafts files by table; each was checked before
     */
    StrategyRules with(Map<String, Draft> drafts);

    /**
     * A draft.
     *
     * @param name by which decisions name the version
     */
    record Draft(String name, byte[] dmn) {}
}
