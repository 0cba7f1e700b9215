package org.baton.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.OrderId;
import org.baton.domain.fulfilment.Allocation;
import org.baton.domain.fulfilment.StoreTasks;
import org.baton.domain.fulfilment.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a tablet, a customer's phone and the service desk may send about an order in a store. */
class StoreApiIT extends ApiServer {

    private static final String EAN = "4006381333931";

    @Autowired
    private Allocation allocation;

    @Autowired
    private StoreTasks storeTasks;

    private String order;
    private String fulfilment;
    private long job = 500;

    @BeforeEach
    void allocated() {
        send(
                        "POST",
                        "/api/v1/imports/stock",
                        "admin",
                        "{\"node\":\"store-1\",\"sku\":\"JACKET-M\",\"onHand\":10,\"aisle\":\"A\",\"bin\":\"A-3\"}",
                        Map.of("Content-Type", LINES))
                .is(200);
        order = placed("W-1");
        fulfilment = allocation
                .allocate(new OrderId(order), "test/1")
                .fulfilments()
                .getFirst()
                .id()
                .value();
    }

    private String open(String kind) {
        job++;
        storeTasks.open(new Task.Job(job, job, 99, kind, "Do " + kind, new FulfilmentId(fulfilment), null, null));
        return get("/tasks?node=store-1&status=open&kind=" + kind, "admin")
                .body()
                .at("/items/0/id")
                .asString("");
    }

    private void does(String kind) {
        post("/tasks/" + open(kind) + "/complete", "{}", "associate").is(200);
    }

    private Answer scan(String body) {
        return post("/fulfilments/" + fulfilment + "/scans", body, "associate");
    }

    private String code() {
        return get("/fulfilments/" + fulfilment, "service")
                .body()
                .path("pickupCode")
                .asString("");
    }

    private Answer patch(String path, String body, Map<String, String> headers) {
        return send("PATCH", "/api/v1" + path, "service", body.replace('\'', '"'), headers);
    }

    @Test
    void shouldScanWhatIsPickedAndRefuseTheRest() {
        scan("{'code':'" + EAN + "'}").problem(409, "nothing-to-pick");
        does("accept");
        var pick = open("pick");

        var wrong = scan("{'code':'SOCKS'}").is(200).body();
        assertThat(wrong.path("accepted").asBoolean(true)).isFalse();
        assertThat(wrong.path("reason").asString("")).isEqualTo("wrong-item");
        assertThat(wrong.path("wrongScans").asInt(0)).isEqualTo(1);
        assertThat(scan("{'code':'\\u0000'}").problem(400, "invalid-input")).containsExactly("code");
        assertThat(scan("{'code':'x','quantity':0}").problem(400, "invalid-input"))
                .containsExactly("quantity");
        for (int i = 0; i < 2; i++) {
            var once = send(
                    "POST",
                    "/api/v1/fulfilments/" + fulfilment + "/scans",
                    "associate",
                    "{\"code\":\"" + EAN + "\"}",
                    Map.of("Idempotency-Key", "tablet-1"));
            assertThat(once.is(200).body().path("scanned").asInt(0)).isEqualTo(1);
        }
        post("/tasks/" + pick + "/complete", "{}", "associate").problem(409, "not-all-scanned");
        assertThat(get("/tasks/" + pick, "associate")
                        .body()
                        .at("/lines/0/scanned")
                        .asInt(0))
                .isEqualTo(1);
        scan("{'code':'" + EAN + "'}").is(200);
        assertThat(scan("{'code':'" + EAN + "'}").body().path("reason").asString(""))
                .isEqualTo("too-many");
        post("/tasks/" + pick + "/complete", "{}", "associate").is(200);
        post("/tasks/" + pick + "/complete", "{}", "associate").problem(409, "task-not-open");
        var times = get("/step-times?node=store-1", "operator").is(200).body().path("items");
        assertThat(times.toString()).contains("\"kind\":\"pick\"").contains("\"timed\":1");
    }

