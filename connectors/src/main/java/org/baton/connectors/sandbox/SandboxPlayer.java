package org.baton.connectors.sandbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.Loop;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.FulfilmentProgress;
import org.baton.domain.inventory.RejectionReason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets the warehouses ship and the carriers deliver when their time has come. What is due lies in the database: a
 * report and its effect in Baton are one transaction, and several Baton processes share the work.
 */
final class SandboxPlayer extends Loop {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxPlayer.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;
    private static final int MOST_OF_A_TURN = 500;

    /** How many reports are due, up to {@link #MOST_OF_A_TURN} of each kind. */
    private record Due(int parcels, int trips) {}

    /** A report of a vendor about a fulfilment. */
    private record Event(
            FulfilmentId fulfilment,
            String vendor,
            String kind,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            @Nullable String reason,
            int attempts) {}

    /** Thrown to roll an event's transaction back, carrying the event out of it. */
    private static final class NotPlayed extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Event event;
        private final RuntimeException why;

        NotPlayed(Event event, RuntimeException why) {
            super(why);
            this.event = event;
            this.why = why;
        }
    }

    private final FulfilmentProgress progress;
    private final SandboxTrips trips;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SandboxSettings settings;

    SandboxPlayer(
            FulfilmentProgress progress,
            SandboxTrips trips,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock,
            SandboxSettings settings) {
        super("sandbox-player", settings.pollInterval());
        this.progress = progress;
        this.trips = trips;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.settings = settings;
    }

    /** While nothing is due this is one cheap question; a transaction begins for each report alone. */
    @Override
    protected boolean turn() {
        var due = due();
        var moreParcels = play(due.parcels(), this::play);
        return play(due.trips(), trips::play) || moreParcels;
    }

    /** Who else plays may be at the same reports: what is counted is how often it is worth looking. */
    private Due due() {
        return jdbc.sql("""
                select (select count(*) from (
                            select from sandbox_event where status = 'DUE' and due_at <= :now limit :most) e) as parcels,
                       (select count(*) from (
                            select from sandbox_trip where due_at <= :now limit :most) t) as trips""")
                .param("now", Timestamp.from(clock.instant()))
                .param("most", MOST_OF_A_TURN)
                .query((rs, n) -> new Due(rs.getInt("parcels"), rs.getInt("trips")))
                .single();
    }

    /**
     * Plays so many reports, several at a time.
     *
     * @param one plays a report, and tells whether there was one
     * @return whether there may be more of them
     */
    private boolean play(int due, BooleanSupplier one) {
        var left = new AtomicInteger(due);
        try (var players = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < Math.min(due, settings.players()); i++) {
                players.execute(() -> {
                    var more = true;
                    while (more && isRunning()) {
                        more = left.getAndDecrement() > 0 && one.getAsBoolean();
                    }
                });
            }
        }
        return due == MOST_OF_A_TURN && left.get() <= 0;
    }

    /**
     * Lets a warehouse or a carrier report what is due first.
     *
     * @return whether something was due
     */
    boolean play() {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> playNext()));
        } catch (NotPlayed e) {
            afterwards(e.event, e.why);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("Sandbox vendors cannot report just now: {}", e.toString());
            return false;
        }
    }

    private boolean playNext() {
        var due = next();
        due.ifPresent(event -> {
            try {
                report(event);
            } catch (RuntimeException e) {
                throw new NotPlayed(event, e);
            }
        });
        return due.isPresent();
    }

    /** Takes the next event that nobody else has, writes it down, and sends a shipped parcel on its way. */
    private Optional<Event> next() {
        return jdbc.sql("""
                with due as (
                    select fulfilment_id, vendor from sandbox_event where status = 'DUE' and due_at <= :now
                    order by due_at limit 1 for update skip locked),
                played as (
                    update sandbox_event e set status = 'PLAYED', ended_at = :now from due
                    where e.fulfilment_id = due.fulfilment_id and e.vendor = due.vendor
                    returning e.*),
                sent as (
                    insert into sandbox_event (fulfilment_id, vendor, order_id, kind, status, delivers_after_ms, due_at)
                    select fulfilment_id, 'carriers', order_id, 'DELIVERED', 'DUE', delivers_after_ms,
                           :now::timestamptz + delivers_after_ms * interval '1 millisecond'
                    from played where kind = 'SHIPPED'
                    on conflict on constraint sandbox_event_pk do nothing),
                recorded as (
                    insert into sandbox_call (vendor, operation, key, order_id, outcome, request, answer, at)
                    select vendor, lower(kind), fulfilment_id, order_id, 'DONE',
                           jsonb_strip_nulls(jsonb_build_object('carrier', carrier, 'trackingNumber', tracking_number,
                                                                'reason', reason)), '{}', :now::timestamptz
                    from played)
                select * from played""")
                .param("now", Timestamp.from(clock.instant()))
                .query((rs, n) -> read(rs))
                .optional();
    }

    private void report(Event event) {
        var actor = "sandbox-" + event.vendor();
        switch (event.kind()) {
            case "SHIPPED" ->
                progress.shipped(event.fulfilment(), text(event.carrier()), text(event.trackingNumber()), actor);
            case "REJECTED" ->
                progress.rejectedByWarehouse(
                        event.fulfilment(),
                        RejectionReason.of(text(event.reason())).orElse(RejectionReason.NO_VARIANCE),
                        actor);
            default -> progress.delivered(event.fulfilment(), actor);
        }
    }

    /** News that Baton refuses are over; what failed for another reason is reported again later. */
    private void afterwards(Event event, RuntimeException cause) {
        if (cause instanceof RefusedException refused) {
            jdbc.sql("""
                    with refused as (
                        update sandbox_event set status = 'REFUSED', last_error = :code, ended_at = :now
                        where fulfilment_id = :fulfilment and vendor = :vendor and status = 'DUE' returning *)
                    insert into sandbox_call (vendor, operation, key, order_id, outcome, request, answer, at)
                    select vendor, lower(kind), fulfilment_id, order_id, 'REFUSED', '{}',
                           jsonb_build_object('reason', :code::text), :now::timestamptz
                    from refused""")
                    .param("code", refused.code())
                    .param("now", Timestamp.from(clock.instant()))
                    .param("fulfilment", event.fulfilment().value())
                    .param("vendor", event.vendor())
                    .update();
            return;
        }
        LOG.warn("{} of {} is reported again later: {}", event.kind(), event.fulfilment(), cause.toString());
        var wait = FIRST_RETRY.multipliedBy(1L << Math.min(event.attempts(), MOST_DOUBLINGS));
        jdbc.sql("""
                update sandbox_event set attempts = attempts + 1, due_at = :next, last_error = :error
                where fulfilment_id = :fulfilment and vendor = :vendor and status = 'DUE'""")
                .param("next", Timestamp.from(clock.instant().plus(wait)))
                .param("error", cause.toString())
                .param("fulfilment", event.fulfilment().value())
                .param("vendor", event.vendor())
                .update();
    }

    private static Event read(ResultSet rs) throws SQLException {
        return new Event(
                new FulfilmentId(rs.getString("fulfilment_id")),
                rs.getString("vendor"),
                rs.getString("kind"),
                rs.getString("carrier"),
                rs.getString("tracking_number"),
                rs.getString("reason"),
                rs.getInt("attempts"));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
