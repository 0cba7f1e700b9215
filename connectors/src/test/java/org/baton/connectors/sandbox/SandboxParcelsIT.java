package org.baton.connectors.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.baton.connectors.sandbox.SandboxFixture.aParcel;
import static org.baton.connectors.sandbox.SandboxFixture.aRelease;
import static org.baton.connectors.sandbox.SandboxFixture.aTrip;
import static org.baton.connectors.sandbox.SandboxFixture.anOrder;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.time.Duration;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.CourierTrips;
import org.baton.domain.fulfilment.FulfilmentProgress;
import org.baton.domain.inventory.RejectionReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Warehouse, carrier and what they report later. */
class SandboxParcelsIT {

    private final SandboxFixture sandbox = new SandboxFixture();
    private final FulfilmentProgress progress = mock();
    private final CourierTrips trips = mock();
    private final SandboxPlayer player = new SandboxPlayer(
            progress,
            new SandboxTrips(trips, sandbox.jdbc, sandbox.transaction, sandbox.clock, SandboxFixture.FAST),
            sandbox.jdbc,
            sandbox.transaction,
            sandbox.clock,
            SandboxFixture.FAST);
    private final OrderId order = anOrder();
    private final FulfilmentId fulfilment = order.fulfilment(1);

    @BeforeEach
    void nothingIsDue() {
        sandbox.jdbc.sql("delete from sandbox_event where status = 'DUE'").update();
        sandbox.jdbc.sql("delete from sandbox_trip").update();
    }

    @Test
    void shouldShipAndDeliverWhenReleased() {
        sandbox.warehouse.release(aRelease(fulfilment, "233 S Wacker Dr"));
        sandbox.warehouse.release(aRelease(fulfilment, "233 S Wacker Dr"));
        playAll();
        verify(progress).shipped(eq(fulfilment), eq("Sandbox Parcel"), startsWith("SP"), eq("sandbox-warehouse"));
        verify(progress).delivered(fulfilment, "sandbox-carriers");
        assertThat(sandbox.outcomes(Vendor.WAREHOUSE, order))
                .containsExactly("release DONE", "release DONE", "shipped DONE");
        assertThat(sandbox.outcomes(Vendor.CARRIERS, order)).containsExactly("delivered DONE");
    }

    @ParameterizedTest
    @CsvSource({"REJECTS, NOT_IN_STOCK", "REJECTS ONCE, MISMATCH", "DAMAGED, DAMAGED", "TOO BUSY, NO_VARIANCE"})
    void shouldRejectLaterWhenAddressSaysSo(String mark, RejectionReason reason) {
        sandbox.warehouse.release(aRelease(fulfilment, "1 Sandbox Warehouse " + mark));
        playAll();
        verify(progress).rejectedByWarehouse(fulfilment, reason, "sandbox-warehouse");
        verify(progress, never()).shipped(any(), any(), any(), any());
    }

    @Test
    void shouldShipFromNextWarehouseWhenRejectedOnce() {
        sandbox.warehouse.release(aRelease(fulfilment, "SANDBOX WAREHOUSE REJECTS ONCE"));
        sandbox.warehouse.release(aRelease(order.fulfilment(2), "SANDBOX WAREHOUSE REJECTS ONCE"));
        playAll();
        verify(progress).rejectedByWarehouse(eq(fulfilment), any(), any());
        verify(progress).shipped(eq(order.fulfilment(2)), any(), any(), any());
    }

    @Test
    void shouldRefuseReleaseWhenAddressSaysSo() {
        assertThatThrownBy(() -> sandbox.warehouse.release(aRelease(fulfilment, "SANDBOX WAREHOUSE REFUSES")))
                .isInstanceOf(GatewayRejectedException.class);
        playAll();
        verify(progress, never()).shipped(any(), any(), any(), any());
    }

    @ParameterizedTest
    @CsvSource({"OUTAGE, 2", "LONG OUTAGE, 3", "LOST ANSWER, 1"})
    void shouldShipOnceWhenEarlierReleasesWereNotAnswered(String mark, int unanswered) {
        var release = aRelease(fulfilment, "SANDBOX WAREHOUSE " + mark);
        for (int i = 0; i < unanswered; i++) {
            assertThatThrownBy(() -> sandbox.warehouse.release(release))
                    .isInstanceOf(GatewayUnavailableException.class);
        }
        sandbox.warehouse.release(release);
        playAll();
        verify(progress, times(1)).shipped(eq(fulfilment), any(), any(), any());
    }

    @Test
    void shouldNotShipWhenCancelled() {
        sandbox.warehouse.release(aRelease(fulfilment, "SANDBOX WAREHOUSE NEVER SHIPS"));
        sandbox.warehouse.release(aRelease(order.fulfilment(2), "233 S Wacker Dr"));
        sandbox.warehouse.cancel(fulfilment);
        sandbox.warehouse.cancel(order.fulfilment(2));
        sandbox.warehouse.cancel(order.fulfilment(2));
        playAll();
        verify(progress, never()).shipped(any(), any(), any(), any());
    }

    @Test
    void shouldRefuseCancelWhenShipped() {
        sandbox.warehouse.release(aRelease(fulfilment, "233 S Wacker Dr"));
        playAll();
        assertThatThrownBy(() -> sandbox.warehouse.cancel(fulfilment))
                .isInstanceOf(GatewayRejectedException.class)
                .hasMessage("already_shipped");
    }

