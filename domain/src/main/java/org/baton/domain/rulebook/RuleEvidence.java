package org.baton.domain.rulebook;

import java.util.Map;
import java.util.Optional;

/** Finds what was tried before a version is published. */
public interface RuleEvidence {

    /**
     * A replay that has ended well.
     *
     * @param drafts versions that were tried together, by table
     * @param draftUnits units that the drafts sourced, and liveUnits those that the rules in force did
     */
    record Replayed(String id, Map<String, Integer> drafts, long orders, long draftUnits, long liveUnits) {}

    Optional<Replayed> replay(String id);
}
