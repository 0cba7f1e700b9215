package org.baton.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Endpoints of other systems and their deliveries, over HTTP. Nothing is sent: there is no relay here. */
class WebhookApiIT extends ApiServer {

    private static final String ENDPOINT = "{'url':'https://93.184.215.14/hook','eventTypes':['org.baton.stock.*']}";

    private JsonNode made() {
        return post("/webhooks", ENDPOINT, "admin").is(201).body();
    }

    @Test
    void shouldShowASecretOnceOnly() {
        var answer = post("/webhooks", ENDPOINT, "admin").is(201);
        var id = answer.body().path("id").asString("");

        assertThat(answer.body().path("secret").asString("")).startsWith("whsec_");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Location")).endsWith("/webhooks/" + id);
        var read = get("/webhooks/" + id, "operator").is(200);
        assertThat(read.body().path("secret").isNull()).isTrue();
        assertThat(read.raw().body()).doesNotContain("whsec_");
        assertThat(get("/webhooks", "operator").is(200).raw().body())
                .contains(id)
                .doesNotContain("whsec_");
        var rotated = post("/webhooks/" + id + "/secret", "{}", "admin").is(200).body();
        assertThat(rotated.path("secret").asString(""))
                .startsWith("whsec_")
                .isNotEqualTo(answer.body().path("secret").asString(""));
    }

    @Test
    void shouldMakeOneEndpointOfARepeatedRequest() {
        var key = Map.of("Idempotency-Key", "k-1", "Content-Type", JSON);
        var body = ENDPOINT.replace('\'', '"');
        var first = send("POST", "/api/v1/webhooks", "admin", body, key).is(201).body();
        var again = send("POST", "/api/v1/webhooks", "admin", body, key).is(200).body();

        assertThat(again.path("id")).isEqualTo(first.path("id"));
        assertThat(again.path("secret").isNull()).isTrue();
        send("POST", "/api/v1/webhooks", "admin", body.replace("stock", "order"), key)
                .problem(422, "idempotency-key-reused");
    }

    @Test
    void shouldLetOnlyAdminsSayWhatLeavesBaton() {
        var id = made().path("id").asString("");

        for (var role : new String[] {"system", "service", "analyst", "operator", "associate"}) {
            post("/webhooks", ENDPOINT, role).is(403);
            post("/webhooks/" + id + "/secret", "{}", role).is(403);
            send("DELETE", "/api/v1/webhooks/" + id, role, "", Map.of()).is(403);
        }
        for (var role : new String[] {"system", "service", "analyst", "associate"}) {
            get("/webhooks", role).is(403);
            get("/webhooks/" + id + "/deliveries", role).is(403);
        }
    }

    @Test
    void shouldNameWhatIsWrongWithAnEndpoint() {
        assertThat(post("/webhooks", "{'url':'http://shop.example/x','eventTypes':['*','weather']}", "admin")
                        .problem(400, "invalid-input"))
                .containsExactly("url", "eventTypes[1]");
        for (var host : new String[] {"127.0.0.1", "10.0.0.1", "169.254.169.254", "[::1]", "localhost"}) {
            assertThat(post("/webhooks", "{'url':'https://" + host + "/x','eventTypes':['*']}", "admin")
                            .problem(400, "invalid-input"))
                    .containsExactly("url");
        }
        assertThat(post("/webhooks", "{}", "admin").problem(400, "invalid-input"))
                .containsExactly("url", "eventTypes");
        assertThat(get("/webhooks", "admin").body().path("items").size()).isZero();
        get("/webhooks/whk_nothing", "admin").problem(404, "not-found");
        get("/webhooks/whk_nothing/deliveries", "admin").problem(404, "not-found");
        post("/webhooks/whk_nothing/test", "{}", "admin").problem(404, "not-found");
    }

    @Test
    void shouldChangeAndRemoveAnEndpoint() {
        var id = made().path("id").asString("");
        var tag = get("/webhooks/" + id, "admin").header("ETag");
        var off = "{\"enabled\":false,\"description\":\"the shop\"}";
        var ifMatch = Map.of("If-Match", tag, "Content-Type", JSON);

        var changed = send("PATCH", "/api/v1/webhooks/" + id, "admin", off, ifMatch)
                .is(200)
                .body();
        assertThat(changed.path("status").asString("")).isEqualTo("DISABLED");
        assertThat(changed.path("description").asString("")).isEqualTo("the shop");
        send("PATCH", "/api/v1/webhooks/" + id, "admin", off, ifMatch).problem(412, "stale-version");

        send("DELETE", "/api/v1/webhooks/" + id, "admin", "", Map.of()).is(204);
        get("/webhooks/" + id, "admin").problem(404, "not-found");
    }

    @Test
    void shouldListTestAndReplayDeliveries() {
        var id = made().path("id").asString("");
        var test = post("/webhooks/" + id + "/test", "{}", "operator").is(202).body();
        send("POST", "/api/v1/stock/movements", "system", """
                [{"id":"1","source":"pos","occurredAt":"2026-01-01T00:00:00Z","node":"store-1","sku":"SOCKS","type":"count","quantity":9},
                 {"id":"2","source":"pos","occurredAt":"2026-01-01T00:00:01Z","node":"store-1","sku":"SOCKS","type":"count","quantity":9}]""", Map.of("Content-Type", JSON))
                .is(200);
        send("POST", "/api/v1/stock/movements", "system", """
                {"id":"3","source":"pos","occurredAt":"2026-01-01T00:00:02Z","node":"store-1","sku":"SOCKS","type":"sale","quantity":9}""", Map.of("Content-Type", JSON))
                .is(200);

        var first = get("/webhooks/" + id + "/deliveries?limit=1", "operator")
                .is(200)
                .body();
        assertThat(first.at("/items/0/type").asString("")).isEqualTo("org.baton.stock.out-of-stock");
        assertThat(first.at("/items/0/subject").asString("")).isEqualTo("store-1/SOCKS");
        assertThat(first.at("/items/0/status").asString("")).isEqualTo("WAITING");
        var next = get(
                        "/webhooks/" + id + "/deliveries?limit=1&cursor="
                                + first.path("nextCursor").asString(""),
                        "operator")
                .is(200)
                .body();
        assertThat(next.at("/items/0/eventId")).isEqualTo(test.path("eventId"));
        assertThat(get("/webhooks/" + id + "/deliveries?status=failed", "operator")
                        .body()
                        .path("items")
                        .size())
                .isZero();
        var event = test.path("eventId").asString("");
        post("/webhooks/" + id + "/deliveries/" + event + "/replay", "{}", "operator")
                .is(202);
        post("/webhooks/" + id + "/deliveries/evt_nothing/replay", "{}", "operator")
                .problem(404, "not-found");
        assertThat(post("/webhooks/" + id + "/replays", "{'from':'2026-01-01T00:00:00Z'}", "operator")
                        .is(202)
                        .body()
                        .path("events")
                        .asInt(0))
                .isEqualTo(1);
        assertThat(post("/webhooks/" + id + "/replays", "{}", "operator").problem(400, "invalid-input"))
                .containsExactly("from");
        assertThat(post("/webhooks/" + id + "/replays", "{'from':'2199-01-01T00:00:00Z'}", "operator")
                        .problem(400, "invalid-input"))
                .containsExactly("to");
    }
}
