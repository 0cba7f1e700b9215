package org.baton.connectors.sandbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.baton.connectors.sandbox.FrontDesk.Call;
import org.baton.connectors.sandbox.Reply.Outcome;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.fulfilment.CarrierGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** A carrier: sells labels, and delivers what it collected after a while ({@link SandboxPlayer}). */
final class SandboxCarrier implements CarrierGateway {

    static final String NAME = "Sandbox Parcel";

    private final FrontDesk desk;
    private final Clock clock;
    private final SandboxSettings settings;

    private record LabelRequest(String from, @Nullable String recipient, Address address, int weightGrams) {}

    private record Collection() {}

    SandboxCarrier(FrontDesk desk, Clock clock, SandboxSettings settings) {
        this.desk = desk;
        this.clock = clock;
        this.settings = settings;
    }

    static String trackingNumber(FulfilmentId fulfilment) {
        return Keys.id("SP", fulfilment.value()).toUpperCase(Locale.ROOT);
    }

    @Override
    public Label buyLabel(Parcel parcel) {
        var mark = CarrierMark.of(parcel.delivery());
        var request = new LabelRequest(
                parcel.from().idText(), parcel.recipient(), Address.of(parcel.delivery()), parcel.weightGrams());
        var answer = desk.call(
                new Call(Vendor.CARRIERS, "buy-label", parcel.fulfilment().value(), request, Fault.of(mark)),
                () -> label(parcel.fulfilment(), mark));
        return new Label(answer.get("carrier"), answer.get("trackingNumber"));
    }

    private Deed label(FulfilmentId fulfilment, Optional<CarrierMark> mark) {
        if (mark.filter(m -> m == CarrierMark.NO_SUCH_ADDRESS).isPresent()) {
            return Deed.none(Reply.refused("no_such_address"));
        }
        var answer = new Reply(Outcome.DONE, Map.of("carrier", NAME, "trackingNumber", trackingNumber(fulfilment)));
        return expecting(fulfilment, "WAITING", CarrierMark.travels(mark, settings), null, answer);
    }

    @Override
    public byte[] printLabel(Parcel parcel, LabelFormat format) {
        return SandboxLabel.outbound(parcel, trackingNumber(parcel.fulfilment()))
                .print(format);
    }

    @Override
    public byte[] printReturnLabel(Parcel parcel, LabelFormat format) {
        var number = Keys.id("SR", parcel.fulfilment().value()).toUpperCase(Locale.ROOT);
        return SandboxLabel.inbound(parcel, number).print(format);
    }

    @Override
    public void collected(FulfilmentId fulfilment) {
        var ignored = desk.call(
                new Call(Vendor.CARRIERS, "collected", fulfilment.value(), new Collection(), Fault.NONE),
                () -> expecting(
                        fulfilment,
                        "DUE",
                        Optional.of(settings.deliversAfter()),
                        clock.instant(),
                        Reply.done("status", "in_transit")));
    }

    /** @param collectedAt null while the parcel has not been collected */
    private static Deed expecting(
            FulfilmentId fulfilment,
            String status,
            Optional<Duration> travels,
            @Nullable Instant collectedAt,
            Reply answer) {
        return Deed.of(
                """
                insert into sandbox_event (fulfilment_id, vendor, order_id, kind, status, delivers_after_ms, due_at)
                select :fulfilment, 'carriers', :order::text, 'DELIVERED', :status, :travels::bigint,
                       :now::timestamptz + :travels::bigint * interval '1 millisecond'
                from free
                on conflict on constraint sandbox_event_pk do update
                set status = excluded.status,
                    due_at = :now::timestamptz + sandbox_event.delivers_after_ms * interval '1 millisecond'
                where sandbox_event.status = 'WAITING'""",
                new MapSqlParameterSource("fulfilment", fulfilment.value())
                        .addValue("order", Keys.order(fulfilment.value()))
                        .addValue("status", status)
                        .addValue("travels", travels.map(Duration::toMillis).orElse(null))
                        .addValue("now", collectedAt == null ? null : Timestamp.from(collectedAt)),
                answer);
    }
}
