package org.baton.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Movements, availability, promises, channels, notices and signals over HTTP. */
class StockApiIT extends ApiServer {

    private static String message(String id, String type, int quantity) {
        return "{'id':'%s','source':'pos','occurredAt':'%s','node':'store-1','sku':'SOCKS','type':'%s','quantity':%d}"
                .formatted(id, Instant.now(), type, quantity);
    }

    private Answer told(String type, String body) {
        return send("POST", "/api/v1/stock/movements", "system", body.replace('\'', '"'), Map.of("Content-Type", type));
    }

    private void received(int units) {
        told(JSON, message("r-" + units, "receipt", units)).is(200);
    }

    private int onHand() {
        return get("/stock?node=store-1&sku=SOCKS", "system")
                .body()
                .at("/items/0/onHand")
                .asInt(-1);
    }

    @Test
    void shouldTakeOneMovementOrMany() {
        received(10);
        var many = told(JSON, "[" + message("s-1", "sale", 1) + "," + message("s-2", "sale", 2) + "]")
                .is(200)
                .body();

        assertThat(many.path("applied").asInt(0)).isEqualTo(2);
        assertThat(onHand()).isEqualTo(7);
        var counted = told(JSON, message("c-1", "count", 5)).is(200).body();
        assertThat(counted.at("/items/0/variance").asInt(0)).isEqualTo(-2);
        var ledger =
                get("/stock/movements?sku=SOCKS&limit=2", "associate").is(200).body();
        assertThat(ledger.at("/items/0/type").asString("")).isEqualTo("count");
        assertThat(ledger.path("nextCursor").asString("")).isNotBlank();
        assertThat(get("/stock/signals?node=store-1", "system")
                        .is(200)
                        .body()
                        .path("items")
                        .size())
                .isZero();
    }

    @Test
    void shouldTakeFilesOfMovementsWholeOrNotAtAll() {
        var now = Instant.now();
        var good =
                "id,source,occurredAt,node,sku,type,quantity\na,wms,%s,store-1,SOCKS,receipt,9\nb,wms,%s,store-1,SOCKS,sale,2\n"
                        .formatted(now, now);
        assertThat(told("text/csv", good).is(200).body().path("applied").asInt(0))
                .isEqualTo(2);
        assertThat(told("text/csv", good).is(200).body().path("unchanged").asInt(0))
                .isEqualTo(2);
        var lines = message("l-1", "receipt", 1) + "\n" + message("l-2", "receipt", 1) + "\n";
        assertThat(told(LINES, lines).is(200).body().path("rows").asInt(0)).isEqualTo(2);
        assertThat(onHand()).isEqualTo(9);

        assertThat(told(LINES, message("x", "receipt", 1) + "\n" + message("x", "receipt", 1) + "\n")
                        .problem(400, "invalid-input"))
                .containsExactly("rows[2].id");
        assertThat(told(LINES, message("y", "receipt", 1) + "\nnonsense\n" + message("z", "theft", 1) + "\n")
                        .problem(400, "invalid-input"))
                .containsExactlyInAnyOrder("rows[2]", "rows[3].type");
        told(LINES, message("y", "receipt", 1) + "\n{'id':'cut").problem(400, "invalid-input");
        told("text/csv", "id,colour\n").problem(400, "invalid-input");
        told(LINES, "{'id':'" + "x".repeat(2 << 20) + "'}\n").problem(400, "invalid-input");
        assertThat(onHand()).isEqualTo(9);
    }

    @Test
    void shouldNameWhatIsWrongWithMovements() {
        assertThat(told(JSON, "[" + message("a", "sale", 1) + "," + message("b", "sale", -1) + "]")
                        .problem(400, "invalid-input"))
                .containsExactly("[1].quantity");
        told(JSON, "[]").problem(400, "invalid-input");
        told(JSON, "[null]").problem(400, "invalid-input");
        told(JSON, "").problem(400, "invalid-input");
        told(JSON, "17").problem(400, "invalid-input");
        told("text/plain", "x").problem(415, "unsupported-media-type");
        get("/stock/movements", "system").problem(400, "invalid-input");
        get("/stock/movements?sku=SOCKS&cursor=x", "system").problem(400, "invalid-input");
        post("/stock/movements", message("a", "sale", 1).replace("store-1", "store-2"), "associate")
                .is(403);
    }

    @Test
    void shouldAnswerWhatCanBePromisedNearby() {
        received(10);
        var near = get("/availability?sku=SOCKS,JACKET-M&postalCode=60606&radiusMiles=25&option=pickup", "associate")
                .is(200)
                .body();

        assertThat(near.at("/nodes/0/node").asString("")).isEqualTo("store-1");
        assertThat(near.at("/nodes/0/openNow").asBoolean(false)).isTrue();
        assertThat(Instant.parse(near.at("/nodes/0/earliest").asString(""))).isAfter(Instant.now());
        assertThat(near.at("/nodes/0/items/0/available").asInt(0)).isEqualTo(10);
        assertThat(near.at("/nodes/0/items/1/available").asInt(-1)).isZero();
        assertThat(Instant.parse(near.path("asOf").asString("")))
                .isAfter(Instant.now().minusSeconds(60));

        put("/node-groups/loop", "{'name':'The Loop','nodes':['store-1','store-2']}", "operator")
                .is(201);
        put("/channels/market", "{'group':'loop','buffer':4}", "operator").is(201);
        var total =
                get("/availability?sku=SOCKS&channel=market", "system").is(200).body();
        assertThat(total.at("/total/0/available").asInt(0)).isEqualTo(6);
        assertThat(total.at("/total/0/nodes").asInt(0)).isEqualTo(1);
        assertThat(get("/channels", "system").body().path("items").size()).isEqualTo(1);
        assertThat(get("/node-groups", "system").body().at("/items/0/id").asString(""))
                .isEqualTo("loop");
    }

