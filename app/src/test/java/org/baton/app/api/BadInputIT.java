package org.baton.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer is a problem that says what is wrong, and nothing is stored. */
class BadInputIT extends ApiServer {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"quantity\":2|\"quantity\":0|lines[0].quantity",
                "\"quantity\":2|\"quantity\":-5|lines[0].quantity",
                "\"quantity\":2|\"quantity\":999999|lines[0].quantity",
                "\"quantity\":2|\"quantity\":99999999999999999999|lines[0].quantity",
                "\"quantity\":2|\"quantity\":1e999|lines[0].quantity",
                "\"quantity\":2|\"quantity\":2.5|lines[0].quantity",
                "\"quantity\":2|\"quantity\":\"2\"|lines[0].quantity",
                "\"quantity\":2|\"quantity\":null|lines[0].quantity",
                "\"quantity\":2|\"quantity\":{}|lines[0].quantity",
                "JACKET-M|NO-SUCH-SKU|lines[0].sku",
                "JACKET-M|\\u0000|lines[0].sku",
                "\"W-1\"|\"\\u0000\"|channelOrderNumber",
                "\"W-1\"|17|channelOrderNumber",
                "\"web\"|\"Web Shop!\"|channel",
                "\"currency\":\"USD\"|\"currency\":\"EUR\"|lines[0].unitPrice.currency",
                "\"85.00\"|\"1e999\"|lines[0].unitPrice.amount",
                "\"85.00\"|\"99999999999999999999\"|lines[0].unitPrice.amount",
                "\"85.00\"|\"-1.00\"|lines[0].unitPrice.amount",
                "\"85.00\"|85.00|lines[0].unitPrice.amount",
                "\"8.71\"|\"90000000000000000\"|lines[0].tax.amount",
                "\"pickup\"|\"by-drone\"|delivery.option",
                "\"store-1\"|\"no-such-store\"|delivery.node",
                "\"store-1\"|\"closed-1\"|delivery.node",
                "\"store-1\"|\"warehouse-1\"|delivery.node",
                "\"channel\"|\"surprise\":1,\"channel\"|surprise",
                "\"channel\"|\"placedAt\":\"yesterday\",\"channel\"|placedAt",
                "\"channel\"|\"placedAt\":1e999,\"channel\"|placedAt",
                "\"channel\"|\"placedAt\":\"-9999-01-01T00:00:00Z\",\"channel\"|placedAt",
                "\"channel\"|\"placedAt\":\"2999-01-01T00:00:00Z\",\"channel\"|placedAt",
                "\"tok_ok\"|\"\"|payment.token",
                "[\"email\"]|[\"carrier pigeon\"]|customer.consents[0]",
            })
    void shouldNameTheField(String original, String replacement, String field) {
        var body = order("W-1")
                .replaceFirst(
                        java.util.regex.Pattern.quote(original), java.util.regex.Matcher.quoteReplacement(replacement));

        assertThat(post("/orders", body, "system").problem(400, "invalid-input"))
                .contains(field);
        assertThat(orders()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "null",
                "{",
                "[]",
                "17",
                "\"text\"",
                "{\"a\":1,\"a\":2}",
                "{} {}",
                "not json",
                "\ufeff{}"
            })
    void shouldRefuseWhatIsNotAnOrder(String body) {
        var answer = send("POST", "/api/v1/orders", "system", body, Map.of("Content-Type", JSON));

        answer.problem(400, "invalid-input");
        assertThat(orders()).isZero();
    }

    @Test
    void shouldTellEveryErrorAtOnce() {
        var fields = post("/orders", "{'channel':'web','lines':[{'quantity':0}]}", "system")
                .problem(400, "invalid-input");

        assertThat(fields)
                .contains("channelOrderNumber", "customer", "delivery", "payment", "lines[0].sku", "lines[0].quantity");
    }

    @Test
    void shouldRefuseDuplicateKeysAndDeepNesting() {
        var twice = order("W-1").replaceFirst("\\{", "{\"channel\":\"pos\",");
        var deep = "{\"lines\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        post("/orders", twice, "system").problem(400, "invalid-input");
        post("/orders", deep, "system").problem(400, "invalid-input");
        assertThat(orders()).isZero();
    }

    @Test
    void shouldRefuseTenThousandLines() {
        var line = "{\"sku\":\"SOCKS\",\"quantity\":1,\"unitPrice\":{\"amount\":\"1.00\",\"currency\":\"USD\"}}";
        var body = order("W-1").replaceFirst("\"lines\":\\[", "\"lines\":[" + (line + ",").repeat(9_999));

        assertThat(post("/orders", body, "system").problem(400, "invalid-input"))
                .containsExactly("lines");
        assertThat(orders()).isZero();
    }

    @Test
    void shouldRefuseTwentyMegabytesDeclaredOrChunked() {
        var large = new byte[20 << 20];
        java.util.Arrays.fill(large, (byte) ' ');
        var declared = send("POST", "/api/v1/orders", "system", BodyPublishers.ofByteArray(large), Map.of());
        var chunked = send(
                "POST",
                "/api/v1/orders",
                "system",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)),
                Map.of("Content-Type", JSON));

        declared.problem(413, "body-too-large");
        chunked.problem(413, "body-too-large");
        assertThat(orders()).isZero();
    }

    @Test
    void shouldRefuseOtherCharsetsAndMediaTypes() {
        var latin = order("W-1").replace("Ada", "Zoë").getBytes(StandardCharsets.ISO_8859_1);

        send("POST", "/api/v1/orders", "system", BodyPublishers.ofByteArray(latin), Map.of())
                .problem(400, "invalid-input");
        send("POST", "/api/v1/orders", "system", order("W-1"), Map.of("Content-Type", JSON + ";charset=ISO-8859-1"))
                .problem(415, "unsupported-media-type");
        send("POST", "/api/v1/orders", "system", order("W-1"), Map.of("Content-Type", "text/plain"))
                .problem(415, "unsupported-media-type");
        assertThat(orders()).isZero();
    }

    @Test
    void shouldAnswerUnknownPathsAndMethodsAsProblems() {
        get("/no-such-thing", "admin").problem(404, "not-found");
        get("/orders/ord_nothing", "admin").problem(404, "not-found");
        get("/orders/17", "admin").problem(404, "not-found");
        get("/orders/ord_" + "x".repeat(500), "admin").problem(404, "not-found");
        get("/fulfilments/x", "admin").problem(404, "not-found");
        get("/tasks/tsk_x", "admin").problem(404, "not-found");
        get("/nodes/nowhere", "admin").problem(404, "not-found");
        get("/products/NOTHING", "admin").problem(404, "not-found");
        get("/sourcing-decisions/ord_x", "admin").problem(404, "not-found");
        post("/incidents/inc_x/retry", "{}", "admin").problem(404, "not-found");
        post("/imports/unicorns", "{}", "admin").problem(415, "unsupported-media-type");
        send("DELETE", "/api/v1/orders", "admin", "", Map.of()).problem(405, "method-not-allowed");
        get("/orders/ord_a%2Fb", "admin").problem(400, "bad-address");
        send("GET", "/api/v1/orders", "admin", "", Map.of("Accept", "image/png"))
                .is(406);
    }

    @ParameterizedTest
    @CsvSource({
        "/orders?limit=0,limit",
        "/orders?limit=201,limit",
        "/orders?limit=many,limit",
        "/orders?limit=99999999999999999999,limit",
        "/orders?cursor=xyz,cursor",
        "/orders?cursor=%00,cursor",
        "/orders?status=LOST,status",
        "/orders?status=ON_HOLD&status=CREATED,status",
        "/orders?placedFrom=yesterday,placedFrom",
        "/orders?placedTo=%2B999999999-01-01T00:00:00Z,placedTo",
        "/orders?q=%00,q",
        "/orders?stauts=ON_HOLD,stauts",
        "/nodes?near=nowhere,near",
        "/nodes?near=91%2C0,near",
        "/nodes?near=60606&radiusMiles=-1,radiusMiles",
        "/nodes?radiusMiles=5,near",
        "/nodes?type=moon,type",
        "/tasks?status=lost,status",
        "/fulfilments?status=lost,status",
        "/incidents?orderId=17,orderId",
        "/notifications,orderId",
    })
    void shouldNameTheParameter(String path, String parameter) {
        assertThat(get(path, "admin").problem(400, "invalid-input")).containsExactly(parameter);
    }

    @Test
    void shouldNameTheLineThatIsNoNumber() {
        var order = placed("W-1");

        assertThat(send("PATCH", "/api/v1/orders/" + order + "/lines/two", "admin", "{\"quantity\": 1}", Map.of())
                        .problem(400, "invalid-input"))
                .containsExactly("number");
    }

    @Test
    void shouldRefuseACursorOfAnotherList() {
        placed("W-1");
        placed("W-2");
        var cursor = get("/orders?limit=1", "admin").body().path("nextCursor").asString("");

        assertThat(get("/stock?cursor=" + cursor, "admin").problem(400, "invalid-input"))
                .containsExactly("cursor");
    }

    @Test
    void shouldRefuseWrongNodesAndProducts() {
        assertThat(put("/nodes/n-1", "{'name':'N','type':'castle','postalCode':'00000'}", "admin")
                        .problem(400, "invalid-input"))
                .contains("type", "postalCode");
        assertThat(put("/nodes/n-1", "{'id':'n-2','name':'N','type':'store','postalCode':'60606'}", "admin")
                        .problem(400, "invalid-input"))
                .containsExactly("id");
        assertThat(put(
                                "/nodes/n-1",
                                "{'name':'N','type':'store','postalCode':'60606','capabilities':[null],'latitude':1e999,'longitude':1}",
                                "admin")
                        .problem(400, "invalid-input"))
                .contains("capabilities[0]", "latitude");
        assertThat(put(
                                "/products/P-1",
                                "{'name':'P','gtin':'4006381333930','weightGrams':-1,'handling':'rough'}",
                                "admin")
                        .problem(400, "invalid-input"))
                .contains("gtin", "weightGrams", "handling");
        assertThat(put("/products/P-1", "{'name':'P','gtin':'4006381333931'}", "admin")
                        .problem(400, "invalid-input"))
                .containsExactly("gtin");
    }
}
