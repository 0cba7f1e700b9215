package org.baton.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What must be true when everything has come to rest after something was killed. */
record Aftermath(Shop shop, JdbcClient database) {

    /** Waits until every order is fulfilled, paid, told to the engine, and its process over. */
    void allRest(int orders, CamundaClient engine) {
        await().atMost(Duration.ofSeconds(180))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(statuses()).containsExactly(Map.entry("FULFILLED", orders)));
        var books = new Ledgers(database);
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
            assertThat(books.fulfilmentsNotCapturedOnce()).isEmpty();
            assertThat(books.commandsNotHandedOver()).isEmpty();
            // What a killed Baton was about to send is sent by another when its lease has run out.
            assertThat(books.messagesBeingSent()).isEmpty();
        });
        var instances = new Instances(engine);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(books.processInstances()).hasSize(orders).allMatch(instances::hasEnded));
    }

    private Map<String, Integer> statuses() {
        var statuses = new HashMap<String, Integer>();
        shop.client
                .all("/orders?limit=200")
                .forEach(order -> statuses.merge(order.path("status").asString(""), 1, Integer::sum));
        return statuses;
    }

    /** @param accepted ids of the orders that a customer was told of */
    void nothingIsLostOrDoneTwice(Set<String> accepted) {
        var books = new Ledgers(database);
        assertThat(accepted)
                .allSatisfy(id ->
                        assertThat(shop.client.get("/orders/" + id).status()).isEqualTo(200));
        assertThat(books.stockOutOfBalance()).isEmpty();
        assertThat(books.stillReserved()).isEmpty();
        assertThat(books.linesNotShippedOnce()).isEmpty();
        assertThat(books.ordersNotPaidOnce()).isEmpty();
        assertThat(books.fulfilmentsNotCapturedOnce()).isEmpty();
        assertThat(books.messagesSentTwice()).isEmpty();
        assertThat(books.openIncidents()).isEmpty();
        assertThat(books.openTasks()).isEmpty();
        assertThat(shop.client.all("/checks")).isNotEmpty().allSatisfy(check -> {
            var result = shop.client.post("/checks/" + check.path("name").asString(""), Map.of("graceSeconds", 0));
            assertThat(result.isOk()).as(result.problem()).isTrue();
            assertThat(result.body().path("found").asInt(-1))
                    .as(() -> result.body().toString())
                    .isZero();
        });
    }
}
