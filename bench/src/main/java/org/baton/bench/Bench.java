package org.baton.bench;

import java.util.List;
import org.baton.app.Baton;

/** {@code ./baton bench NAME}: measurements and runs on real input, some against a Baton that runs. */
public final class Bench {

    private Bench() {}

    /** Runs the named one. */
    public static void main(String[] args) {
        System.exit(Baton.execute(
                "./baton bench",
                List.of(
                        new RealOrdersCommand(),
                        new SourcingCommand(),
                        new ReplayCommand(),
                        new InventoryCommand(),
                        new StoresCommand(),
                        new BooksCommand()),
                List.of(args)));
    }
}
