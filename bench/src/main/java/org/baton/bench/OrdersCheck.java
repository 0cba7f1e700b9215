package org.baton.bench;

import java.time.Duration;
import java.util.Map;
import org.baton.app.cli.demo.BatonClient;
import org.baton.app.runtime.StartFailure;

/** What {@code ./baton check} finds at the end of a run, when nothing is on its way any more: it must be nothing. */
record OrdersCheck(BatonClient client, Figures figures) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    boolean run() {
        figures.section("Findings of ./baton check");
        long all = 0;
        for (var check : client.all("/checks")) {
            var name = check.path("name").asString("");
            var answer = client.patient(PATIENCE).post("/checks/" + name, Map.of("graceSeconds", 0));
            if (!answer.isOk()) {
                throw new StartFailure("The check " + name + " was refused: " + answer.problem());
            }
            long found = answer.body().path("found").asLong(0);
            figures.add(name, found, "of " + answer.body().path("looked").asLong(0));
            answer.body().path("findings").valueStream().limit(3).forEach(System.err::println);
            all += found;
        }
        return all == 0;
    }
}
