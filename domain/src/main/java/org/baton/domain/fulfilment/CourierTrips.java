package org.baton.domain.fulfilment;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.inventory.Reservations;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderBook.Counter;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a courier reports of its trips with a fulfilment, and what follows from it. The goods belong to the customer once
 * they are delivered; until then a failed try can be repeated, or the goods come back to the store.
 */
@Service
public class CourierTrips {

    /**
     * One try to deliver.
     *
     * @param status BOOKED, DRIVER_NAMED, OUT_FOR_DELIVERY, DELIVERED, FAILED or CANCELLED
     */
    public record Trip(
            int attempt,
            String courier,
            String reference,
            String status,
            @Nullable String driverName,
            @Nullable String liveUrl,
            @Nullable String photoUrl,
            @Nullable String reason) {}

    /** Who comes; the link shows where the driver is. */
    public record Driver(
            String name,
            @Nullable String photoUrl,
            @Nullable String liveUrl) {}

    private final JdbcClient jdbc;
    private final FulfilmentBook fulfilments;
    private final FulfilmentLock locks;
    private final FulfilmentMessages messages;
    private final OrderBook orders;
    private final Reservations reservations;
    private final CourierCollection collection;
    private final Clock clock;

    CourierTrips(
            JdbcClient jdbc,
            FulfilmentBook fulfilments,
            FulfilmentLock locks,
            FulfilmentMessages messages,
            OrderBook orders,
            Reservations reservations,
            CourierCollection collection,
            Clock clock) {
        this.jdbc = jdbc;
        this.fulfilments = fulfilments;
        this.locks = locks;
        this.messages = messages;
        this.orders = orders;
        this.reservations = reservations;
        this.collection = collection;
        this.clock = clock;
    }

    /** The tries so far, oldest first. */
    public List<Trip> of(FulfilmentId id) {
        return jdbc.sql("select * from courier_trip where fulfilment_id = ? order by attempt")
                .param(id.value())
                .query((rs, n) -> new Trip(
                        rs.getInt("attempt"),
                        rs.getString("courier"),
                        rs.getString("reference"),
                        rs.getString("status"),
                        rs.getString("driver_name"),
                        rs.getString("live_url"),
                        rs.getString("photo_url"),
                        rs.getString("reason")))
                .list();
    }

    private Optional<Trip> last(FulfilmentId id) {
        return of(id).stream().reduce((first, second) -> second);
    }

    /** Writes a booked trip down; the same attempt is written once. */
    @Transactional
    public void booked(FulfilmentId id, int attempt, CourierGateway.Quote quote, String reference) {
        var f = locks.lock(id).fulfilment();
        var now = Timestamp.from(clock.instant());
        var written = jdbc.sql("""
                insert into courier_trip (fulfilment_id, attempt, courier, reference, fee_minor, currency, status,
                                          booked_at, updated_at, resumes)
                values (:id, :attempt, :courier, :reference, :fee, :currency, 'BOOKED', :now, :now,
                        (select resumes from orders where id = :order))
                on conflict do nothing""")
                .param("order", f.orderId().value())
                .param("id", id.value())
                .param("attempt", attempt)
                .param("courier", quote.courier())
                .param("reference", reference)
                .param("fee", quote.fee().minor())
                .param("currency", quote.fee().currency().getCurrencyCode())
                .param("now", now)
                .update();
        if (written == 1) {
            fulfilments.label(id, quote.courier(), reference);
            locks.event(
                    f,
                    "courier-booked",
                    quote.courier(),
                    Map.of("attempt", attempt, "fee", quote.fee().toString()));
        }
    }

    /** A driver was found. */
    @Transactional
    public void driverNamed(FulfilmentId id, int attempt, Driver driver, String actor) {
        var f = locks.lock(id).fulfilment();
        if (moved(id, attempt, List.of("BOOKED"), "DRIVER_NAMED")) {
            set(id, attempt, "driver_name", driver.name());
            set(id, attempt, "driver_photo_url", driver.photoUrl());
            set(id, attempt, "live_url", driver.liveUrl());
            locks.event(f, "courier-driver-named", actor, driver(driver));
        }
    }

