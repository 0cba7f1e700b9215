package org.baton.bench;

import java.util.List;
import java.util.stream.Stream;
import org.baton.app.Baton;

/**
 * {@code ./baton bench NAME}: measurements and runs on real input, some against a Baton that runs, and without a name what
 * an order costs.
 */
public final class Bench {

    private Bench() {}

    /** Runs the named one. */
    public static void main(String[] args) {
        var named = args.length > 0 && !args[0].startsWith("--");
        var words = Stream.concat(named ? Stream.empty() : Stream.of("orders"), Stream.of(args))
                .toList();
        System.exit(Baton.execute(
                "./baton bench",
                List.of(
                        new OrdersCommand(),
                        new RealOrdersCommand(),
                        new SourcingCommand(),
                        new ReplayCommand(),
                        new InventoryCommand(),
                        new StoresCommand(),
                        new ChecksCommand()),
                words));
    }
}
