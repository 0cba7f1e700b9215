package org.baton.processes.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baton.processes.lint.BrokenDiagram.INTAKE;
import static org.baton.processes.lint.BrokenDiagram.LIFECYCLE;
import static org.baton.processes.lint.BrokenDiagram.PICKUP;
import static org.baton.processes.lint.BrokenDiagram.WAREHOUSE;
import static org.baton.processes.lint.BrokenDiagram.broken;
import static org.baton.processes.lint.BrokenDiagram.good;
import static org.baton.processes.lint.BrokenDiagram.lint;
import static org.baton.processes.lint.BrokenDiagram.stream;

import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkLintTest {

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
                    "Give it a job type");
        }

        @ParameterizedTest
        @ValueSource(strings = {"task", "manualTask"})
        void shouldWarnWhenTheProcessDoesNotWait(String kind) {
            String passed = good(INTAKE)
                    .replace("bpmn:serviceTask", "bpmn:" + kind)
                    .replace("<zeebe:taskDefinition type=\"order-accept-order\" retries=\"3\" />", "");

            assertThat(lint("order-intake.bpmn", passed))
                    .extracting(Finding::message)
                    .contains(
                            "The process passes through this task without waiting. Make it a user task if a person works here.");
        }

        @Test
        void shouldReportOneWrongNameOnce() {
            String typo = good(LIFECYCLE).replace("type=\"order-screen-order\"", "type=\"order-screen-ordr\"");

            assertThat(lint("order-lifecycle.bpmn", typo)).hasSize(1);
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
        void shouldSayWhenAFormIsNoneThatTheTabletShows() {
            broken(
                    PICKUP,
                    "<zeebe:taskSchedule",
                    "<zeebe:formDefinition formKey=\"https://forms.example.com\" /><zeebe:taskSchedule",
                    "Task_Accept",
                    "Link a Camunda form");
            broken(
                    PICKUP,
                    "<zeebe:taskSchedule",
                    "<zeebe:formDefinition formId=\"wrap\" /><zeebe:taskSchedule",
                    "Task_Accept",
                    "page of its own for the kind \"accept\"");
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
                    "Flow_RejectOrHold_To_CancelAndUndo",
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
                    "value=\"orderId, fulfilmentId, fulfilment\"",
                    "value=\"orderId, fulfilment\"",
                    "Task_Accept",
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
}