    /**
     * The driver has taken the parcel from the associate.
     *
     * @throws RefusedException with code {@code no-courier} if none is booked, or {@code fulfilment-ended}
     */
    @Transactional
    public void collected(FulfilmentId id, String actor) {
        var locked = locks.lock(id);
        var f = locked.fulfilment().departed() ? locked.fulfilment() : locked.orRefuse();
        var trip = last(id).orElseThrow(() -> new RefusedException("no-courier", "No courier is booked yet."));
        if (!moved(id, trip.attempt(), List.of("BOOKED", "DRIVER_NAMED"), "OUT_FOR_DELIVERY")) {
            throw new RefusedException("no-courier", "The courier of this parcel is " + trip.status() + ".");
        }
        if (!f.departed()) {
            reservations.ship(id);
            fulfilments.set(id, "departed", true);
        }
        fulfilments.status(id, FulfilmentStatus.OUT_FOR_DELIVERY);
        var data = driver(new Driver(trip.driverName() == null ? "" : trip.driverName(), null, trip.liveUrl()));
        data.put("attempt", trip.attempt());
        locks.event(f, "fulfilment-out-for-delivery", actor, data);
        collection.tell(f, trip.attempt());
    }

    private static Map<String, Object> driver(Driver driver) {
        var data = new HashMap<String, Object>();
        data.put("driverName", driver.name());
        if (driver.photoUrl() != null) {
            data.put("driverPhotoUrl", driver.photoUrl());
        }
        if (driver.liveUrl() != null) {
            data.put("liveUrl", driver.liveUrl());
        }
        return data;
    }

    /** The customer has it; the photo shows where it was left. */
    @Transactional
    public void delivered(FulfilmentId id, int attempt, @Nullable String photoUrl, String actor) {
        var f = locks.lock(id).fulfilment();
        if (moved(id, attempt, List.of("OUT_FOR_DELIVERY"), "DELIVERED")) {
            set(id, attempt, "photo_url", photoUrl);
            orders.move(f.orderId(), Counter.ALLOCATED, Counter.FULFILLED, f.unitsByLine());
            fulfilments.status(id, FulfilmentStatus.DELIVERED);
            locks.event(
                    f,
                    "fulfilment-delivered",
                    actor,
                    photoUrl == null ? Map.of("units", f.units()) : Map.of("units", f.units(), "photoUrl", photoUrl));
            var ignored = orders.settle(f.orderId());
            messages.delivered(id);
        }
    }

    /** Nobody was there, or the address was wrong: the driver brings the parcel back. */
    @Transactional
    public void failed(FulfilmentId id, int attempt, String reason, String actor) {
        var f = locks.lock(id).fulfilment();
        if (moved(id, attempt, List.of("OUT_FOR_DELIVERY"), "FAILED")) {
            set(id, attempt, "reason", reason);
            locks.event(f, "courier-failed", actor, Map.of("attempt", attempt, "reason", reason));
            messages.deliveryFailed(id, attempt, attempt < f.mostDeliveries());
        }
    }

    private boolean moved(FulfilmentId id, int attempt, List<String> from, String to) {
        return jdbc.sql("""
                        update courier_trip set status = :to, updated_at = :now
                        where fulfilment_id = :id and attempt = :attempt and status in (:from)""")
                        .param("to", to)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("id", id.value())
                        .param("attempt", attempt)
                        .param("from", from)
                        .update()
                == 1;
    }

    /** @param column one of the nullable texts of a trip; never from outside */
    private void set(FulfilmentId id, int attempt, String column, @Nullable String value) {
        jdbc.sql("update courier_trip set " + column + " = :value where fulfilment_id = :id and attempt = :attempt")
                .param("value", value)
                .param("id", id.value())
                .param("attempt", attempt)
                .update();
    }
}
