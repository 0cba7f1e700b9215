package org.baton.app.wiring;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.routing.replay.ReplayRun;
import org.baton.domain.routing.replay.Replays;
import org.baton.domain.rulebook.RuleEvidence;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Shows the replays of sourcing to who publishes rule tables. */
@Component
public class ReplayEvidence implements RuleEvidence {

    private final Replays replays;

    public ReplayEvidence(Replays replays) {
        this.replays = replays;
    }

    @Override
    public Optional<Replayed> replay(String id) {
        try {
            var run = replays.find(id);
            var report = run.report();
            return run.status() == ReplayRun.Status.DONE && report != null
                    ? Optional.of(replayed(run, report))
                    : Optional.empty();
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private static Replayed replayed(ReplayRun run, JsonNode report) {
        return new Replayed(
                run.id(),
                run.drafts().properties().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, e -> e.getValue().asInt(0))),
                report.path("orders").asLong(0),
                report.at("/draft/units").asLong(0),
                report.at("/live/units").asLong(0));
    }
}
