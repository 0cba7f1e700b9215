package org.baton.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class OrderApiIT extends ApiServer {

    @Autowired
    private org.baton.domain.order.OrderLifecycle lifecycle;

    @Test
    void shouldAcceptDurablyAndShowTheOrderWhole() {
        var placed = post("/orders", order("W-1"), "system").is(202);
        var id = placed.body().path("id").asString("");

        assertThat(id).startsWith("ord_");
        assertThat(placed.header("Location")).isEqualTo("/api/v1/orders/" + id);
        var read = get("/orders/" + id, "service").is(200);
        assertThat(read.header("ETag")).matches("\"0-[0-9a-f]+\"");
        send("GET", "/api/v1/orders/" + id, "service", "", Map.of("If-None-Match", read.header("ETag")))
                .is(304);
        var order = read.body();
        assertThat(order.path("status").asString("")).isEqualTo("CREATED");
        assertThat(order.at("/lines/0/status").asString("")).isEqualTo("CREATED");
        assertThat(order.at("/lines/0/unitPrice/amount").asString("")).isEqualTo("85.00");
        assertThat(order.at("/totals/total").toString()).isEqualTo("{\"amount\":\"178.71\",\"currency\":\"USD\"}");
        assertThat(order.at("/customer/name").asString("")).isEqualTo("Ada Poe");
        assertThat(order.at("/placedAt").asString("")).endsWith("Z");
        assertThat(order.has("processInstanceKey")).isTrue();
        assertThat(read.raw().body()).doesNotContain("tok_ok");
        var events = get("/orders/" + id + "/events", "service").is(200).body();
        assertThat(events.at("/items/0/type").asString("")).isEqualTo("order-accepted");
        assertThat(events.at("/items/0/actor").asString("")).isEqualTo("system-caller");
    }

    @Test
    void shouldReturnTheFirstOrderWhenItComesAgain() {
        var id = placed("W-1");

        var again = post("/orders", order("W-1"), "system").is(200);

        assertThat(again.body().path("id").asString("")).isEqualTo(id);
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void shouldBindAnIdempotencyKeyToItsBodyAndItsCaller() {
        var key = Map.of("Idempotency-Key", "k-1");
        send("POST", "/api/v1/orders", "system", order("W-1"), key).is(202);

        send("POST", "/api/v1/orders", "system", order("W-1"), key).is(200);
        send("POST", "/api/v1/orders", "system", order("W-2"), key).problem(422, "idempotency-key-reused");
        send("POST", "/api/v1/orders", "service", order("W-3"), key).is(202);

        assertThat(orders()).isEqualTo(2);
        assertThat(send("POST", "/api/v1/orders", "system", order("W-4"), Map.of("Idempotency-Key", "a b"))
                        .problem(400, "invalid-input"))
                .containsExactly("Idempotency-Key");
    }

    @Test
    void shouldCancelOnlyWhatIsAsItWasRead() {
        var id = placed("W-1");
        var path = "/api/v1/orders/" + id + "/cancel";
        var reason = "{\"reason\":\"changed her mind\"}";

        send("POST", path, "service", reason, Map.of("If-Match", "\"7\"")).problem(412, "stale-version");
        var cancelled = send("POST", path, "service", reason, Map.of("If-Match", "\"0\""))
                .is(202);

        assertThat(cancelled.body().path("cancelReason").asString("")).isEqualTo("changed her mind");
        assertThat(cancelled.header("ETag")).startsWith("\"1-");
        send("POST", path, "service", reason, Map.of("If-Match", "\"0\"")).problem(412, "stale-version");
        send("POST", path, "service", reason, Map.of()).is(202);
        assertThat(post("/orders/" + id + "/cancel", "{}", "service").problem(400, "invalid-input"))
                .containsExactly("reason");
    }

    @Test
    void shouldReleaseWhatIsHeldAndRefuseWhatIsNot() {
        var id = placed("W-1");
        post("/orders/" + id + "/release", "{'reason':'checked'}", "service").problem(409, "order-not-held");
        lifecycle.hold(new org.baton.domain.common.OrderId(id), org.baton.domain.order.HoldReason.MANUAL);
        assertThat(get("/orders/" + id, "service").body().path("holdReason").asString(""))
                .isEqualTo("MANUAL");

        var released = post("/orders/" + id + "/release", "{'reason':'checked'}", "operator")
                .is(202);

        assertThat(released.body().path("holdReason").isNull()).isTrue();
        assertThat(get("/orders/" + id + "/events", "operator").raw().body())
                .contains("\"type\":\"order-released\"", "\"reason\":\"checked\"");
    }

    @Test
    void shouldPageThroughOrdersWithoutLossOrRepetition() {
        var all = IntStream.range(0, 7).mapToObj(i -> placed("W-" + i)).toList();
        var seen = new ArrayList<String>();

        var cursor = "";
        do {
            var page = get("/orders?limit=3" + cursor, "service").is(200).body();
            page.path("items").forEach(item -> seen.add(item.path("id").asString("")));
            cursor = page.path("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("nextCursor").asString("");
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactlyElementsOf(all.reversed());
    }

    @Test
    void shouldFilterOrders() {
        placed("W-1");
        var id = placed("W-2");

        assertThat(found("channelOrderNumber=W-2")).containsExactly(id);
        assertThat(found("q=Ada")).hasSize(2);
        assertThat(found("q=" + id)).containsExactly(id);
        assertThat(found("status=created&channel=web&customer=c-17&node=store-1&placedFrom=2020-01-01T00:00:00Z"))
                .hasSize(2);
        assertThat(found("status=ON_HOLD")).isEmpty();
        assertThat(found("node=store-2")).isEmpty();
        assertThat(found("placedTo=2020-01-01T00:00:00Z")).isEmpty();
    }

    private List<String> found(String query) {
        return get("/orders?" + query, "service")
                .is(200)
                .body()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString(""))
                .toList();
    }

    @Test
    void shouldHideCustomersFromAnalysts() {
        var id = placed("W-1");

        var shown = get("/orders/" + id, "analyst").is(200).raw().body();

        assertThat(shown).doesNotContain("Ada Poe", "ada@example.com").contains("c-17");
        assertThat(get("/orders", "analyst").is(200).raw().body()).doesNotContain("Ada Poe");
    }
}
