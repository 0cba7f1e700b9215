package org.baton.app.api.rules;

import java.util.HashMap;
import java.util.List;
import org.baton.domain.routing.replay.DraftRules;
import org.baton.domain.routing.replay.Replays;
import org.baton.domain.rulebook.RuleVersion.Key;
import org.baton.domain.rulebook.RuleVersions;
import org.springframework.stereotype.Component;

/** Takes drafts out of the rule book to try them. */
@Component
public class Trials {

    private final RuleVersions versions;

    Trials(RuleVersions versions) {
        this.versions = versions;
    }

    /** @throws org.baton.domain.common.RefusedException for a draft with errors, or of a table that sourcing does not ask */
    public Replays.Trial of(List<Key> keys) {
        var numbers = new HashMap<String, Integer>();
        var drafts = new HashMap<String, DraftRules.Draft>();
        versions.triable(keys).forEach((table, version) -> {
            numbers.put(table, version.version());
            drafts.put(
                    table,
                    new DraftRules.Draft(
                            version.name(), versions.content(version.key()).dmn()));
        });
        return new Replays.Trial(numbers, drafts);
    }
}
