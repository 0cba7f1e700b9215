package org.baton.workers.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.GatewayUnavailableException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;

class IncidentWordsTest {

    @Test
    void shouldTellWhenToRetryWhatWasAway() {
        assertThat(IncidentWords.of(new GatewayUnavailableException("the carrier did not answer")))
                .isEqualTo("The carrier did not answer. It was tried several times. Retry this incident when that is"
                        + " mended: nothing is done twice. The order waits here until then.");
    }

    @Test
    void shouldTellThatARefusalDoesNotPassByItself() {
        assertThat(IncidentWords.of(new GatewayRejectedException("Twilio answered 400")))
                .startsWith("Twilio answered 400. That was a refusal")
                .contains("Mend what was refused, then retry");
    }

    @Test
    void shouldTellWhereToLookWhenNobodyForesawIt() {
        assertThat(IncidentWords.of(new IllegalStateException())).startsWith("IllegalStateException. Baton did not");
        assertThat(IncidentWords.of(new IllegalStateException("no such line.")))
                .startsWith("No such line. Baton did not foresee this: baton.log");
        assertThat(IncidentWords.of(new CannotAcquireLockException("deadlock"))).endsWith("Retry this incident.");
    }

    @Test
    void shouldBeShortWhenTheCauseIsLong() {
        assertThat(IncidentWords.of(new IllegalStateException("x".repeat(10_000))))
                .hasSizeLessThan(2_500);
    }
}
