package org.baton.app.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Map;
import org.baton.app.testing.Chromium;
import org.baton.processes.ShippedProcesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An analyst draws "Gift wrap" with a form of its own file, and behind it, for golden ribbons alone, a step whose form
 * lies within the diagram; both are deployed as the Modeler does it.
 */
@ExtendWith(RunningBaton.class)
class StepFormJourneyIT {

    private static final String PICKUP = "fulfil-pickup.bpmn";
    private static final Path SHOTS = Path.of("target", "console-screenshots");
    private static final String PACK_TO_TELL =
            "<bpmn:sequenceFlow id=\"Flow_Pack_To_TellReady\" sourceRef=\"Task_Pack\" targetRef=\"Task_TellReady\" />";

    private static final String WRAP = """
            {"type": "default", "id": "gift-wrap", "schemaVersion": 16, "executionPlatform": "Camunda Cloud",
             "executionPlatformVersion": "8.6.0", "components": [
              {"type": "text", "id": "Field_note", "text": "# Wrap it nicely"},
              {"type": "textarea", "id": "Field_message", "key": "message", "label": "Message to print",
               "description": "It goes on the card", "validate": {"required": true, "maxLength": 60}},
              {"type": "select", "id": "Field_ribbon", "key": "ribbon", "label": "Ribbon colour",
               "values": [{"label": "Red", "value": "red"}, {"label": "Gold", "value": "gold"}],
               "validate": {"required": true}},
              {"type": "number", "id": "Field_boxes", "key": "boxes", "label": "Boxes", "defaultValue": 1,
               "validate": {"min": 1, "max": 3}},
              {"type": "textfield", "id": "Field_initials", "key": "initials", "label": "Your initials",
               "validate": {"pattern": "^[A-Z]{2}$"}}]}""";

    private static final String TIE = """
            {"type": "default", "id": "tie", "components": [
              {"type": "checkbox", "id": "Field_tied", "key": "tied", "label": "Tied twice",
               "validate": {"required": true}}]}""";

    private RunningBaton baton;
    private Shop shop;
    private Shop.Item jacket;
    private String store;

    @BeforeEach
    void draw(RunningBaton running) {
        baton = running;
        shop = new Shop(running.client());
        jacket = shop.item("Trail Jacket, forest green, M");
        store = shop.store(Shop.CHICAGO);
        shop.shelve(store, jacket, 20, "4", "4-B");
        deploy(drawn(), WRAP);
    }

    @AfterEach
    void ship() {
        deploy(shipped(), null);
    }

    private void deploy(String diagram, String form) {
        var command = baton.engine().newDeployResourceCommand().addResourceBytes(diagram.getBytes(UTF_8), PICKUP);
        if (form != null) {
            command = command.addResourceBytes(form.getBytes(UTF_8), "gift-wrap.form");
        }
        assertThat(command.send().join().getProcesses()).hasSize(1);
    }

    private Placed packed() {
        var order = shop.place(shop.order().with(jacket.sku(), 1).collectedAt(store));
        order.does("accept");
        order.does("pick");
        order.does("pack", Map.of("place", "Shelf A1"));
        return order;
    }

    private String fieldsOf(Placed order, String kind) {
        var keys = order.task(kind)
                .at("/form/components")
                .valueStream()
                .map(c -> c.path("key").asString("-"));
        return String.join(" ", keys.toList());
    }

