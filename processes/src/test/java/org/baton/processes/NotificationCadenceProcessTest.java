package org.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotificationCadenceProcessTest {

    private static final Duration REMINDER = Duration.ofHours(2);

    private ProcessRun cadence;
    private Instant ready;

    @BeforeEach
    void planned() {
        ready = TestEngine.now().truncatedTo(ChronoUnit.SECONDS);
        cadence = ProcessRun.startedBy(
                MessageName.NOTIFICATION_SCHEDULED,
                run -> Map.of(
                        "orderId",
                        run.orderId,
                        "cadenceId",
                        run.fulfilmentId,
                        "nextDueAt",
                        ready.plus(REMINDER).toString()));
    }

    @AfterEach
    void close() {
        cadence.close();
    }

    @Test
    void shouldSendAtTheTimeAndNotBefore() {
        cadence.waitsAt("Gateway_WhatComesFirst");
        TestEngine.timePasses(Duration.ofMinutes(110));
        assertThat(cadence.timesDone("Event_Due")).isZero();

        TestEngine.timePasses(Duration.ofMinutes(15));
        sent(false, ready.plus(REMINDER));

        cadence.endsAt("Event_AllTold");
    }

    @Test
    void shouldWaitForTheNextMessageWhenMoreIsToCome() {
        cadence.waitsTooLongAt("Gateway_WhatComesFirst", REMINDER.plusMinutes(1));
        sent(true, ready.plus(Duration.ofHours(24)));
        cadence.waitsAt("Gateway_WhatComesFirst");
        TestEngine.timePasses(Duration.ofHours(22).plusMinutes(1));
        sent(false, ready.plus(Duration.ofHours(24)));

        cadence.endsAt("Event_AllTold");
        assertThat(cadence.timesDone("Task_SendDue")).isEqualTo(2);
    }

    @Test
    void shouldSendNothingWhenCollectedAfterOneHour() {
        cadence.waitsAt("Gateway_WhatComesFirst");
        TestEngine.timePasses(Duration.ofHours(1));
        cadence.receives(MessageName.NOTIFICATION_STOPPED);

        cadence.endsAt("Event_CadenceStopped");
        TestEngine.timePasses(REMINDER);
        assertThat(cadence.timesDone("Task_SendDue")).isZero();
    }

    private void sent(boolean moreToCome, Instant nextDueAt) {
        cadence.completes(
                JobType.NOTIFICATION_SEND_DUE, Map.of("moreToCome", moreToCome, "nextDueAt", nextDueAt.toString()));
    }
}
