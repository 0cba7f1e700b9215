package org.baton.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.OrderId;
import org.baton.domain.fulfilment.Allocation;
import org.baton.domain.fulfilment.StoreTasks;
import org.baton.domain.fulfilment.Task;
import org.baton.domain.incident.Incident;
import org.baton.domain.incident.Incidents;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class FulfilmentApiIT extends ApiServer {

    @Autowired
    private Allocation allocation;

    @Autowired
    private StoreTasks storeTasks;

    @Autowired
    private Incidents incidents;

    private String order;
    private String fulfilment;
    private long job;

    @BeforeEach
    void allocated() {
        send(
                        "POST",
                        "/api/v1/imports/stock",
                        "admin",
                        "{\"node\":\"store-1\",\"sku\":\"JACKET-M\",\"onHand\":10,"
                                + "\"aisle\":\"A\",\"bin\":\"A-3\"}",
                        Map.of("Content-Type", LINES))
                .is(200);
        order = placed("W-1");
        var made = allocation.allocate(new OrderId(order), "test/1").fulfilments();
        fulfilment = made.getFirst().id().value();
    }

    private String open(String kind) {
        job++;
        storeTasks.open(new Task.Job(
                job,
                job,
                99,
                kind,
                "Do " + kind,
                new FulfilmentId(fulfilment),
                Instant.parse("2026-12-01T10:00:00Z"),
                null));
        return get("/tasks?node=store-1&status=open&kind=" + kind, "admin")
                .is(200)
                .body()
                .at("/items/0/id")
                .asString("");
    }

    @Test
    void shouldShowWhatAnAssociateNeedsAndDoTheStep() {
        var id = open("accept");

        var task = get("/tasks?status=open", "associate").is(200).body().at("/items/0");
        assertThat(task.path("id").asString("")).isEqualTo(id).startsWith("tsk_");
        assertThat(task.path("orderNumber").asString("")).isEqualTo("W-1");
        assertThat(task.path("title").asString("")).isEqualTo("Do accept");
        assertThat(task.path("dueAt").asString("")).isEqualTo("2026-12-01T10:00:00Z");
        assertThat(task.at("/lines/0").toString())
                .isEqualTo(
                        "{\"number\":1,\"sku\":\"JACKET-M\",\"name\":\"Jacket M\",\"quantity\":2,\"scanned\":0,\"aisle\":\"A\","
                                + "\"bin\":\"A-3\",\"gtin\":\"4006381333931\"}");

        assertThat(post("/tasks/" + id + "/claim", "", "associate")
                        .is(200)
                        .body()
                        .path("claimedBy")
                        .asString(""))
                .isEqualTo("associate-caller");
        post("/tasks/" + id + "/claim", "", "admin").problem(409, "task-claimed");
        assertThat(post("/tasks/" + id + "/complete", "{}", "associate")
                        .is(200)
                        .body()
                        .path("status")
                        .asString(""))
                .isEqualTo("COMPLETED");
        post("/tasks/" + id + "/complete", "{}", "associate").problem(409, "task-not-open");
        assertThat(get("/fulfilments/" + fulfilment, "associate")
                        .body()
                        .path("status")
                        .asString(""))
                .isEqualTo("ACCEPTED");
        assertThat(get("/tasks?status=open", "associate").body().path("items").isEmpty())
                .isTrue();
        assertThat(get("/tasks", "associate").body().path("items").size()).isEqualTo(1);
    }

    @Test
    void shouldKeepAssociatesToTheirStores() {
        var id = open("accept");
        var stranger = newToken("stranger " + System.nanoTime(), "associate", "store-2", "warehouse-1");

        for (var path : List.of(
                "/tasks/" + id,
                "/fulfilments/" + fulfilment,
                "/tasks?node=store-1",
                "/fulfilments?node=store-1",
                "/stock?node=store-1")) {
            send("GET", "/api/v1" + path, stranger, "", Map.of()).problem(403, "forbidden");
        }
        for (var action : List.of("claim", "complete")) {
            send("POST", "/api/v1/tasks/" + id + "/" + action, stranger, "{}", Map.of())
                    .problem(403, "forbidden");
        }
        send("POST", "/api/v1/tasks/" + id + "/reject", stranger, "{\"reason\":\"damaged\"}", Map.of())
                .problem(403, "forbidden");
        send("POST", "/api/v1/fulfilments/" + fulfilment + "/hand-over", stranger, "{\"idChecked\":true}", Map.of())
                .problem(403, "forbidden");
        assertThat(send("GET", "/api/v1/tasks", stranger, "", Map.of()).problem(400, "invalid-input"))
                .containsExactly("node");
        send("GET", "/api/v1/tasks?node=store-2", stranger, "", Map.of()).is(200);
        get("/orders/" + order, "associate").problem(403, "forbidden");
        assertThat(get("/stock", "associate").is(200).body().path("items").size())
                .isEqualTo(1);
    }

    @Test
    void shouldHandOverForTheRightCodeThatNoStoreCanRead() {
        post("/fulfilments/" + fulfilment + "/hand-over", "{'code':'1'}", "associate")
                .problem(409, "nothing-to-hand-over");
        open("hand-over");
        assertThat(get("/fulfilments/" + fulfilment, "associate")
                        .body()
                        .path("pickupCode")
                        .isNull())
                .isTrue();
        assertThat(get("/orders/" + order, "operator")
                        .body()
                        .at("/fulfilments/0/pickupCode")
                        .isNull())
                .isTrue();
        var code = get("/orders/" + order, "service")
                .body()
                .at("/fulfilments/0/pickupCode")
                .asString("");
        assertThat(code).matches("[0-9]{6}");
        var wrong = code.equals("000000") ? "000001" : "000000";

        post("/fulfilments/" + fulfilment + "/hand-over", "{'code':'%s'}".formatted(wrong), "associate")
                .problem(409, "wrong-code");
        assertThat(post("/fulfilments/" + fulfilment + "/hand-over", "{}", "associate")
                        .problem(400, "invalid-input"))
                .containsExactly("code");
        var done = post(
                        "/fulfilments/" + fulfilment + "/hand-over",
                        "{'code':'%s','recipient':'Bo'}".formatted(code),
                        "associate")
                .is(200);

        assertThat(done.body().path("status").asString("")).isEqualTo("PICKED_UP");
        assertThat(get("/orders/" + order, "service").body().path("status").asString(""))
                .isEqualTo("FULFILLED");
        assertThat(get("/orders/" + order, "service")
                        .body()
                        .at("/lines/0/fulfilmentId")
                        .asString(""))
                .isEqualTo(fulfilment);
    }

    @Test
    void shouldRejectLinesWithAReason() {
        var id = open("pick");

        assertThat(post(
                                "/tasks/" + id + "/reject",
                                "{'reason':'bored','lines':[{'sku':'SOCKS','quantity':1}]}",
                                "associate")
                        .problem(400, "invalid-input"))
                .contains("reason", "lines");
        assertThat(post("/tasks/" + id + "/reject", "{'lines':[{'quantity':-1},null]}", "associate")
                        .problem(400, "invalid-input"))
                .contains("reason", "lines[0].sku", "lines[0].quantity", "lines[1].sku");
        post("/tasks/" + id + "/reject", "{'reason':'damaged','lines':[{'sku':'JACKET-M','quantity':1}]}", "associate")
                .is(200);

        assertThat(get("/tasks/" + id, "associate")
                        .body()
                        .at("/lines/0/quantity")
                        .asInt(0))
                .isEqualTo(1);
        var stock = get("/stock?sku=JACKET-M", "associate").body().at("/items/0");
        assertThat(stock.path("damaged").asInt(0)).isEqualTo(1);
        assertThat(stock.path("availableToPromise").asInt(0)).isEqualTo(8);
    }

    @Test
    void shouldNotLetAnAssociateOverwriteWhatTheProcessGoesBy() {
        var id = open("gift-wrap");

        assertThat(post(
                                "/tasks/" + id + "/complete",
                                "{'orderId':'ord_x','linesLeft':false,'a b':1,'big':1e999,'text':'\\u0000'}",
                                "associate")
                        .problem(400, "invalid-input"))
                .containsExactlyInAnyOrder("orderId", "linesLeft", "a b", "big", "text");
        assertThat(post("/tasks/" + id + "/complete", "{'n':99999999999999999999}", "associate")
                        .problem(400, "invalid-input"))
                .containsExactly("n");
        post("/tasks/" + id + "/complete", "{'paper':'red','bows':2}", "associate")
                .is(200);
        assertThat(jdbc.sql("select variables::text from engine_command where kind = 'job-completion'")
                        .query(String.class)
                        .single())
                .contains("red");
    }

    @Test
    void shouldExplainTheSourcing() {
        var decision =
                get("/sourcing-decisions/" + order, "analyst").is(200).body().at("/items/0");

        assertThat(decision.path("strategy").asString("")).isEqualTo("nearest");
        assertThat(decision.at("/rules/version").asString("")).isEqualTo("7");
        assertThat(decision.at("/candidates/0/node").asString("")).isEqualTo("store-1");
        assertThat(decision.at("/candidates/0/eligible").asBoolean(false)).isTrue();
        assertThat(decision.at("/chosen/0/node").asString("")).isEqualTo("store-1");
        assertThat(decision.at("/chosen/0/lines/0/sku").asString("")).isEqualTo("JACKET-M");
    }

    @Test
    void shouldShowIncidentsWithTheirOrderAndRetryThem() {
        incidents.jobFailed(5, new OrderId(order));
        incidents.created(new Incident.Told(
                1,
                5L,
                2,
                2,
                "order-lifecycle",
                "Task_AuthorisePayment",
                "JOB_NO_RETRIES",
                "The provider is down",
                Instant.now()));

        var open = get("/incidents?status=open&orderId=" + order, "operator")
                .is(200)
                .body()
                .at("/items/0");
        assertThat(open.path("orderId").asString("")).isEqualTo(order);
        assertThat(open.path("elementId").asString("")).isEqualTo("Task_AuthorisePayment");
        var path = "/incidents/" + open.path("id").asString("") + "/retry";
        assertThat(post(path, "", "operator").is(200).body().path("status").asString(""))
                .isEqualTo("RESOLVED");
        post(path, "", "operator").problem(409, "incident-resolved");
        assertThat(get("/incidents?status=open", "operator")
                        .body()
                        .path("items")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void shouldShowMessagesWithoutTheirTextToOperators() {
        jdbc.sql("""
                insert into notification (key, order_id, message, channel, recipient, text, status, created_at, updated_at)
                values ('k', ?, 'ready-for-pickup', 'EMAIL', 'ada@example.com', 'Code 123456', 'SENT', now(), now())""").param(order).update();

        assertThat(get("/notifications?orderId=" + order, "service")
                        .is(200)
                        .raw()
                        .body())
                .contains("Code 123456");
        assertThat(get("/notifications?orderId=" + order, "operator")
                        .is(200)
                        .raw()
                        .body())
                .contains("ready-for-pickup")
                .doesNotContain("123456");
    }
}
