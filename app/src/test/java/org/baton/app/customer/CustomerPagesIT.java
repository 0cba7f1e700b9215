package org.baton.app.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.baton.app.api.ApiServer;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.OrderId;
import org.baton.domain.fulfilment.Allocation;
import org.baton.domain.fulfilment.StoreTasks;
import org.baton.domain.fulfilment.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What somebody gets who has a link, and what somebody gets who has none. */
class CustomerPagesIT extends ApiServer {

    private static final int OFTEN = 20;

    @Autowired
    private Allocation allocation;

    @Autowired
    private StoreTasks storeTasks;

    private String order;
    private String fulfilment;
    private long job = 900;

    @BeforeEach
    void allocated() {
        for (var store : List.of("store-1", "store-2")) {
            put(
                            "/nodes/" + store,
                            "{'name':'" + store + "','type':'store','postalCode':'60606','capabilities':['curbside']}",
                            "admin")
                    .is(200);
        }
        stock("store-1", 10);
        order = post("/orders", order("W-1").replace("\"pickup\"", "\"curbside\""), "system")
                .is(202)
                .body()
                .path("id")
                .asString("");
        fulfilment = allocation
                .allocate(new OrderId(order), "test/1")
                .fulfilments()
                .getFirst()
                .id()
                .value();
    }

    private void stock(String node, int onHand) {
        send(
                        "POST",
                        "/api/v1/imports/stock",
                        "admin",
                        "{\"node\":\"" + node + "\",\"sku\":\"JACKET-M\",\"onHand\":" + onHand + "}",
                        Map.of("Content-Type", LINES))
                .is(200);
    }

    private String open(String kind) {
        job++;
        storeTasks.open(new Task.Job(job, job, 99, kind, "Do " + kind, new FulfilmentId(fulfilment), null, null));
        return get("/tasks?node=store-1&status=open&kind=" + kind, "admin")
                .body()
                .at("/items/0/id")
                .asString("");
    }

    private void packed() {
        for (var kind : List.of("accept", "pick", "pack")) {
            post("/tasks/" + open(kind) + "/complete", "{}", "associate").is(200);
        }
    }

    /** The path of a page, as the links of the order tell it. */
    private String link(String at) {
        var links = get("/orders/" + order + "/links", "service").is(200).body();
        var page = links.at(at).asString("");
        assertThat(page).startsWith("http://127.0.0.1:" + port + "/");
        return URI.create(page).getPath();
    }

    private Answer look(String path) {
        return send("GET", path, null, "", Map.of());
    }

    private Answer fill(String path, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send("POST", path, null, body, Map.of("Content-Type", "application/x-www-form-urlencoded"));
    }

    private List<String> history() {
        return get("/orders/" + order + "/events", "service")
                .body()
                .path("items")
                .valueStream()
                .map(event -> event.path("type").asString(""))
                .toList();
    }

    @Test
    void shouldTellTheStoreOnceHoweverOftenTheCustomerTaps() {
        packed();
        var page = link("/arrivals/0/page");
        for (int i = 0; i < OFTEN; i++) {
            assertThat(look(page).is(200).raw().body()).contains("I am here", "W-1");
        }
        assertThat(history()).as("looking says nothing").doesNotContain("customer-arrived");

        for (int i = 0; i < OFTEN; i++) {
            var answer = fill(page, Map.of("spot", "7", "car", "blue Volvo")).is(302);
            assertThat(answer.header("Location")).endsWith(page);
        }

        var code = get("/fulfilments/" + fulfilment, "service")
                .body()
                .path("pickupCode")
                .asString("");
        assertThat(look(page).raw().body())
                .contains("The store knows that you are here", "Spot 7", "blue Volvo", code)
                .doesNotContain("Ada", "ada@example.com");
        assertThat(history()).containsOnlyOnce("customer-arrived");
        assertThat(get("/arrivals?node=store-1", "service").body().path("items"))
                .hasSize(1);
        fill(page, Map.of("spot", "8".repeat(41))).is(400);
        assertThat(look(page).raw().body()).contains("Spot 7");
        open("hand-over");
        post("/fulfilments/" + fulfilment + "/hand-over", "{'code':'" + code + "'}", "associate")
                .is(200);
        assertThat(look(page).is(200).raw().body())
                .contains("You have your order")
                .doesNotContain("<form");
        fill(page, Map.of()).is(409);
    }

