package org.baton.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.baton.app.Command;
import org.baton.app.cli.ImportCommand;
import org.baton.app.cli.demo.BatonClient;
import org.baton.app.cli.demo.SimulatedAssociates;
import org.baton.app.runtime.StartFailure;

/**
 * Takes a retailer's real invoices through Baton: the stores of a real chain as nodes, the invoices as orders, until
 * each has ended or waits for a reason that can be read.
 */
final class RealOrdersCommand implements Command {

    private static final String STORES = "placecompile_target.geojson";
    private static final String INVOICES = "online_retail_2010-12_2011-08.csv.gz";
    private static final String USAGE =
            "--input DIR (with " + STORES + " and " + INVOICES + ") [--invoices N] [--seed S] [--url U] [--data DIR]";

    @Override
    public String name() {
        return "real-orders";
    }

    @Override
    public String summary() {
        return "real stores and real invoices: " + USAGE;
    }

    @Override
    public int run(List<String> arguments) {
        var options = Options.parse(arguments, USAGE);
        var input = Path.of(options.required("input"));
        var invoices = Integer.parseInt(options.or("invoices", "6000"));
        var seed = Long.parseLong(options.or("seed", "1"));
        var url = URI.create(options.or("url", "http://127.0.0.1:8080"));
        var data = Path.of(options.or("data", ".baton"));
        try {
            var files = Files.createDirectories(Path.of("target", "real-orders"));
            var stores = StorePlaces.read(input.resolve(STORES));
            new OnlineRetail(input.resolve(INVOICES), stores, seed).write(files, invoices);
            importAll(input.resolve(STORES), files, url, data);
            var client = new BatonClient(
                    url, Files.readString(data.resolve("admin-token")).strip());
            try (var associates = new SimulatedAssociates(client, number -> true, SimulatedAssociates.Habits.usual())) {
                associates.start();
                imported("orders", files.resolve("orders.csv"), url, data);
                return new RealOrdersReport(client).awaitAndPrint(System.out);
            }
        } catch (IOException e) {
            throw new StartFailure("The real input cannot be read: " + e.getMessage(), e);
        }
    }

    private static void importAll(Path stores, Path files, URI url, Path data) {
        imported("nodes", stores, url, data);
        imported("nodes", files.resolve("warehouses.csv"), url, data);
        imported("products", files.resolve("products.csv"), url, data);
        imported("stock", files.resolve("stock.csv"), url, data);
    }

    private static void imported(String kind, Path file, URI url, Path data) {
        var refused = Path.of("target", "real-orders", kind + ".refused.csv");
        var status = new ImportCommand()
                .run(List.of(
                        kind,
                        file.toString(),
                        "--refused",
                        refused.toString(),
                        "--url",
                        url.toString(),
                        "--data",
                        data.toString()));
        if (status != 0) {
            throw new StartFailure("The import of " + file + " did not go through.");
        }
    }
}
