package org.baton.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.baton.app.cli.demo.BatonClient;
import org.baton.app.cli.demo.BatonClient.Answer;
import tools.jackson.databind.JsonNode;

/** A placed order, as those see it who ask the API. */
record Placed(BatonClient client, String id) {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(100);

    JsonNode now() {
        return client.get("/orders/" + id).body();
    }

    String status() {
        return now().path("status").asString("");
    }

    Placed becomes(String status) {
        eventually("status", this::status, status);
        return this;
    }

    Placed isHeldFor(String reason) {
        eventually("hold", () -> now().path("holdReason").asString(""), reason);
        return this;
    }

    /** Waits until a look at the order shows what is expected; says what it was like when it never does. */
    <T> void eventually(String what, Supplier<T> look, T expected) {
        await().atMost(PATIENCE)
                .pollInterval(LOOK)
                .untilAsserted(() -> assertThat(look.get())
                        .as(() -> what + " of " + id + "; it went " + events())
                        .isEqualTo(expected));
    }

    List<String> events() {
        return texts(client.all("/orders/" + id + "/events"), event -> event.path("type"));
    }

    List<String> fulfilments(Function<JsonNode, JsonNode> part) {
        return texts(now().path("fulfilments").valueStream().toList(), part);
    }

    List<String> fulfilmentStatuses() {
        return fulfilments(f -> f.path("status"));
    }

    private static List<String> texts(List<JsonNode> items, Function<JsonNode, JsonNode> part) {
        return items.stream().map(item -> part.apply(item).asString("")).toList();
    }

    /** What the payment provider did for the order, oldest first: authorise, capture, void. */
    List<String> payments() {
        return sandbox("payments");
    }

    List<String> sandbox(String vendor) {
        var done = new ArrayList<String>();
        for (var call : client.all("/sandbox/" + vendor + "?orderId=" + id)) {
            var outcome = call.path("outcome").asString("");
            done.addFirst(call.path("operation").asString("") + (outcome.equals("DONE") ? "" : " " + outcome));
        }
        return done;
    }

    /** The messages that the customer got, or would have got had the next news not come first; not what is for later. */
    List<String> told() {
        return client.all("/notifications?orderId=" + id).stream()
                .filter(message -> Set.of("SENT", "STOPPED")
                        .contains(message.path("status").asString("")))
                .map(message -> message.path("message").asString(""))
                .toList();
    }

    List<JsonNode> openTasks() {
        return client.all("/tasks?status=open&limit=200").stream()
                .filter(task -> task.path("orderId").asString("").equals(id))
                .toList();
    }

    /** Waits for the order's open task of a kind. */
    JsonNode task(String kind) {
        await().atMost(PATIENCE)
                .pollInterval(LOOK)
                .untilAsserted(() -> assertThat(texts(openTasks(), task -> task.path("kind")))
                        .as(() -> "tasks of " + id + "; it went " + events())
                        .contains(kind));
        return openTasks().stream()
                .filter(task -> task.path("kind").asString("").equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /** Does the order's open task of a kind. */
    void does(String kind, Map<String, ?> entered) {
        posted("/tasks/" + task(kind).path("id").asString("") + "/complete", entered);
    }

    void does(String kind) {
        does(kind, Map.of());
    }

    /** The customer shows the code that the message told. */
    void handOver() {
        var task = task("hand-over");
        var fulfilment = client.get("/fulfilments/" + task.path("fulfilmentId").asString(""));
        does("hand-over", Map.of("code", fulfilment.body().path("pickupCode").asString("")));
    }

    void rejects(String kind, String reason) {
        posted("/tasks/" + task(kind).path("id").asString("") + "/reject", Map.of("reason", reason));
    }

    void cancel() {
        posted("/orders/" + id + "/cancel", Map.of("reason", "The customer changed her mind."));
    }

    void hold() {
        posted("/orders/" + id + "/hold", Map.of("reason", "The customer calls back."));
    }

    Answer change(Map<String, ?> what) {
        return client.patch("/orders/" + id, what);
    }

    Answer changeLine(int number, int quantity) {
        return client.patch("/orders/" + id + "/lines/" + number, Map.of("quantity", quantity));
    }

    void release() {
        posted("/orders/" + id + "/release", Map.of("reason", "Looked at: it is fine."));
    }

    private void posted(String path, Map<String, ?> body) {
        Answer answer = client.post(path, body);
        assertThat(answer.isOk()).as(path + ": " + answer.problem()).isTrue();
    }
}
