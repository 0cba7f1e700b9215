package org.baton.app.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.baton.processes.MessageName;
import org.baton.processes.ShippedProcesses;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What other systems and analysts do through the engine itself. */
@ExtendWith(RunningBaton.class)
class ProcessJourneyIT {

    private static final String PICKUP = "fulfil-pickup.bpmn";
    private static final String PACK_TO_TELL =
            "<bpmn:sequenceFlow id=\"Flow_Pack_To_TellReady\" sourceRef=\"Task_Pack\" targetRef=\"Task_TellReady\" />";
    private static final String INTO_TELL = "<bpmn:incoming>Flow_Pack_To_TellReady</bpmn:incoming>";

    private RunningBaton baton;
    private Shop shop;
    private String sku;

    @BeforeEach
    void open(RunningBaton running) {
        baton = running;
        shop = new Shop(baton.client());
        sku = shop.product();
    }

    @Test
    void shouldFulfilWhenTheOrderIsStartedAsAProcess() {
        shop.counts(shop.warehouse(Shop.INDIANAPOLIS), sku, 10);
        var document = shop.order().with(sku, 1).body();

        var first = handIn(document);
        var again = handIn(document);

        assertThat(first).containsEntry("alreadyAccepted", false).doesNotContainKey("refusalReason");
        assertThat(again).containsEntry("alreadyAccepted", true).containsEntry("orderId", first.get("orderId"));
        var order = shop.placed(String.valueOf(first.get("orderId")));
        order.becomes("FULFILLED");
        order.eventually("payments", order::payments, List.of("authorise", "capture"));
    }

    @Test
    void shouldSayWhyWhenTheOrderStartedAsAProcessIsRefused() {
        var variables = handIn(shop.order().with("NO-SUCH-SKU", 1).body());

        assertThat(variables).doesNotContainKey("orderId");
        assertThat(String.valueOf(variables.get("refusalReason"))).contains("NO-SUCH-SKU");
        assertThat(String.valueOf(handIn("not an order").get("refusalReason"))).isNotBlank();
    }

    /** The local engine once left such a process open: the second list of parts, being empty, replaced the first. */
    @Test
    void shouldEndTheProcessWhenLinesAreSourcedAgainAndNoneIsOpen() {
        var store = shop.store(Shop.CHICAGO);
        shop.counts(store, sku, 5);
        var order = shop.place(shop.order().with(sku, 1).collectedAt(store));
        order.does("accept");

        baton.engine()
                .newPublishMessageCommand()
                .messageName(MessageName.LINES_TO_SOURCE.messageName())
                .correlationKey(order.id())
                .variables(Map.of("orderId", order.id()))
                .send()
                .join();
        order.eventually(
                "decisions",
                () -> shop.client.all("/sourcing-decisions/" + order.id()).size(),
                2);
        order.does("pick");
        order.does("pack");
        order.handOver();

        order.becomes("FULFILLED");
        var instance = Long.parseLong(order.now().path("processInstanceKey").asString("0"));
        await().atMost(Duration.ofSeconds(60)).until(() -> new Instances(baton.engine()).hasEnded(instance));
    }

    private Map<String, Object> handIn(Object order) {
        return baton.engine()
                .newCreateInstanceCommand()
                .bpmnProcessId("order-intake")
                .latestVersion()
                .variables(Map.of("order", order))
                .withResult()
                .requestTimeout(Duration.ofSeconds(60))
                .send()
                .join()
                .getVariablesAsMap();
    }

    @Test
    void shouldShowATaskThatAnAnalystDrewAndKeepItOverARestart() {
        var store = shop.store(Shop.CHICAGO);
        shop.counts(store, sku, 20);
        deploy(withGiftWrap(shipped()));
        try {
            collectedWithGiftWrap(shop.place(shop.order().with(sku, 1).collectedAt(store)));

            baton.restart();
            shop = new Shop(baton.client());

            collectedWithGiftWrap(shop.place(shop.order().with(sku, 1).collectedAt(store)));
        } finally {
            deploy(shipped());
        }
    }

    private static void collectedWithGiftWrap(Placed order) {
        order.does("accept");
        order.does("pick");
        order.does("pack");
        assertThat(order.task("gift-wrap").path("title").asString("")).isEqualTo("Wrap as a gift");
        assertThat(order.told()).doesNotContain("ready-for-pickup");
        order.does("gift-wrap", Map.of("paper", "stars"));
        order.handOver();
        order.becomes("FULFILLED");
    }

    private void deploy(String diagram) {
        var deployed = baton.engine()
                .newDeployResourceCommand()
                .addResourceBytes(diagram.getBytes(UTF_8), PICKUP)
                .send()
                .join();
        assertThat(deployed.getProcesses()).hasSize(1);
    }

    private static String shipped() {
        return ShippedProcesses.diagrams().stream()
                .filter(resource -> resource.fileName().equals(PICKUP))
                .map(resource -> new String(resource.bytes(), UTF_8))
                .findFirst()
                .orElseThrow();
    }

    /** Draws a user task between packing and telling the customer. */
    private static String withGiftWrap(String diagram) {
        assertThat(diagram).contains(PACK_TO_TELL).contains(INTO_TELL);
        return diagram.replace(INTO_TELL, "<bpmn:incoming>Flow_GiftWrap_To_TellReady</bpmn:incoming>")
                .replace(PACK_TO_TELL, """
                        <bpmn:userTask id="Task_GiftWrap" name="Wrap as a gift">
                          <bpmn:extensionElements>
                            <zeebe:taskHeaders>
                              <zeebe:header key="kind" value="gift-wrap" />
                              <zeebe:header key="title" value="Wrap as a gift" />
                            </zeebe:taskHeaders>
                          </bpmn:extensionElements>
                          <bpmn:incoming>Flow_Pack_To_TellReady</bpmn:incoming>
                          <bpmn:outgoing>Flow_GiftWrap_To_TellReady</bpmn:outgoing>
                        </bpmn:userTask>
                        <bpmn:sequenceFlow id="Flow_Pack_To_TellReady" sourceRef="Task_Pack" targetRef="Task_GiftWrap" />
                        <bpmn:sequenceFlow id="Flow_GiftWrap_To_TellReady" sourceRef="Task_GiftWrap" targetRef="Task_TellReady" />
                        """);
    }
}
