package org.baton.app.runtime;

import java.util.List;
import org.baton.app.Command;

/** {@code ./baton run}: everything that Baton needs, started by one command and stopped by Ctrl-C. */
public final class RunCommand implements Command {

    @Override
    public String name() {
        return "run";
    }

    @Override
    public String summary() {
        return "start Baton with its database and engine; --port N, --data DIR, --operate, --brokers N";
    }

    @Override
    public int run(List<String> arguments) {
        RunOptions options = RunOptions.parse(arguments);
        BatonInstance instance = new BatonInstance(options, System.getenv(), Progress.toConsole());
        Thread stop = Thread.ofPlatform().name("stop").unstarted(instance::close);
        Runtime.getRuntime().addShutdownHook(stop);
        instance.start();
        instance.awaitStopped();
        return 0;
    }
}