    @Test
    void shouldRefuseReleaseWhenItWasCancelledBefore() {
        sandbox.warehouse.cancel(fulfilment);
        assertThatThrownBy(() -> sandbox.warehouse.release(aRelease(fulfilment, "233 S Wacker Dr")))
                .isInstanceOf(GatewayRejectedException.class)
                .hasMessage("cancelled_before");
    }

    @Test
    void shouldRecordRefusalAndNotRetryWhenDomainRefuses() {
        doThrow(new RefusedException("fulfilment-ended", "Cancelled meanwhile."))
                .when(progress)
                .shipped(any(), anyString(), anyString(), anyString());
        sandbox.warehouse.release(aRelease(fulfilment, "233 S Wacker Dr"));
        playAll();
        verify(progress, times(1)).shipped(any(), any(), any(), any());
        verify(progress, never()).delivered(any(), any());
        assertThat(sandbox.outcomes(Vendor.WAREHOUSE, order)).containsExactly("release DONE", "shipped REFUSED");
        sandbox.warehouse.cancel(fulfilment);
    }

    @Test
    void shouldReportAgainLaterWhenBatonFails() {
        doThrow(new IllegalStateException("the database is away"))
                .when(progress)
                .shipped(any(), any(), any(), any());
        sandbox.warehouse.release(aRelease(fulfilment, "233 S Wacker Dr"));
        playAll();
        assertThat(sandbox.jdbc
                        .sql("select status || attempts from sandbox_event where fulfilment_id = ? and due_at > now()")
                        .param(fulfilment.value())
                        .query(String.class)
                        .single())
                .isEqualTo("DUE1");
    }

    @Test
    void shouldDeliverWhenStoreParcelIsCollected() {
        var label = sandbox.carrier.buyLabel(aParcel(fulfilment, "233 S Wacker Dr"));
        assertThat(sandbox.carrier.buyLabel(aParcel(fulfilment, "233 S Wacker Dr")))
                .isEqualTo(label);
        playAll();
        verify(progress, never()).delivered(any(), any());
        sandbox.carrier.collected(fulfilment);
        sandbox.carrier.collected(fulfilment);
        playAll();
        verify(progress, times(1)).delivered(fulfilment, "sandbox-carriers");
    }

    @Test
    void shouldRefuseLabelWhenThereIsNoSuchAddress() {
        assertThatThrownBy(() -> sandbox.carrier.buyLabel(aParcel(fulfilment, "SANDBOX CARRIER NO SUCH ADDRESS")))
                .isInstanceOf(GatewayRejectedException.class)
                .hasMessage("no_such_address");
    }

    @ParameterizedTest
    @CsvSource({"LATE", "NEVER DELIVERS"})
    void shouldNotDeliverInTimeWhenAddressSaysSo(String mark) {
        var label = sandbox.carrier.buyLabel(aParcel(fulfilment, "SANDBOX CARRIER " + mark));
        assertThat(label.carrier()).isEqualTo("Sandbox Parcel");
        sandbox.carrier.collected(fulfilment);
        sandbox.warehouse.release(aRelease(order.fulfilment(2), "SANDBOX CARRIER " + mark));
        playAll();
        verify(progress).shipped(eq(order.fulfilment(2)), any(), any(), any());
        verify(progress, never()).delivered(any(), any());
    }

    @ParameterizedTest
    @CsvSource({"OUTAGE, 2", "LONG OUTAGE, 3", "LOST ANSWER, 1"})
    void shouldSellOneLabelWhenEarlierCallsWereNotAnswered(String mark, int unanswered) {
        var parcel = aParcel(fulfilment, "SANDBOX CARRIER " + mark);
        for (int i = 0; i < unanswered; i++) {
            assertThatThrownBy(() -> sandbox.carrier.buyLabel(parcel)).isInstanceOf(GatewayUnavailableException.class);
        }
        assertThat(sandbox.carrier.buyLabel(parcel).trackingNumber()).startsWith("SP");
    }

    @Test
    void shouldReportAllThatIsDueWhileItRuns() {
        var courier = new SandboxCourier(sandbox.desk, sandbox.clock, SandboxFixture.FAST);
        var trip = aTrip(order.fulfilment(2), 1);
        var reference = courier.dispatch(trip, courier.quote(trip));
        assertThat(courier.dispatch(trip, courier.quote(trip))).isEqualTo(reference);
        courier.collected(order.fulfilment(2), 1);
        for (int i = 3; i < 20; i++) {
            sandbox.warehouse.release(aRelease(order.fulfilment(i), "233 S Wacker Dr"));
        }
        player.start();
        try {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                verify(progress, times(17)).delivered(any(), eq("sandbox-carriers"));
                verify(trips).driverNamed(eq(order.fulfilment(2)), eq(1), any(), eq("sandbox-couriers"));
                verify(trips).delivered(eq(order.fulfilment(2)), eq(1), any(), eq("sandbox-couriers"));
            });
        } finally {
            player.stop();
        }
        verify(progress, times(17)).shipped(any(), any(), any(), any());
    }

    private void playAll() {
        var more = true;
        while (more) {
            more = player.play();
        }
    }
}
