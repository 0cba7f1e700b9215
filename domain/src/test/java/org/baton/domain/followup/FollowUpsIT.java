package org.baton.domain.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.followup.FollowUps.Leased;
import org.baton.domain.incident.Incident;
import org.baton.domain.incident.Incidents;
import org.baton.domain.support.DomainIT;
import org.baton.domain.support.OrderBuilder;
import org.baton.domain.support.Race;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;

/** What follows from a change, with telling a carrier as the example. */
class FollowUpsIT extends DomainIT {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final FulfilmentId PARCEL = new FulfilmentId("ful_1");

    private record Collected(FulfilmentId fulfilment) {}

    @Autowired
    private Incidents incidents;

    private OrderId order;

    @BeforeEach
    void anOrder() {
        given("SKU-1");
        order = accepted(OrderBuilder.anOrder().withLine("SKU-1", 1));
    }

    @Test
    void shouldDoItOnceWhenItWasWrittenTwice() {
        write();
        write();
        followUp();
        followUp();

        assertThat(carrier.collected()).containsExactly(PARCEL);
        assertThat(count("follow_up")).isZero();
    }

    @Test
    void shouldDoNothingWhenTheChangeWasRolledBack() {
        transaction.executeWithoutResult(status -> {
            followUps.write("carrier-collected", "key-1", order, new Collected(PARCEL));
            status.setRollbackOnly();
        });
        followUp();

        assertThat(carrier.collected()).isEmpty();
        assertThatThrownBy(() -> followUps.write("carrier-collected", "key-1", order, new Collected(PARCEL)))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void shouldDoItAfterTheLeaseWhenTheRelayWasKilled() {
        write();
        assertThat(followUps.lease(10, LEASE)).hasSize(1);
        followUp();
        assertThat(carrier.collected()).isEmpty();

        clock.advance(LEASE);
        followUp();

        assertThat(carrier.collected()).containsExactly(PARCEL);
    }

    @Test
    void shouldGiveEachToOneRelayWhenManyLeaseAtOnce() throws Exception {
        for (int i = 0; i < 40; i++) {
            write("key-" + i);
        }
        Callable<List<Leased>> lease = () -> followUps.lease(10, LEASE);

        var leased = Race.run(Collections.nCopies(8, lease));

        assertThat(leased.stream().flatMap(List::stream).map(Leased::id))
                .hasSize(40)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldTryAgainWithAGrowingPauseWhenTheVendorIsAway() {
        write();
        carrier.fails(new GatewayUnavailableException("no answer"));
        followUp();
        clock.advance(Duration.ofSeconds(1));
        followUp();
        carrier.fails(null);
        clock.advance(Duration.ofSeconds(1));
        followUp();
        assertThat(carrier.collected()).as("two seconds after the second try").isEmpty();

        clock.advance(Duration.ofSeconds(1));
        followUp();

        assertThat(carrier.collected()).containsExactly(PARCEL);
        assertThat(open()).isEmpty();
    }

    @Test
    void shouldBecomeAnIncidentAfterManyTriesAndBeDoneWhenThatIsRetried() {
        write();
        carrier.fails(new GatewayUnavailableException("no answer"));
        for (int i = 0; i < FollowUpRunner.MOST_TRIES + 3; i++) {
            followUp();
            clock.advance(Duration.ofMinutes(5));
        }
        assertThat(open()).singleElement().satisfies(incident -> {
            assertThat(incident.orderId()).isEqualTo(order);
            assertThat(incident.elementId()).isEqualTo("carrier-collected");
            assertThat(incident.message()).contains("key-1", "Tried 10 times: no answer", "retry this incident");
        });
        assertThat(eventTypes(order)).containsOnlyOnce("incident-created");
        carrier.fails(null);
        clock.advance(Duration.ofDays(1));
        followUp();
        assertThat(carrier.collected()).as("a person must say so").isEmpty();

        var id = open().getFirst().id();
        assertThat(incidents.retry(id, "ada").status()).isEqualTo(Incident.Status.RESOLVED);
        followUp();

        assertThat(carrier.collected()).containsExactly(PARCEL);
        assertThat(engine.retried()).isEmpty();
        assertThatThrownBy(() -> incidents.retry(id, "ada")).isInstanceOf(RefusedException.class);
    }

    @Test
    void shouldBecomeAnIncidentAtOnceWhenTheVendorSaysNo() {
        write();
        carrier.fails(new GatewayRejectedException("unknown_parcel"));
        followUp();

        assertThat(open())
                .singleElement()
                .satisfies(incident -> assertThat(incident.message()).contains("Refused: unknown_parcel"));
    }

    @Test
    void shouldKeepWhatNobodyKnowsHowToDo() {
        transaction.executeWithoutResult(
                status -> followUps.write("of-another-version", "key-1", order, new Collected(PARCEL)));
        followUp();

        assertThat(count("follow_up")).isOne();
    }

    private void write() {
        write("key-1");
    }

    private void write(String key) {
        transaction.executeWithoutResult(
                status -> followUps.write("carrier-collected", key, order, new Collected(PARCEL)));
    }

    private List<Incident> open() {
        return incidents.page(null, Incident.Status.OPEN, "", 10);
    }
}
