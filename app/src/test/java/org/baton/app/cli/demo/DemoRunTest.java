package org.baton.app.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.baton.app.cli.demo.SimulatedAssociates.Habits;
import org.baton.app.runtime.StartFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoRunTest {

    private static final DemoNetwork NETWORK = new DemoNetwork();

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);

    @Test
    void shouldBringEveryOrderToRestWhenSomeCallsFail() {
        try (var baton = new FakeBaton(3, number -> false)) {
            var summary = play(baton, "--orders=20", "--rate=200");
            assertThat(summary.isGood()).isTrue();
            assertThat(summary.atRest()).hasSize(20);
            summary.print(out);
        }
        assertThat(text())
                .contains(
                        "    20  FULFILLED",
                        "    20  PICKUP PICKED_UP",
                        "pickup    p50    5.0   p95    5.0   p99    5.0")
                .contains("    20  ready-for-pickup by EMAIL: SENT", "20 at rest, 0 stuck, 0 lost, 0 refused");
    }

    @Test
    void shouldNameWhatIsStuck() {
        try (var baton = new FakeBaton(0, number -> number.endsWith("00002"))) {
            var summary = play(baton, "--orders=3", "--rate=200", "--patience=3");
            assertThat(summary.isGood()).isFalse();
            summary.print(out);
        }
        assertThat(text()).containsPattern("Stuck: DEMO-t-00002 is IN_FULFILMENT.*/events.*incidents");
    }

    @Test
    void shouldHandOverWithTheCustomersCode() {
        try (var baton = new FakeBaton(0, number -> false);
                var associates = new SimulatedAssociates(
                        client(baton),
                        number -> number.startsWith("MINE"),
                        new Habits(0, 0, Duration.ofMillis(20), 4))) {
            var ignored = client(baton).post("/orders", Map.of("channelOrderNumber", "MINE-1"));
            ignored = client(baton).post("/orders", Map.of("channelOrderNumber", "OTHER-1"));
            associates.start();
            await().atMost(Duration.ofSeconds(20)).until(() -> associates.done().tasks() == 4);
            assertThat(baton.posted)
                    .contains("/tasks/MINE-1_hand-over/complete {\"code\":\"4711\"}")
                    .doesNotContain("/tasks/MINE-1_hand-over/complete {\"code\":\"\"}")
                    .noneMatch(call -> call.startsWith("/tasks/OTHER"));
        }
    }

    @Test
    void shouldRejectAndPickShortWhenHabitsSaySo() {
        try (var baton = new FakeBaton(0, number -> false);
                var associates = new SimulatedAssociates(
                        client(baton), number -> true, new Habits(1, 1, Duration.ofMillis(20), 4))) {
            var ignored = client(baton).post("/orders", Map.of("channelOrderNumber", "A-1"));
            associates.start();
            await().atMost(Duration.ofSeconds(20)).until(() -> associates.done().rejected() == 1);
            assertThat(baton.posted)
                    .anyMatch(call -> call.matches("/tasks/A-1_accept/reject .\"reason\":\"[a-z-]+\".*"));
        }
    }

    @Test
    void shouldLoadTheNetworkWhenItIsNotThere() {
        try (var baton = new FakeBaton(0, number -> false)) {
            new NetworkLoader(client(baton), new LiveLine(out, false)).load(NETWORK);
            assertThat(baton.imported)
                    .containsEntry("nodes", 206)
                    .containsEntry("products", NETWORK.products().size())
                    .containsEntry("stock", NETWORK.stock().size());
        }
        assertThat(text()).contains("Loaded the demo network: 200 stores, 6 warehouses");
    }

    @Test
    void shouldReadTokenFromDataDirectory(@TempDir Path data) throws Exception {
        var options = DemoOptions.parse(List.of("--data", data.toString()));
        assertThatThrownBy(() -> DemoCommand.token(options, null)).isInstanceOf(StartFailure.class);
        Files.writeString(data.resolve("admin-token"), "secret\n");
        assertThat(DemoCommand.token(options, null)).isEqualTo("secret");
        assertThat(DemoCommand.token(options, "other")).isEqualTo("other");
    }

    @Test
    void shouldTakeNearestRank() {
        var values = IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList();
        assertThat(DemoSummary.percentile(values, 50)).isEqualTo(50);
        assertThat(DemoSummary.percentile(values, 99)).isEqualTo(99);
        assertThat(DemoSummary.percentile(List.of(7.0), 95)).isEqualTo(7);
    }

    @Test
    void shouldRestOnlyWhenNothingIsOnItsWay() {
        assertThat(rests("FULFILLED", "DELIVERED")).isTrue();
        assertThat(rests("FULFILLED", "SHIPPED")).isFalse();
        assertThat(rests("BACKORDERED", "REJECTED")).isTrue();
        assertThat(rests("IN_FULFILMENT", "READY_FOR_PICKUP")).isFalse();
    }

    private static boolean rests(String line, String fulfilment) {
        return OrderState.of(FakeBaton.json("""
                {"id": "ord_1", "lines": [{"status": "%s"}], "fulfilments": [{"status": "%s"}]}""".formatted(line, fulfilment))).rests();
    }

    private DemoSummary play(FakeBaton baton, String... arguments) {
        var options = DemoOptions.parse(List.of(arguments));
        var orders = new DemoOrders(NETWORK, "t", 1, Map.of("pickup", 1));
        try (var run = new DemoRun(
                options, orders, client(baton), new LiveLine(out, false), new Habits(0, 0, Duration.ofMillis(20), 4))) {
            return run.play();
        }
    }

    private static BatonClient client(FakeBaton baton) {
        return new BatonClient(baton.uri(), "token");
    }

    private String text() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
