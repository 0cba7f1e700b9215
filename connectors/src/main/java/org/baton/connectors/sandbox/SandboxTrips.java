package org.baton.connectors.sandbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.fulfilment.CourierTrips;
import org.baton.domain.fulfilment.CourierTrips.Driver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets the courier's drivers report: who comes, and how it ended. A report and its effect are one transaction. */
final class SandboxTrips {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxTrips.class);
    private static final String ACTOR = "sandbox-couriers";
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final List<String> DRIVERS = List.of("Noor", "Mateo", "Ruth", "Kenji", "Iris");

    private record Due(FulfilmentId fulfilment, int attempt, String next, String outcome, boolean collected) {}

    private final CourierTrips trips;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SandboxSettings settings;

    SandboxTrips(
            CourierTrips trips,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock,
            SandboxSettings settings) {
        this.trips = trips;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.settings = settings;
    }

    /** @return whether something was due */
    boolean play() {
        var taken = new Due[1];
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                var due = next();
                due.ifPresent(trip -> {
                    taken[0] = trip;
                    report(trip);
                });
                return due.isPresent();
            }));
        } catch (RuntimeException e) {
            if (taken[0] == null) {
                LOG.warn("The sandbox courier cannot report just now: {}", e.toString());
                return false;
            }
            putOff(taken[0], e);
            return true;
        }
    }

    private Optional<Due> next() {
        return jdbc.sql("""
                select * from sandbox_trip where due_at <= ? order by due_at limit 1 for update skip locked""")
                .param(Timestamp.from(clock.instant()))
                .query((rs, n) -> new Due(
                        new FulfilmentId(rs.getString("fulfilment_id")),
                        rs.getInt("attempt"),
                        rs.getString("next"),
                        rs.getString("outcome"),
                        rs.getBoolean("collected")))
                .optional();
    }

    private void report(Due trip) {
        if (trip.next().equals("DRIVER")) {
            var name = DRIVERS.get(Math.floorMod(trip.fulfilment().value().hashCode(), DRIVERS.size()));
            var link = "https://courier.example/" + Keys.id("trp_", trip.fulfilment() + "/trip/" + trip.attempt());
            trips.driverNamed(trip.fulfilment(), trip.attempt(), new Driver(name, null, link), ACTOR);
            move(trip, "END", trip.collected() ? clock.instant().plus(settings.deliversAfter()) : null);
        } else if (trip.outcome().equals("FAILED")) {
            trips.failed(trip.fulfilment(), trip.attempt(), "nobody-there", ACTOR);
            move(trip, "OVER", null);
        } else {
            var photo = "https://courier.example/photo/"
                    + Keys.id("pho_", trip.fulfilment().value());
            trips.delivered(trip.fulfilment(), trip.attempt(), photo, ACTOR);
            move(trip, "OVER", null);
        }
    }

    private void move(Due trip, String next, @Nullable Instant due) {
        jdbc.sql("""
                update sandbox_trip set next = :next, due_at = :due
                where fulfilment_id = :id and attempt = :attempt""")
                .param("next", next)
                .param("due", due == null ? null : Timestamp.from(due))
                .param("id", trip.fulfilment().value())
                .param("attempt", trip.attempt())
                .update();
    }

    private void putOff(Due trip, RuntimeException why) {
        LOG.warn("The trip of {} is reported again later: {}", trip.fulfilment(), why.toString());
        jdbc.sql("""
                update sandbox_trip set tries = tries + 1, last_error = ?, due_at = ?
                where fulfilment_id = ? and attempt = ?""")
                .params(
                        why.toString(),
                        Timestamp.from(clock.instant().plus(RETRY)),
                        trip.fulfilment().value(),
                        trip.attempt())
                .update();
    }
}
