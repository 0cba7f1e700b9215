package org.baton.app.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.baton.processes.lint.ModelLint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What stock signals do in diagrams that an analyst draws: one starts a process, another is waited for. */
@ExtendWith(RunningBaton.class)
class StockMessageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DIAGRAM = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="Definitions_Oversold"
                targetNamespace="https://example.org/processes">
              <bpmn:process id="look-after-oversold" name="Look after oversold stock" isExecutable="true">
                <bpmn:startEvent id="Event_Oversold" name="Oversold">
                  <bpmn:outgoing>Flow_1</bpmn:outgoing>
                  <bpmn:messageEventDefinition id="Start" messageRef="Message_Oversold" />
                </bpmn:startEvent>
                <bpmn:sequenceFlow id="Flow_1" sourceRef="Event_Oversold" targetRef="Task_Ask" />
                <bpmn:serviceTask id="Task_Ask" name="Ask the store">
                  <bpmn:extensionElements><zeebe:taskDefinition type="own-ask-store" /></bpmn:extensionElements>
                  <bpmn:incoming>Flow_1</bpmn:incoming>
                  <bpmn:outgoing>Flow_2</bpmn:outgoing>
                </bpmn:serviceTask>
                <bpmn:sequenceFlow id="Flow_2" sourceRef="Task_Ask" targetRef="Event_Back" />
                <bpmn:intermediateCatchEvent id="Event_Back" name="Back in stock">
                  <bpmn:incoming>Flow_2</bpmn:incoming>
                  <bpmn:outgoing>Flow_3</bpmn:outgoing>
                  <bpmn:messageEventDefinition id="Wait" messageRef="Message_Back" />
                </bpmn:intermediateCatchEvent>
                <bpmn:sequenceFlow id="Flow_3" sourceRef="Event_Back" targetRef="Task_Tell" />
                <bpmn:serviceTask id="Task_Tell" name="Tell the buyer">
                  <bpmn:extensionElements><zeebe:taskDefinition type="own-tell-buyer" /></bpmn:extensionElements>
                  <bpmn:incoming>Flow_3</bpmn:incoming>
                  <bpmn:outgoing>Flow_4</bpmn:outgoing>
                </bpmn:serviceTask>
                <bpmn:sequenceFlow id="Flow_4" sourceRef="Task_Tell" targetRef="Event_Told" />
                <bpmn:endEvent id="Event_Told" name="Told"><bpmn:incoming>Flow_4</bpmn:incoming></bpmn:endEvent>
              </bpmn:process>
              <bpmn:message id="Message_Oversold" name="stock-oversold" />
              <bpmn:message id="Message_Back" name="stock-back">
                <bpmn:extensionElements><zeebe:subscription correlationKey="=stockKey" /></bpmn:extensionElements>
              </bpmn:message>
            </bpmn:definitions>
            """;

    @Test
    void shouldStartAProcessAndWakeItWhenStockSaysSo(RunningBaton baton) {
        var shop = new Shop(baton.client());
        var sku = shop.product();
        var store = shop.store(Shop.CHICAGO);
        // More than a store keeps back, of which the till then sells one unit too many.
        shop.counts(store, sku, 6);
        var order = shop.place(shop.order().with(sku, 2).collectedAt(store));
        assertThat(order.task("accept").path("id").asString("")).isNotBlank();
        var deployed = baton.engine()
                .newDeployResourceCommand()
                .addResourceBytes(DIAGRAM.getBytes(UTF_8), "look-after-oversold.bpmn")
                .send()
                .join()
                .getProcesses()
                .getFirst();
        sold(shop, store, sku);
        var asked = job(baton, "own-ask-store", store + ":" + sku);
        assertThat(asked.getVariablesAsMap())
                .containsEntry("stockKey", store + ":" + sku)
                .containsEntry("node", store)
                .containsEntry("sku", sku)
                .containsEntry("units", 1)
                .containsKey("signalledAt");

        baton.engine().newCompleteCommand(asked).send().join();
        shop.counts(store, sku, 20);

        var told = job(baton, "own-tell-buyer", store + ":" + sku);
        assertThat(told.getProcessInstanceKey()).isEqualTo(asked.getProcessInstanceKey());
        baton.engine().newCompleteCommand(told).send().join();
        // The engine lets a diagram go once its last instance has ended.
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> baton.engine()
                                .newDeleteResourceCommand(deployed.getProcessDefinitionKey())
                                .send()
                                .join()
                        != null);
    }

    @Test
    void shouldFindNothingWrongWithSuchADiagram() {
        assertThat(ModelLint.check(
                        "look-after-oversold.bpmn", new java.io.ByteArrayInputStream(DIAGRAM.getBytes(UTF_8))))
                .noneMatch(finding -> finding.toString().contains("stock-"));
    }

    private static void sold(Shop shop, String store, String sku) {
        var sale = Map.of(
                "id",
                "till-" + sku,
                "source",
                "pos",
                "occurredAt",
                Instant.now().toString(),
                "node",
                store,
                "sku",
                sku,
                "type",
                "sale",
                "quantity",
                5);
        var answer = shop.client.post("/stock/movements", sale);
        assertThat(answer.status()).as(answer.problem()).isEqualTo(200);
    }

    /** Jobs of other tests' stock are left to time out. */
    private static ActivatedJob job(RunningBaton baton, String type, String stockKey) {
        List<ActivatedJob> found = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            baton
                    .engine()
                    .newActivateJobsCommand()
                    .jobType(type)
                    .maxJobsToActivate(10)
                    .timeout(Duration.ofMinutes(5))
                    .send()
                    .join()
                    .getJobs()
                    .stream()
                    .filter(job -> stockKey.equals(job.getVariablesAsMap().get("stockKey")))
                    .forEach(found::add);
            return !found.isEmpty();
        });
        return found.getFirst();
    }
}
