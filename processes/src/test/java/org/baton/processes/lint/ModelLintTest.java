package org.baton.processes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every test takes a shipped diagram, which is good, breaks one thing in it, and reads what the analyst is told. */
class ModelLintTest {

    private static final String INTAKE = "order/order-intake";
    private static final String LIFECYCLE = "order/order-lifecycle";
    private static final String PICKUP = "fulfilment/fulfil-pickup";
    private static final String WAREHOUSE = "fulfilment/fulfil-ship-from-warehouse";

    @Nested
    class TheFile {

        @ParameterizedTest
        @ValueSource(strings = {"", "order", "<a><b></a>", "PK\u0003\u0004"})
        void shouldSayWhenItCannotBeRead(String content) {
            assertThat(lint("x.bpmn", content))
                    .singleElement()
                    .satisfies(it -> assertThat(it.message()).contains("cannot be read as a diagram"));
        }

        @Test
        void shouldSayWhenItIsNoDiagram() {
            assertThat(lint("x.bpmn", "<html/>"))
                    .singleElement()
                    .satisfies(it -> assertThat(it.message()).contains("not a BPMN diagram"));
        }

        @Test
        void shouldSayWhenItHoldsNoProcess() {
            String empty = "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'/>";

            assertThat(lint("x.bpmn", empty))
                    .singleElement()
                    .satisfies(it -> assertThat(it.message()).contains("no process"));
        }

        @Test
        void shouldNotFollowEntitiesWhenAFileIsHostile() {
            String hostile = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>";

            assertThat(lint("x.bpmn", hostile))
                    .singleElement()
                    .satisfies(it -> assertThat(it.message()).contains("DOCTYPE"));
        }

        @Test
        void shouldWarnWhenFileAndProcessDifferInName() {
            assertThat(lint("copy.bpmn", good(INTAKE))).singleElement().satisfies(it -> {
                assertThat(it.severity()).isEqualTo(Finding.Severity.WARNING);
                assertThat(it.message()).contains("\"order-intake\"", "\"copy.bpmn\"");
            });
        }

        @Test
        void shouldSayWhenNotExecutable() {
            broken(INTAKE, "isExecutable=\"true\"", "", "order-intake", "not executable");
        }

        @Test
        void shouldSayWhenTwoProcessesShareAnId() {
            String twin = "<bpmn:process id=\"order-intake\" isExecutable=\"true\" /><bpmn:error ";

            broken(INTAKE, "<bpmn:error ", twin, "order-intake", "Two processes");
        }
    }

    @Nested
    class Work {

        @Test
        void shouldSuggestTheNearestWhenJobTypeIsUnknown() {
            broken(
                    INTAKE,
                    "type=\"order-accept-order\"",
                    "type=\"order-acept-order\"",
                    "Task_AcceptOrder",
                    "Did you mean \"order-accept-order\"?");
        }

        @Test
        void shouldSayWhenATaskDoesNothing() {
            broken(
                    INTAKE,
                    "<zeebe:taskDefinition type=\"order-accept-order\" retries=\"3\" />",
                    "",
                    "Task_AcceptOrder",
                    "Nothing happens");
        }

        @Test
        void shouldSayWhenAHeaderIsMissing() {
            broken(WAREHOUSE, "key=\"message\"", "key=\"mesage\"", "Task_TellShipped", "\"message\" is missing");
        }

        @ParameterizedTest
        @ValueSource(strings = {"kind", "title"})
        void shouldSayWhenAUserTaskDoesNotSayWhatItIs(String header) {
            broken(PICKUP, "key=\"" + header + "\"", "key=\"other\"", "Task_Accept", "\"" + header + "\" is missing");
        }

        @Test
        void shouldSayWhenAUserTaskIsNotJobBased() {
            broken(PICKUP, "<zeebe:taskSchedule", "<zeebe:userTask /><zeebe:taskSchedule", "Task_Accept", "Job worker");
        }

        @Test
        void shouldSayWhenTheCalledProcessDoesNotExist() {
            broken(
                    LIFECYCLE,
                    "processId=\"order-cancellation\"",
                    "processId=\"order-cancelation\"",
                    "Activity_CancelAndUndo",
                    "Did you mean \"order-cancellation\"?");
        }

        @Test
        void shouldAcceptACalledProcessThatComesAlong() {
            String own = good(LIFECYCLE).replace("processId=\"order-cancellation\"", "processId=\"my-own\"");

            assertThat(ModelLint.check("order-lifecycle.bpmn", stream(own), Set.of("my-own")))
                    .isEmpty();
        }

        @Test
        void shouldSayWhenTheCalledProcessIsNotGivenWhatItNeeds() {
            broken(
                    LIFECYCLE,
                    "<zeebe:calledElement processId=\"order-cancellation\"",
                    "<zeebe:calledElement processId=\"fulfil-pickup\"",
                    "Activity_CancelAndUndo",
                    "needs \"fulfilmentId\"");
        }
    }

    @Nested
    class Variable {

        @Test
        void shouldSayWhenAConditionNeedsWhatNobodyProvides() {
            broken(
                    LIFECYCLE,
                    "=screening = \"reject\"",
                    "=screning = \"reject\"",
                    "Flow_RejectOrHold_To_ReadyToUndo",
                    "condition needs \"screning\"");
        }

        @Test
        void shouldSayWhenATimerNeedsWhatNobodyProvides() {
            broken(
                    LIFECYCLE,
                    "=duration(holdExpiresAfter)",
                    "=duration(patience)",
                    "Event_HoldExpired",
                    "\"patience\"");
        }

        @Test
        void shouldSayWhenAKeyNeedsWhatNobodyProvides() {
            broken(
                    WAREHOUSE,
                    "correlationKey=\"=fulfilmentId\"",
                    "correlationKey=\"=part\"",
                    "Event_Shipped",
                    "\"part\"");
        }