    @Test
    void shouldNameWhatIsWrongWithAQuestion() {
        for (var query : new String[] {
            "",
            "?sku=",
            "?sku=A&near=nowhere",
            "?sku=A&postalCode=00000",
            "?sku=A&near=60606&option=teleport",
            "?sku=A&by=soon",
            "?sku=A&near=60606&limit=9999",
            "?sku=A&near=60606&radiusMiles=-1"
        }) {
            get("/availability" + query, "system").problem(400, "invalid-input");
        }
        get("/availability?sku=A&group=nothing", "system").problem(404, "not-found");
        put("/channels/market", "{'group':'nothing','buffer':-1}", "operator").problem(400, "invalid-input");
        put("/node-groups/g", "{'name':'','nodes':['nowhere','store-1','store-1']}", "operator")
                .problem(400, "invalid-input");
    }

    @Test
    void shouldPromiseHoldChangeAndLetGo() {
        received(10);
        var cart = "{'channel':'web','postalCode':'60606','options':['pickup','ship'],'hold':'PT15M',"
                + "'lines':[{'sku':'SOCKS','quantity':3}]}";
        var keyed = Map.of("Idempotency-Key", "cart-1");
        var promised = send("POST", "/api/v1/promises", "system", cart.replace('\'', '"'), keyed)
                .is(201);
        var id = promised.body().path("id").asString("");

        assertThat(promised.body().path("held").asString("")).isEqualTo("pickup");
        assertThat(promised.body().at("/options/0/parts/0/node").asString("")).isEqualTo("store-1");
        assertThat(send("POST", "/api/v1/promises", "system", cart.replace('\'', '"'), keyed)
                        .is(201)
                        .body()
                        .path("id")
                        .asString(""))
                .isEqualTo(id);
        send("POST", "/api/v1/promises", "system", cart.replace('\'', '"').replace("3", "2"), keyed)
                .problem(422, "idempotency-key-reused");
        send(
                        "PATCH",
                        "/api/v1/promises/" + id,
                        "system",
                        "{\"node\":\"store-1\",\"sku\":\"SOCKS\",\"quantity\":1}",
                        Map.of())
                .is(200);
        var now = get("/promises/" + id, "service").is(200).body();
        assertThat(now.at("/held/0/quantity").asInt(0)).isEqualTo(2);
        assertThat(now.path("status").asString("")).isEqualTo("held");
        send("DELETE", "/api/v1/promises/" + id, "system", "", Map.of()).is(204);
        assertThat(get("/promises/" + id, "service").body().path("status").asString(""))
                .isEqualTo("released");
        get("/promises/prm_none", "service").problem(404, "not-found");
        assertThat(post("/promises", "{'channel':'web','lines':[],'hold':'P9D'}", "system")
                        .problem(400, "invalid-input"))
                .contains("lines", "hold", "postalCode");
        post("/promises", cart.replace("3", "99"), "system").problem(409, "nothing-to-hold");
    }

    @Test
    void shouldTakeNoticesTransfersAndTerms() {
        received(10);
        var notice = "{'lines':[{'node':'warehouse-1','sku':'SOCKS','quantity':40,'expectedOn':'2030-01-01'}]}";
        put("/inbound/ASN-1", notice, "system").is(201);
        assertThat(get("/inbound/ASN-1", "system")
                        .body()
                        .at("/lines/0/quantity")
                        .asInt(0))
                .isEqualTo(40);
        assertThat(put("/inbound/ASN-2", "{'lines':[{'node':'x','sku':'y','quantity':0}]}", "system")
                        .problem(400, "invalid-input"))
                .containsExactly("lines[0].node", "lines[0].sku", "lines[0].quantity", "lines[0].expectedOn");
        get("/inbound/ASN-2", "system").problem(404, "not-found");

        var transfer = "{'id':'T-1','from':'store-1','to':'store-2','sku':'SOCKS','quantity':4}";
        post("/stock/transfers", transfer, "operator").is(201);
        post("/stock/transfers", transfer, "operator").is(200);
        post("/stock/transfers", transfer.replace("T-1", "T-2").replace("4", "99"), "operator")
                .problem(409, "too-few-units");
        assertThat(onHand()).isEqualTo(6);

        var terms = put("/stock/store-1/SOCKS", "{'safetyStock':1,'threshold':2,'bin':'A-7'}", "operator")
                .is(200)
                .body();
        assertThat(terms.path("availableToPromise").asInt(0)).isEqualTo(3);
        put("/stock/store-1/SOCKS", "{'safetyStock':-1}", "operator").problem(400, "invalid-input");
        put("/stock/store-1/NOTHING", "{}", "operator").problem(404, "not-found");
        put("/stock/store-1/SOCKS", "{}", "associate").is(403);

        send(
                        "POST",
                        "/api/v1/stock/snapshots?source=wms",
                        "system",
                        "node,sku,onHand\nstore-1,SOCKS,6\nstore-2,SOCKS,9\n",
                        Map.of("Content-Type", "text/csv"))
                .is(200);
        var drift = get("/stock/reconciliations?source=wms", "analyst").is(200).body();
        assertThat(drift.at("/items/0/accuracyPercent").asDouble(0)).isEqualTo(100);
        assertThat(drift.at("/items/1/accuracyPercent").asDouble(-1)).isZero();
        assertThat(drift.at("/items/1/unitsOff").asInt(0)).isEqualTo(5);
    }
}