    @Test
    void shouldHandOverByNumberAndCodeOrByQr() {
        List.of("accept", "pick", "pack").forEach(this::does);
        open("hand-over");
        var qr = get("/fulfilments/" + fulfilment, "service")
                .body()
                .path("pickupQr")
                .asString("");
        assertThat(get("/fulfilments/" + fulfilment, "associate")
                        .body()
                        .path("pickupQr")
                        .isNull())
                .isTrue();

        post("/hand-overs", "{'orderNumber':'W-9','code':'1'}", "associate").problem(409, "nothing-to-hand-over");
        post("/hand-overs", "{'orderNumber':'W-1','code':'nope'}", "associate").problem(409, "wrong-code");
        assertThat(post("/hand-overs", "{'qr':'https://example.com'}", "associate")
                        .problem(400, "invalid-input"))
                .containsExactly("qr");
        assertThat(post("/hand-overs", "{'code':'1'}", "associate").problem(400, "invalid-input"))
                .containsExactly("orderNumber");
        assertThat(post("/hand-overs", "{'qr':'" + qr + "'}", "associate")
                        .is(200)
                        .body()
                        .path("status")
                        .asString(""))
                .isEqualTo("PICKED_UP");
        var record =
                get("/fulfilments/" + fulfilment + "/hand-overs", "service").is(200);
        assertThat(record.body().at("/items/0/verifiedBy").asString("")).isEqualTo("qr");
        assertThat(record.body().at("/items/0/associate").asString("")).isEqualTo("associate-caller");
    }

    @Test
    void shouldHandOverInParts() {
        List.of("accept", "pick", "pack").forEach(this::does);
        open("hand-over");
        var path = "/fulfilments/" + fulfilment + "/hand-over";

        assertThat(post(path, "{'idChecked':true,'taken':[{'sku':'JACKET-M'},null]}", "associate")
                        .problem(400, "invalid-input"))
                .contains("taken[0].quantity", "taken[1].sku");
        assertThat(post(path, "{'idChecked':true,'taken':[{'sku':'JACKET-M','quantity':3}]}", "associate")
                        .problem(400, "invalid-input"))
                .contains("taken");
        post(path, "{'idChecked':true,'recipient':'Mallory'}", "associate").problem(409, "not-named");
        var partly = post(path, "{'idChecked':true,'taken':[{'sku':'JACKET-M','quantity':1}]}", "associate")
                .is(200)
                .body();
        assertThat(partly.path("status").asString("")).isEqualTo("READY_FOR_PICKUP");
        assertThat(partly.at("/lines/0/handedOver").asInt(0)).isEqualTo(1);
        post(
                        path,
                        "{'code':'" + code()
                                + "','refused':[{'sku':'JACKET-M','quantity':1}],'refusedReason':'damaged'}",
                        "associate")
                .is(200);
        assertThat(get("/orders/" + order, "service").body().path("status").asString(""))
                .isEqualTo("FULFILLED");
        assertThat(get("/stock?sku=JACKET-M", "associate")
                        .body()
                        .at("/items/0/damaged")
                        .asInt(0))
                .isEqualTo(1);
    }

    @Test
    void shouldLetTheCustomerSayThatTheyAreThereByTheirLinkAlone() {
        var link = get("/orders/" + order + "/links", "service")
                .is(200)
                .body()
                .at("/arrivals/0/link")
                .asString("");

        send("POST", link, null, "{\"spot\":\"7\",\"car\":\"blue Volvo\"}", Map.of())
                .is(200);
        send("POST", link + "x", null, "{}", Map.of()).problem(404, "not-found");
        send("POST", "/api/v1/arrivals/guess", null, "{}", Map.of()).problem(404, "not-found");
        send("POST", link, null, "{\"spot\":\"" + "7".repeat(41) + "\"}", Map.of())
                .problem(400, "invalid-input");
        send("GET", "/api/v1/arrivals", null, "", Map.of()).problem(401, "unauthorized");
        get("/orders/" + order + "/links", "associate").problem(403, "forbidden");

        var waiting = get("/arrivals", "associate").is(200).body().at("/items/0");
        assertThat(waiting.path("orderNumber").asString("")).isEqualTo("W-1");
        assertThat(waiting.path("spot").asString("")).isEqualTo("7");
        assertThat(waiting.path("car").asString("")).isEqualTo("blue Volvo");
        assertThat(waiting.path("waitingSeconds").asInt(-1)).isNotNegative();
        assertThat(get("/arrivals?node=store-2", "service").body().path("items").isEmpty())
                .isTrue();
    }

    @Test
    void shouldLetTheCustomerChooseAfterARejectionByTheirLinkAlone() {
        assertThat(get("/orders/" + order + "/links", "service")
                        .body()
                        .path("choose")
                        .isNull())
                .isTrue();
        post("/tasks/" + open("accept") + "/reject", "{'reason':'no-variance'}", "associate")
                .is(200);
        var link = get("/orders/" + order + "/links", "service")
                .body()
                .path("choose")
                .asString("");

        assertThat(send("GET", link, null, "", Map.of())
                        .is(200)
                        .body()
                        .path("choices")
                        .toString())
                .contains("other-store", "ship", "wait", "cancel");
        assertThat(send("POST", link, null, "{\"choice\":\"magic\"}", Map.of()).problem(400, "invalid-input"))
                .containsExactly("choice");
        send("POST", link.replace("choices", "arrivals"), null, "{}", Map.of()).problem(404, "not-found");
        send("POST", link, null, "{\"choice\":\"other-store\",\"node\":\"store-2\"}", Map.of())
                .is(200);
        assertThat(get("/orders/" + order, "service")
                        .body()
                        .at("/delivery/node")
                        .asString(""))
                .isEqualTo("store-2");
    }