        @Test
        void shouldSayWhenACollectionNeedsWhatNobodyProvides() {
            broken(
                    LIFECYCLE,
                    "inputCollection=\"=fulfilments\"",
                    "inputCollection=\"=parts\"",
                    "Activity_FulfilEachPart",
                    "\"parts\"");
        }

        @Test
        void shouldSayWhenAMappingNeedsWhatNobodyProvides() {
            broken(
                    LIFECYCLE,
                    "=fulfilment.fulfilmentId",
                    "=ful.fulfilmentId",
                    "Activity_FulfilEachPart",
                    "input mapping needs \"ful\"");
        }

        @Test
        void shouldSayWhenAWorkerNeedsWhatNobodyProvides() {
            broken(
                    PICKUP,
                    "value=\"orderId, fulfilmentId\"",
                    "value=\"orderId\"",
                    "Task_ReadPolicy",
                    "worker needs \"fulfilmentId\"");
        }

        @Test
        void shouldAcceptWhatStaffEnterWhenItIsMappedOutOfTheirTask() {
            String gift = good(PICKUP)
                    .replaceFirst("=linesLeft<", "=giftWrap<")
                    .replaceFirst(
                            "<zeebe:taskSchedule",
                            "<zeebe:ioMapping><zeebe:output source=\"=giftWrap\" target=\"giftWrap\" />"
                                    + "</zeebe:ioMapping><zeebe:taskSchedule");

            assertThat(lint("fulfil-pickup.bpmn", gift)).isEmpty();
        }
    }

    @Nested
    class Event {

        @Test
        void shouldSayWhenNobodyReactsToARefusal() {
            broken(INTAKE, "errorCode=\"ORDER_REFUSED\"", "errorCode=\"OTHER\"", "Task_AcceptOrder", "ORDER_REFUSED");
        }

        @Test
        void shouldSayWhenNobodyThrowsTheError() {
            broken(
                    INTAKE,
                    "errorCode=\"ORDER_REFUSED\"",
                    "errorCode=\"ORDER_REFUSD\"",
                    "Event_OrderNotValid",
                    "Did you mean \"ORDER_REFUSED\"?");
        }

        @Test
        void shouldWarnWhenWhatTheErrorCarriesIsDropped() {
            broken(
                    INTAKE,
                    "<zeebe:output source=\"=errorMessage\" target=\"refusalReason\" />",
                    "",
                    "Event_OrderNotValid",
                    "(errorMessage) is lost");
        }

        @Test
        void shouldSayWhenNobodySendsTheMessage() {
            broken(
                    WAREHOUSE,
                    "name=\"fulfilment-shipped\"",
                    "name=\"fulfilment-shiped\"",
                    "Event_Shipped",
                    "Did you mean \"fulfilment-shipped\"?");
        }

        @Test
        void shouldSayWhenTheKeyIsMissing() {
            broken(WAREHOUSE, "correlationKey=\"=fulfilmentId\"", "", "Event_Shipped", "needs a correlation key");
        }

        @Test
        void shouldWarnWhenTheKeyIsAnotherThanTheSenders() {
            broken(
                    WAREHOUSE,
                    "correlationKey=\"=fulfilmentId\"",
                    "correlationKey=\"=orderId\"",
                    "Event_Shipped",
                    "=fulfilmentId");
        }
    }

    @Nested
    class Drawing {

        @Test
        void shouldSayWhenAShapeIsMissing() {
            broken(INTAKE, "bpmnElement=\"Task_AcceptOrder\"", "bpmnElement=\"gone\"", "Task_AcceptOrder", "picture");
        }

        @Test
        void shouldSayWhenALineIsMissing() {
            broken(
                    INTAKE,
                    "bpmnElement=\"Flow_AcceptOrder_To_OrderAccepted\"",
                    "bpmnElement=\"gone\"",
                    "Flow_AcceptOrder_To_OrderAccepted",
                    "picture");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Task_Accept\" name=\"Accept the order\"", "Event_PickedUp\" name=\"Picked up\""})
        void shouldSayWhenALabelIsMissing(String labelled) {
            String id = labelled.substring(0, labelled.indexOf('"'));

            broken(PICKUP, labelled, id + "\"", id, "no label");
        }

        @Test
        void shouldSayWhenAGatewayAsksNothing() {
            broken(PICKUP, "name=\"Anything left to do?\"", "", "Gateway_AcceptedAnything", "question");
        }

        @Test
        void shouldSayWhenAWayOutIsNotDecided() {
            broken(
                    PICKUP,
                    " default=\"Flow_AcceptedAnything_To_NothingAccepted\"",
                    "",
                    "Flow_AcceptedAnything_To_NothingAccepted",
                    "no condition");
        }
    }

    /** Breaks the first occurrence and expects to be told so at the element, where there was nothing to say before. */
    private static void broken(String diagram, String what, String by, String elementId, String told) {
        String name = diagram.substring(diagram.indexOf('/') + 1) + ".bpmn";
        String xml = good(diagram);
        assertThat(lint(name, xml)).isEmpty();
        int at = xml.indexOf(what);
        assertThat(at).as("position of " + what).isPositive();
        String worse = xml.substring(0, at) + by + xml.substring(at + what.length());

        assertThat(lint(name, worse)).anySatisfy(it -> {
            assertThat(it.elementId()).isEqualTo(elementId);
            assertThat(it.message()).contains(told);
        });
    }

    private static List<Finding> lint(String name, String xml) {
        return ModelLint.check(name, stream(xml));
    }

    private static InputStream stream(String xml) {
        return new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static String good(String diagram) {
        String path = "/processes/" + diagram + ".bpmn";
        try (InputStream in = ModelLint.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
