package org.baton.domain.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.Dispatch;
import org.baton.domain.support.DomainIT;
import org.baton.domain.support.Race;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class IncidentsIT extends DomainIT {

    private static final long INSTANCE = 7;

    @Autowired
    private Incidents incidents;

    @Autowired
    private Dispatch dispatch;

    @Test
    void shouldFindTheOrderWhenAWorkerGaveUpOnItsJob() {
        var order = atWarehouse(1).orderId();
        incidents.jobFailed(42, order);
        incidents.jobFailed(42, order);

        incidents.created(told(1, 42L, 999));

        assertThat(open()).singleElement().satisfies(i -> {
            assertThat(i.orderId()).isEqualTo(order);
            assertThat(i.jobKey()).isEqualTo(42);
            assertThat(i.createdAt()).isEqualTo(clock.instant());
        });
        assertThat(eventTypes(order)).containsOnlyOnce("incident-created");
    }

    @Test
    void shouldForgetWhoseJobFailedOnceTheIncidentHasLongFoundIt() {
        var order = atWarehouse(1).orderId();
        incidents.jobFailed(42, order);

        clock.advance(Duration.ofDays(8));
        incidents.jobFailed(43, order);

        assertThat(jdbc.sql("select job_key from job_failure").query(Long.class).list())
                .containsExactly(43L);
    }

    @Test
    void shouldFindTheOrderWhenItsProcessStopped() {
        var f = atWarehouse(1);
        assertThat(lifecycle.screen(f.orderId(), INSTANCE)).isPresent();

        incidents.created(told(1, null, INSTANCE));
        incidents.created(new Incident.Told(
                2,
                null,
                INSTANCE + 1,
                INSTANCE,
                "fulfil-pickup",
                "Task_Accept",
                "EXTRACT_VALUE",
                "null",
                clock.instant()));

        assertThat(incidents.page(f.orderId(), null, "", 10))
                .hasSize(2)
                .allSatisfy(i -> assertThat(i.jobKey()).isNull());
    }

    @Test
    void shouldKeepItWithoutAnOrderWhenNobodyKnowsWhoseItIs() {
        incidents.created(told(1, null, 999));

        assertThat(open().getFirst().orderId()).isNull();
        assertThat(incidents.page(new OrderId("ord_none"), null, "", 10)).isEmpty();
    }

    @Test
    void shouldTellItOnceWhenItIsToldManyTimesAtOnce() throws Exception {
        var order = atWarehouse(1).orderId();
        incidents.jobFailed(42, order);
        Callable<Boolean> tell = () -> {
            incidents.created(told(1, 42L, INSTANCE));
            return true;
        };

        var ignored = Race.run(Collections.nCopies(6, tell));

        assertThat(open()).hasSize(1);
        assertThat(eventTypes(order)).containsOnlyOnce("incident-created");
    }

    @Test
    void shouldBeResolvedWhenTheEngineSaysSo() {
        incidents.created(told(1, 42L, INSTANCE));
        var id = open().getFirst().id();

        incidents.resolved(1, clock.instant());
        incidents.resolved(1, clock.instant().plusSeconds(9));
        incidents.resolved(99, clock.instant());

        assertThat(open()).isEmpty();
        assertThat(incidents.get(id).resolvedAt()).isEqualTo(clock.instant());
    }

    @Test
    void shouldAskTheEngineOnceWhenAPersonRetries() {
        var order = atWarehouse(1).orderId();
        incidents.jobFailed(42, order);
        incidents.created(told(1, 42L, INSTANCE));
        var id = open().getFirst().id();

        assertThat(incidents.retry(id, "ada").status()).isEqualTo(Incident.Status.RESOLVED);

        assertThat(engine.retried()).containsExactly(id);
        assertThat(eventTypes(order)).contains("incident-retried");
        assertThatThrownBy(() -> incidents.retry(id, "ada")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> incidents.retry("inc_none", "ada")).isInstanceOf(NotFoundException.class);
    }

    private List<Incident> open() {
        return incidents.page(null, Incident.Status.OPEN, "", 10);
    }

    private Incident.Told told(long key, Long job, long instance) {
        return new Incident.Told(
                key,
                job,
                instance,
                instance,
                "order-lifecycle",
                "Task_ScreenOrder",
                "JOB_NO_RETRIES",
                "down",
                clock.instant());
    }
}