    @Test
    void shouldShowTheWholeOrderAndNobodysName() {
        var page = link("/statusPage");
        assertThat(look(page).is(200).raw().body())
                .contains("Order W-1", "Being prepared", "Jacket M", "2 ×")
                .doesNotContain("Ada", "ada@example.com", "pickup code");
        packed();
        var ready = look(page).is(200);
        var code = get("/fulfilments/" + fulfilment, "service")
                .body()
                .path("pickupCode")
                .asString("");
        assertThat(ready.raw().body()).contains("Ready for pickup", code, "<path d=\"M", "/h/", "Until ");
        assertThat(ready.header("Cache-Control")).contains("no-store");
        assertThat(ready.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(ready.header("X-Robots-Tag")).contains("noindex");
        assertThat(ready.header("Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(ready.header("Set-Cookie")).isEmpty();
        send("POST", page, null, "x=1", Map.of("Content-Type", "application/x-www-form-urlencoded"))
                .is(405);
    }

    @Test
    void shouldSpeakTheCustomersLanguage() {
        jdbc.sql("update orders set customer_language = 'es-MX'").update();

        assertThat(look(link("/statusPage")).raw().body())
                .contains("<html lang=\"es\"", "Pedido W-1", "En preparación");
    }

    @Test
    void shouldSayTheSameInBothLanguages() throws IOException {
        assertThat(keys("es")).isEqualTo(keys("en")).contains("here.title");
    }

    private static Set<Object> keys(String language) throws IOException {
        var words = new Properties();
        try (var in = CustomerPagesIT.class.getResourceAsStream("/customer/words_" + language + ".properties")) {
            words.load(in);
        }
        return words.keySet();
    }

    @Test
    void shouldLetTheCustomerChooseOnce() {
        stock("store-2", 10);
        assertThat(get("/orders/" + order + "/links", "service")
                        .body()
                        .path("choosePage")
                        .isNull())
                .isTrue();
        post("/tasks/" + open("accept") + "/reject", "{'reason':'not-in-stock'}", "associate")
                .is(200);
        var page = link("/choosePage");
        // What can be promised may be a second old.
        await().atMost(Duration.ofSeconds(20))
                .until(() -> look(page).raw().body().contains("value=\"store-2\""));
        assertThat(look(page).is(200).raw().body())
                .contains("What shall we do?", "Ship it", "I will wait", "Cancel the order")
                .doesNotContain("value=\"store-1\"", "warehouse-1");

        fill(page, Map.of("choice", "magic")).is(400);
        assertThat(fill(page, Map.of("choice", "ship", "line1", "9 Elm St", "postalCode", "<b>"))
                        .is(400)
                        .raw()
                        .body())
                .contains("value=\"9 Elm St\"", "aria-invalid", "&lt;b&gt;");
        for (int i = 0; i < OFTEN; i++) {
            fill(page, Map.of("choice", "wait")).is(302);
        }
        assertThat(history()).containsOnlyOnce("customer-chose").doesNotContain("order-changed");
        var address = Map.of("line1", "9 Elm St", "city", "Chicago", "region", "IL", "postalCode", "60611");
        var ship = new HashMap<>(address);
        ship.put("choice", "ship");
        for (int i = 0; i < OFTEN; i++) {
            fill(page, ship).is(302);
        }

        assertThat(history()).containsOnlyOnce("order-changed");
        assertThat(look(page).is(200).raw().body())
                .contains("We ship it to you")
                .doesNotContain("<form", "Elm St");
        fill(page, Map.of("choice", "cancel")).is(409);
        assertThat(get("/orders/" + order, "service").body().path("status").asString(""))
                .isNotEqualTo("CANCELLED");
    }

    @Test
    void shouldSayClearlyThatALinkDoesNotWork() {
        var page = link("/statusPage");
        var tampered = page.substring(0, page.length() - 1) + (page.endsWith("A") ? "B" : "A");
        for (int i = 0; i < OFTEN; i++) {
            for (var wrong : List.of(
                    tampered, page.replace("/o/", "/c/"), page.replace("/o/", "/h/"), "/o/x", "/h/x.y.z", "/c/%20")) {
                assertThat(look(wrong).is(404).raw().body())
                        .contains("This link does not work", "Este enlace no funciona")
                        .doesNotContain("W-1", order);
            }
        }
        fill(page.replace("/o/", "/h/"), Map.of("spot", "7")).is(404);
        fill(page.replace("/o/", "/c/"), Map.of("choice", "cancel")).is(404);
        assertThat(history()).doesNotContain("customer-arrived", "order-cancel-requested");
        send("DELETE", page, null, "", Map.of()).is(403);
        look(page + "/more").problem(401, "unauthorized");
    }
}
