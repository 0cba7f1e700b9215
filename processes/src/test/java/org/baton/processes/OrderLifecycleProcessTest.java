package org.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OrderLifecycleProcessTest {

    private ProcessRun order;
    private String first;
    private String second;

    @BeforeEach
    void acceptOrder() {
        order = ProcessRun.startedBy(
                MessageName.ORDER_ACCEPTED,
                run -> Map.of("orderId", run.orderId, "orderNumber", "W-1001", "channel", "web"));
        first = order.fulfilmentId + "_1";
        second = order.fulfilmentId + "_2";
    }

    @AfterEach
    void close() {
        order.close();
    }

    @Nested
    class Screening {

        @Test
        void shouldCompleteWhenEverythingGoesWell() {
            screened("accept");
            order.completes(JobType.PAYMENT_AUTHORISE_PAYMENT);
            sourced(first, second);
            delivered(second);
            delivered(first);
            completed("settled");

            order.endsAt("Event_OrderCompleted");
            assertThat(order.timesDone("Event_DayHasCome"))
                    .as("what is wanted now waits for no clock")
                    .isZero();
            assertThat(order.variable("fulfilmentId"))
                    .as("a part's own variable")
                    .isEmpty();
        }

        @Test
        void shouldCancelWhenRejected() {
            screened("reject");
            undone();

            order.endsAt("Event_OrderCancelled");
        }

        @Test
        void shouldAuthoriseWhenHeldOrderIsReleased() {
            screened("hold");
            order.receives(MessageName.ORDER_RELEASED);
            order.completes(JobType.PAYMENT_AUTHORISE_PAYMENT);

            order.waitsAt("Task_SourceOrder");
        }

        @Test
        void shouldCancelWhenNobodyReleasesTheHold() {
            screened("hold");
            order.waitsTooLongAt("Gateway_OnHold", Duration.ofDays(3));
            undone();

            order.endsAt("Event_OrderCancelled");
        }
    }

    @Nested
    class Schedule {

        @Test
        void shouldWaitForItsDayBeforePaymentAndSourcing() {
            scheduled(TestEngine.now().plus(Duration.ofDays(14)));
            order.waitsTooLongAt("Gateway_WaitForDay", Duration.ofDays(14));
            order.completes(JobType.PAYMENT_AUTHORISE_PAYMENT);

            order.waitsAt("Task_SourceOrder");
            assertThat(order.timesDone("Event_DayHasCome")).isEqualTo(1);
        }

        @Test
        void shouldGoOnAtOnceWhenAnEarlierDayIsWanted() {
            scheduled(TestEngine.now().plus(Duration.ofDays(14)));
            order.waitsAt("Gateway_WaitForDay");
            order.receives(
                    MessageName.ORDER_RESCHEDULED,
                    Map.of("sourceAt", TestEngine.now().minusSeconds(60).toString()));
            order.completes(JobType.PAYMENT_AUTHORISE_PAYMENT);

            order.waitsAt("Task_SourceOrder");
            assertThat(order.timesDone("Event_AnotherDay")).isEqualTo(1);
        }

        @Test
        void shouldUndoWhenCancelledWhileItWaits() {
            scheduled(TestEngine.now().plus(Duration.ofDays(14)));
            order.waitsAt("Gateway_WaitForDay");
            order.receives(MessageName.ORDER_CANCEL_REQUESTED);
            undone();

            order.endsAt("Event_OrderCancelledOnRequest");
        }
    }

    @Nested
    class Payment {

        @BeforeEach
        void decline() {
            screened("accept");
            order.refuses(JobType.PAYMENT_AUTHORISE_PAYMENT, ErrorCode.PAYMENT_DECLINED, Map.of());
        }

        @Test
        void shouldAuthoriseAgainWhenReleasedAfterDecline() {
            order.receives(MessageName.ORDER_RELEASED);
            order.completes(JobType.PAYMENT_AUTHORISE_PAYMENT);

            order.waitsAt("Task_SourceOrder");
        }

        @Test
        void shouldCancelWhenNobodyPaysInTime() {
            order.waitsTooLongAt("Gateway_OnHold", Duration.ofDays(3));
            undone();

            order.endsAt("Event_OrderCancelled");
        }
    }

    @Nested
    class Sourcing {

        @BeforeEach
        void authorise() {
            screened("accept");
            order.completes(JobType.PAYMENT_AUTHORISE_PAYMENT);
        }

        @Test
        void shouldSourceRejectedLinesWhileOtherPartsGoOn() {
            sourced(first);
            order.waitsAt("Activity_FulfilEachPart");
            order.receives(MessageName.LINES_TO_SOURCE);
            sourced(second);
            delivered(second);
            order.waitsAt("Activity_FulfilEachPart");
            delivered(first);
            completed("settled");

            order.endsAt("Event_OrderCompleted");
            assertThat(order.timesDone("Activity_SourceAgain")).isEqualTo(1);
            assertThat(order.variable("fulfilments"))
                    .as("each sourcing keeps its parts to itself")
                    .isEmpty();
            assertThat(order.variable("backorderExpiresAfter")).hasValue("\"P14D\"");
        }

        @Test
        void shouldWaitForNewPartsWhenTheFirstAreDone() {
            sourced(first);
            order.waitsAt("Activity_FulfilEachPart");
            order.receives(MessageName.LINES_TO_SOURCE);
            sourced(second);
            delivered(first);
            order.waitsAt("Activity_FulfilEachNewPart");
            delivered(second);
            completed("settled");

            order.endsAt("Event_OrderCompleted");
        }

        @Test
        void shouldSourceOnceWhenLinesCameBackWhileTheOrderCompletes() {
            sourced();
            order.waitsAt("Task_CompleteOrder");
            order.receives(MessageName.LINES_TO_SOURCE);
            order.receives(MessageName.LINES_TO_SOURCE);
            completed("waiting");
            // The first message leads back, the second starts the sub-process at once and finds nothing left to do.
            sourced(first);
            sourced();
            delivered(first);
            completed("settled");

            order.endsAt("Event_OrderCompleted");
            assertThat(order.timesDone("Activity_SourceAndFulfil")).isEqualTo(2);
        }

        @Test
        void shouldFinishTheFirstPartsWhenASecondSourcingFindsNothing() {
            sourced(first);
            order.waitsAt("Activity_FulfilEachPart");
            order.receives(MessageName.LINES_TO_SOURCE);
            sourced();
            delivered(first);
            completed("settled");

            order.endsAt("Event_OrderCompleted");
        }

        @Test
        void shouldSourceAgainWhenSupplyArrives() {
            sourced();
            completed("waiting");
            order.waitsAt("Gateway_WaitForSupply");
            order.receives(MessageName.LINES_TO_SOURCE);
            sourced(first);
            delivered(first);
            completed("settled");

            order.endsAt("Event_OrderCompleted");
        }

        @Test
        void shouldLetThePaymentGoWhenNothingOfItWasFulfilled() {
            sourced();
            completed("cancelled");
            order.completes(JobType.PAYMENT_VOID_PAYMENT);

            order.endsAt("Event_RestLetGo");
        }

        @Test
        void shouldLetTheRestOfThePaymentGoWhenSomeOfItWasCancelled() {
            sourced(first);
            delivered(first);
            completed("settled", true);
            order.completes(JobType.PAYMENT_VOID_PAYMENT);

            order.endsAt("Event_RestLetGo");
        }

        @Test
        void shouldWaitForReleaseWhenSomebodyHoldsIt() {
            sourced(first);
            order.receivesFor(first, MessageName.FULFILMENT_RECALLED);
            completed("held");
            order.waitsAt("Gateway_OnHold");
            order.receives(MessageName.ORDER_RELEASED);
            order.completes(JobType.PAYMENT_AUTHORISE_PAYMENT);
            sourced(second);
            delivered(second);
            completed("settled");

            order.endsAt("Event_OrderCompleted");
        }

        @Test
        void shouldSourceAnewWhenAPartIsTakenBack() {
            sourced(first);
            order.waitsAt("Activity_FulfilEachPart");
            order.receives(MessageName.LINES_TO_SOURCE);
            sourced(second);
            order.receivesFor(first, MessageName.FULFILMENT_RECALLED);
            delivered(second);
            completed("settled");

            order.endsAt("Event_OrderCompleted");
        }

        @Test
        void shouldCancelBackorderWhenSupplyDoesNotArrive() {
            sourced();
            completed("waiting");
            order.waitsTooLongAt("Gateway_WaitForSupply", Duration.ofDays(14));
            order.completes(JobType.ORDER_CANCEL_BACKORDER);
            completed("settled");

            order.endsAt("Event_OrderCompleted");
        }
    }

    @Nested
    class CancelRequest {

        @Test
        void shouldStopPartsAndUndoWhenCancelledDuringFulfilment() {
            screened("accept");
            order.completes(JobType.PAYMENT_AUTHORISE_PAYMENT);
            sourced(first);
            order.completesFor(first, JobType.FULFILMENT_RELEASE_TO_WAREHOUSE);
            order.receives(MessageName.ORDER_CANCEL_REQUESTED);
            undone();

            order.endsAt("Event_OrderCancelledOnRequest");
            assertThat(order.timesDone("Activity_FulfilEachPart")).isZero();
        }

        @Test
        void shouldUndoWhenCancelledOnHold() {
            screened("hold");
            order.receives(MessageName.ORDER_CANCEL_REQUESTED);
            undone();

            order.endsAt("Event_OrderCancelledOnRequest");
        }
    }

    private void screened(String screening) {
        screened(screening, TestEngine.now().minusSeconds(60));
    }

    private void scheduled(Instant sourceAt) {
        screened("accept", sourceAt);
    }

    private void screened(String screening, Instant sourceAt) {
        order.completes(
                JobType.ORDER_SCREEN_ORDER,
                Map.of("screening", screening, "holdExpiresAfter", "P3D", "sourceAt", sourceAt.toString()));
    }

    private void sourced(String... fulfilmentIds) {
        List<Map<String, String>> parts = Arrays.stream(fulfilmentIds)
                .map(id -> Map.of("fulfilmentId", id, "process", ProcessId.FULFIL_SHIP_FROM_WAREHOUSE.id()))
                .toList();
        order.completes(JobType.ROUTING_SOURCE_ORDER, Map.of("fulfilments", parts, "backorderExpiresAfter", "P14D"));
    }

    private void delivered(String fulfilmentId) {
        order.completesFor(fulfilmentId, JobType.FULFILMENT_RELEASE_TO_WAREHOUSE);
        order.receivesFor(fulfilmentId, MessageName.FULFILMENT_SHIPPED);
        order.completesFor(fulfilmentId, JobType.PAYMENT_CAPTURE_PAYMENT);
        order.completesFor(fulfilmentId, JobType.NOTIFICATION_SEND_MESSAGE);
        order.receivesFor(fulfilmentId, MessageName.FULFILMENT_DELIVERED);
    }

    private void completed(String outcome) {
        completed(outcome, false);
    }

    private void completed(String outcome, boolean partlyCancelled) {
        order.completes(
                JobType.ORDER_COMPLETE_ORDER, Map.of("orderOutcome", outcome, "partlyCancelled", partlyCancelled));
    }

    private void undone() {
        order.completes(JobType.FULFILMENT_CANCEL_FULFILMENTS);
        order.completes(JobType.INVENTORY_RELEASE_STOCK);
        order.completes(JobType.PAYMENT_VOID_PAYMENT);
        order.completes(JobType.ORDER_CANCEL_ORDER);
        order.completes(JobType.NOTIFICATION_SEND_MESSAGE);
    }
}