    @Test
    void shouldCheckAndHandOnWhatIsEnteredOverTheApi() {
        var order = packed();
        order.eventually("form", () -> fieldsOf(order, "gift-wrap"), "- message ribbon boxes initials");
        var path = "/tasks/" + order.task("gift-wrap").path("id").asString("") + "/complete";

        var wrong = shop.client.post(path, Map.of("ribbon", "blue", "boxes", 9, "initials", "x"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()
                        .path("errors")
                        .valueStream()
                        .map(e -> e.path("field").asString("")))
                .containsExactly("message", "ribbon", "boxes", "initials");
        assertThat(order.task("gift-wrap").path("status").asString("")).isEqualTo("OPEN");

        order.does("gift-wrap", Map.of("message", "For you", "ribbon", "gold"));
        // The process has taken the way that the colour says: its form lies within the diagram.
        order.eventually("form", () -> fieldsOf(order, "tie"), "tied");
        assertThat(shop.client
                        .post(
                                "/tasks/" + order.task("tie").path("id").asString("") + "/complete",
                                Map.of("tied", false))
                        .status())
                .isEqualTo(400);
        order.does("tie", Map.of("tied", true));
        order.handOver();
        order.becomes("FULFILLED");
    }

    @Test
    void shouldBeFilledInOnTheTablet() {
        var program = Chromium.find();
        assumeTrue(program.isPresent(), "skipped: this machine has no Chromium on its PATH");
        var order = packed();
        order.eventually("form", () -> fieldsOf(order, "gift-wrap"), "- message ribbon boxes initials");
        try (var browser = Chromium.start(program.orElseThrow())) {
            var page = browser.page();
            page.size(1024, 900);
            page.goTo(baton.address("/console/sign-in").toString());
            page.fill("#token", baton.token());
            page.tap("button", "Sign in");
            page.waitFor(".top", "Sign out");
            page.goTo(baton.address("/console/stores/" + store + "/fulfilments/"
                            + order.task("gift-wrap").path("fulfilmentId").asString(""))
                    .toString());
            page.waitFor("h2", "Gift wrap");
            page.fill("#form-message", "All the best, Bob");
            page.choose("#form-ribbon", "red");
            page.fill("#form-initials", "ada");
            page.tap("button", "Done");
            page.waitFor("[role=alert]", "Your initials: This does not have the form that is expected.");
            assertThat(page.barriers()).isEmpty();
            assertThat(page.overhang()).isZero();
            page.screenshot(SHOTS.resolve("70-gift-wrap-tablet.png"));
            page.size(390, 1200);
            assertThat(page.overhang()).isZero();
            page.screenshot(SHOTS.resolve("70-gift-wrap-phone.png"));
            assertThat(page.eval("document.querySelector('#form-message').value")
                            .asString(""))
                    .as("what was entered is still there")
                    .isEqualTo("All the best, Bob");
            page.fill("#form-initials", "AL");
            page.tap("button", "Done");
            page.waitFor("h2", "Hand over");
        }
        assertThat(order.openTasks()).as("no gold, no knot").hasSize(1);
        order.handOver();
        order.becomes("FULFILLED");
    }

    private static String shipped() {
        return ShippedProcesses.diagrams().stream()
                .filter(resource -> resource.fileName().equals(PICKUP))
                .map(resource -> new String(resource.bytes(), UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private static String userTask(String id, String name, String kind, String form, String in, String out) {
        return """
                <bpmn:userTask id="%s" name="%s">
                  <bpmn:extensionElements>
                    <zeebe:formDefinition %s />
                    <zeebe:taskHeaders>
                      <zeebe:header key="kind" value="%s" />
                      <zeebe:header key="title" value="%s" />
                    </zeebe:taskHeaders>
                  </bpmn:extensionElements>
                  <bpmn:incoming>%s</bpmn:incoming>
                  <bpmn:outgoing>%s</bpmn:outgoing>
                </bpmn:userTask>
                """.formatted(id, name, form, kind, name, in, out);
    }

    /** Draws two user tasks between packing and telling the customer. */
    private static String drawn() {
        var diagram = shipped();
        var into = "<bpmn:incoming>Flow_Pack_To_TellReady</bpmn:incoming>";
        assertThat(diagram).contains(PACK_TO_TELL, into);
        return diagram.replace(
                        into, "<bpmn:incoming>Flow_Tie_Tell</bpmn:incoming><bpmn:incoming>Flow_Plain</bpmn:incoming>")
                .replaceFirst(
                        "<bpmn:extensionElements>",
                        "<bpmn:extensionElements><zeebe:userTaskForm id=\"tie_form\">" + TIE.replace("\"", "&#34;")
                                + "</zeebe:userTaskForm>")
                .replace(
                        PACK_TO_TELL,
                        userTask(
                                        "Task_Wrap",
                                        "Gift wrap",
                                        "gift-wrap",
                                        "formId=\"gift-wrap\"",
                                        "Flow_Pack_To_TellReady",
                                        "Flow_Wrapped")
                                + userTask(
                                        "Task_Tie",
                                        "Tie a knot",
                                        "tie",
                                        "formKey=\"camunda-forms:bpmn:tie_form\"",
                                        "Flow_Gold",
                                        "Flow_Tie_Tell")
                                + """
                                <bpmn:exclusiveGateway id="Gateway_Gold" default="Flow_Plain">
                                  <bpmn:incoming>Flow_Wrapped</bpmn:incoming>
                                  <bpmn:outgoing>Flow_Gold</bpmn:outgoing>
                                  <bpmn:outgoing>Flow_Plain</bpmn:outgoing>
                                </bpmn:exclusiveGateway>
                                <bpmn:sequenceFlow id="Flow_Pack_To_TellReady" sourceRef="Task_Pack" targetRef="Task_Wrap" />
                                <bpmn:sequenceFlow id="Flow_Wrapped" sourceRef="Task_Wrap" targetRef="Gateway_Gold" />
                                <bpmn:sequenceFlow id="Flow_Gold" sourceRef="Gateway_Gold" targetRef="Task_Tie">
                                  <bpmn:conditionExpression>=ribbon = "gold"</bpmn:conditionExpression>
                                </bpmn:sequenceFlow>
                                <bpmn:sequenceFlow id="Flow_Plain" sourceRef="Gateway_Gold" targetRef="Task_TellReady" />
                                <bpmn:sequenceFlow id="Flow_Tie_Tell" sourceRef="Task_Tie" targetRef="Task_TellReady" />
                                """);
    }
}
