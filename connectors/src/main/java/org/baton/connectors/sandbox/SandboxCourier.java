package org.baton.connectors.sandbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import org.baton.connectors.sandbox.FrontDesk.Call;
import org.baton.connectors.sandbox.Reply.Outcome;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.Money;
import org.baton.domain.fulfilment.CourierGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** A courier: quotes by weight, sends a driver, and brings what it fetched after a while ({@link SandboxTrips}). */
final class SandboxCourier implements CourierGateway {

    static final String NAME = "Sandbox Courier";
    private static final Currency CURRENCY = Currency.getInstance("USD");
    private static final int BASE_CENTS = 650;
    private static final int CENTS_PER_KG = 40;
    private static final int GRAMS_PER_KG = 1000;

    private final FrontDesk desk;
    private final Clock clock;
    private final SandboxSettings settings;

    private record QuoteRequest(String from, Address address, int weightGrams) {}

    private record TripRequest(
            String quote,
            String from,
            @Nullable String recipient,
            @Nullable String phone,
            Address address) {}

    private record Collection() {}

    SandboxCourier(FrontDesk desk, Clock clock, SandboxSettings settings) {
        this.desk = desk;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public Quote quote(Trip trip) {
        var mark = CourierMark.of(trip.delivery());
        var request = new QuoteRequest(trip.from().idText(), Address.of(trip.delivery()), trip.weightGrams());
        var answer = desk.call(
                new Call(Vendor.COURIERS, "quote", trip.key(), request, Fault.NONE),
                () -> Deed.none(priced(trip, mark)));
        return new Quote(NAME, answer.get("reference"), new Money(Long.parseLong(answer.get("feeMinor")), CURRENCY));
    }

    private static Reply priced(Trip trip, Optional<CourierMark> mark) {
        if (mark.filter(m -> m == CourierMark.REFUSES).isPresent()) {
            return Reply.refused("out_of_area");
        }
        var fee = BASE_CENTS + trip.weightGrams() * CENTS_PER_KG / GRAMS_PER_KG;
        return new Reply(
                Outcome.DONE, Map.of("reference", Keys.id("quo_", trip.key()), "feeMinor", Integer.toString(fee)));
    }

    @Override
    public String dispatch(Trip trip, Quote quote) {
        var mark = CourierMark.of(trip.delivery());
        var request = new TripRequest(
                quote.reference(), trip.from().idText(), trip.recipient(), trip.phone(), Address.of(trip.delivery()));
        return desk.call(
                        new Call(Vendor.COURIERS, "dispatch", trip.key(), request, Fault.of(mark)),
                        () -> booking(trip, CourierMark.outcome(mark, trip.attempt())))
                .get("reference");
    }

    private Deed booking(Trip trip, String ends) {
        return Deed.of(
                """
                insert into sandbox_trip (fulfilment_id, attempt, next, outcome, due_at)
                select :fulfilment, :attempt, 'DRIVER', :ends, :due::timestamptz from free on conflict do nothing""",
                new MapSqlParameterSource("fulfilment", trip.fulfilment().value())
                        .addValue("attempt", trip.attempt())
                        .addValue("ends", ends)
                        .addValue("due", Timestamp.from(clock.instant().plus(settings.driverAfter()))),
                Reply.done("reference", Keys.id("trp_", trip.key())));
    }

    @Override
    public void collected(FulfilmentId fulfilment, int attempt) {
        var key = fulfilment + "/trip/" + attempt;
        var ignored = desk.call(
                new Call(Vendor.COURIERS, "collected", key, new Collection(), Fault.NONE),
                () -> bringing(fulfilment, attempt));
    }

    private Deed bringing(FulfilmentId fulfilment, int attempt) {
        return Deed.of(
                """
                update sandbox_trip
                set collected = true, due_at = case when next = 'END' then :due::timestamptz else due_at end
                from free where fulfilment_id = :fulfilment and attempt = :attempt""",
                new MapSqlParameterSource("fulfilment", fulfilment.value())
                        .addValue("attempt", attempt)
                        .addValue("due", Timestamp.from(clock.instant().plus(settings.deliversAfter()))),
                Reply.done("status", "on_the_way"));
    }
}