    @Test
    void shouldChangeAnOrderOnlyAsItWasReadAndOnlyWhileItCan() {
        var tag = get("/orders/" + order, "service").header("ETag");
        patch("/orders/" + order, "{'pickupPerson':'Bo Poe'}", Map.of("If-Match", tag))
                .is(200);
        patch("/orders/" + order, "{'pickupPerson':'Mo'}", Map.of("If-Match", tag))
                .problem(412, "stale-version");
        patch("/orders/" + order + "/lines/1", "{'quantity':0}", Map.of("If-Match", tag))
                .problem(412, "stale-version");
        assertThat(patch("/orders/" + order, "{'delivery':{'node':'closed-1'}}", Map.of())
                        .problem(400, "invalid-input"))
                .containsExactly("delivery.node");
        assertThat(patch("/orders/" + order + "/lines/1", "{'quantity':-1}", Map.of())
                        .problem(400, "invalid-input"))
                .containsExactly("quantity");
        patch("/orders/" + order + "/lines/7", "{'quantity':0}", Map.of()).problem(404, "not-found");
        patch("/orders/" + order + "/lines/1", "{'quantity':9}", Map.of()).problem(409, "quantity-increase");
        send("PATCH", "/api/v1/orders/" + order, "associate", "{}", Map.of()).problem(403, "forbidden");

        var line = patch("/orders/" + order + "/lines/1", "{'quantity':1}", Map.of())
                .is(200)
                .body();
        assertThat(line.at("/lines/0/cancelled").asInt(0)).isEqualTo(1);
        does("accept");
        does("pick");
        patch("/orders/" + order, "{'delivery':{'node':'store-2'}}", Map.of()).problem(409, "already-packed");
        post("/orders/" + order + "/hold", "{'reason':'wait'}", "service").problem(409, "already-packed");
    }

    @Test
    void shouldHoldAndReleaseWithAReason() {
        assertThat(post("/orders/" + order + "/hold", "{}", "service").problem(400, "invalid-input"))
                .containsExactly("reason");
        assertThat(post("/orders/" + order + "/hold", "{'reason':'calls back'}", "service")
                        .is(202)
                        .body()
                        .path("status")
                        .asString(""))
                .isEqualTo("ON_HOLD");
        post("/orders/" + order + "/hold", "{'reason':'again'}", "service").problem(409, "order-held");
        post("/orders/" + order + "/release", "{'reason':'called back'}", "service")
                .is(202);
        assertThat(get("/orders/" + order + "/events", "service").raw().body()).contains("calls back", "called back");
    }

    @Test
    void shouldPickSeveralOrdersInOneWalk() {
        does("accept");
        post("/waves", "{}", "associate").problem(409, "nothing-to-pick");
        open("pick");
        assertThat(post("/waves", "{'orders':0}", "associate").problem(400, "invalid-input"))
                .containsExactly("orders");
        post("/waves", "{'node':'store-2'}", "associate").problem(403, "forbidden");

        var wave = post("/waves", "{'orders':5}", "associate").is(201).body();
        assertThat(wave.at("/stops/0/bin").asString("")).isEqualTo("A-3");
        var path = "/waves/" + wave.path("id").asString("");
        get("/waves/wav_unknown", "associate").problem(404, "not-found");
        for (int i = 0; i < 2; i++) {
            assertThat(post(path + "/scans", "{'code':'" + EAN + "'}", "associate")
                            .is(200)
                            .body()
                            .path("slot")
                            .asInt(0))
                    .isEqualTo(1);
        }
        assertThat(post(path + "/scans", "{'code':'" + EAN + "'}", "associate")
                        .body()
                        .path("accepted")
                        .asBoolean(true))
                .isFalse();
        post(path + "/complete", "{}", "associate").is(200);
        post(path + "/complete", "{}", "associate").problem(409, "wave-ended");
        assertThat(get("/fulfilments/" + fulfilment, "associate")
                        .body()
                        .path("status")
                        .asString(""))
                .isEqualTo("PICKED");
    }
}
