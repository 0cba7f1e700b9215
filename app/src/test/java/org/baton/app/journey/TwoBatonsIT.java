package org.baton.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import org.baton.app.cli.demo.BatonClient;
import org.baton.app.testing.RealPlatform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two Batons share one database and one engine; the work of the one that is killed is done by the other. */
class TwoBatonsIT {

    private static final int ORDERS = 60;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void shouldFulfilEveryOrderOnceWhenOneOfTwoIsKilled() {
        try (var first = new BatonProcess(
                directory.resolve("first").resolve("data"),
                "baton.engine.job-timeout=15s",
                "baton.sandbox.ships-after=500ms",
                "baton.sandbox.delivers-after=500ms")) {
            first.start();
            try (var second = first.beside(directory.resolve("second").resolve("data"))) {
                second.start();
                var shop = new Shop(first.client());
                var other = second.client(first.token());
                var sku = shop.product();
                shop.counts(shop.warehouse(Shop.INDIANAPOLIS), sku, 1_000);
                var accepted = new HashSet<String>();
                for (int n = 0; n < ORDERS; n++) {
                    accepted.add(placed(
                            n % 2 == 0 ? shop.client : other, shop.order().with(sku, 1)));
                }

                awaitEvents(first, ORDERS * 3);
                second.kill();

                try (var engine = RealPlatform.client(first.engineAddress())) {
                    new Aftermath(shop, first.databaseClient()).allRest(ORDERS, engine);
                }
                new Aftermath(shop, first.databaseClient()).nothingIsLostOrDoneTwice(accepted);
            }
        }
    }

    private static String placed(BatonClient client, OrderBuilder order) {
        var answer = client.post("/orders", order.body());
        assertThat(answer.isOk()).as(answer.problem()).isTrue();
        return answer.body().path("id").asString("");
    }

    private static void awaitEvents(BatonProcess baton, int events) {
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> baton.databaseClient()
                                .sql("select count(*) from order_event")
                                .query(Integer.class)
                                .single()
                        >= events);
    }
}
