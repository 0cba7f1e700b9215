package org.baton.processes.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baton.processes.lint.BrokenDiagram.INTAKE;
import static org.baton.processes.lint.BrokenDiagram.PICKUP;
import static org.baton.processes.lint.BrokenDiagram.WAREHOUSE;
import static org.baton.processes.lint.BrokenDiagram.broken;
import static org.baton.processes.lint.BrokenDiagram.good;
import static org.baton.processes.lint.BrokenDiagram.lint;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelLintTest {

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
                    " default=\"Flow_AcceptedAnything_To_LinesBackToSourcing\"",
                    "",
                    "Flow_AcceptedAnything_To_LinesBackToSourcing",
                    "no condition");
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
}
