package org.baton.connectors.sandbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.baton.connectors.sandbox.FrontDesk.Call;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.fulfilment.WarehouseGateway;
import org.baton.domain.inventory.RejectionReason;
import org.baton.domain.order.Delivery;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A warehouse: takes releases, ships or rejects them later ({@link SandboxPlayer}), and stops what is not shipped. */
final class SandboxWarehouse implements WarehouseGateway {

    private final FrontDesk desk;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final SandboxSettings settings;

    private record ReleaseRequest(
            String node, List<Goods> items, @Nullable String recipient, Address address) {}

    private record Goods(int lineNumber, String sku, int quantity) {}

    private record CancelRequest() {}

    SandboxWarehouse(FrontDesk desk, JdbcClient jdbc, Clock clock, SandboxSettings settings) {
        this.desk = desk;
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public void release(Release release) {
        var mark = WarehouseMark.of(release.delivery());
        var goods = release.items().stream()
                .map(item -> new Goods(item.lineNumber(), item.sku().value(), item.quantity()))
                .toList();
        var request =
                new ReleaseRequest(release.node().value(), goods, release.recipient(), Address.of(release.delivery()));
        var ignored = desk.call(
                new Call(Vendor.WAREHOUSE, "release", release.fulfilment().value(), request, Fault.of(mark)),
                () -> taking(release.fulfilment(), release.delivery(), mark));
    }

    private Deed taking(FulfilmentId fulfilment, Delivery delivery, Optional<WarehouseMark> mark) {
        if (mark.filter(m -> m == WarehouseMark.REFUSES).isPresent()) {
            return Deed.none(Reply.refused("release_refused"));
        }
        var rejects = mark.flatMap(m -> reasonToReject(fulfilment, m));
        var never = mark.filter(m -> m == WarehouseMark.NEVER_SHIPS).isPresent();
        var travels = CarrierMark.travels(CarrierMark.of(delivery), settings);
        return new Deed(
                """
                insert into sandbox_event (fulfilment_id, vendor, order_id, kind, status, carrier, tracking_number,
                                           reason, delivers_after_ms, due_at)
                select :fulfilment, 'warehouse', :order::text, :kind, 'DUE', :carrier, :tracking, :reason::text,
                       :travels::bigint, :due::timestamptz
                from free
                on conflict on constraint sandbox_event_pk do nothing""",
                new MapSqlParameterSource("fulfilment", fulfilment.value())
                        .addValue("order", Keys.order(fulfilment.value()))
                        .addValue("kind", rejects.isPresent() ? "REJECTED" : "SHIPPED")
                        .addValue("carrier", SandboxCarrier.NAME)
                        .addValue("tracking", SandboxCarrier.trackingNumber(fulfilment))
                        .addValue("reason", rejects.map(RejectionReason::text).orElse(null))
                        .addValue("travels", travels.map(Duration::toMillis).orElse(null))
                        .addValue(
                                "due",
                                never ? null : Timestamp.from(clock.instant().plus(settings.shipsAfter()))),
                Reply.done("status", "released"),
                () -> Reply.refused("cancelled_before"));
    }

    private Optional<RejectionReason> reasonToReject(FulfilmentId fulfilment, WarehouseMark mark) {
        return switch (mark) {
            case REJECTS -> Optional.of(RejectionReason.NOT_IN_STOCK);
            case REJECTS_ONCE -> rejectedBefore(fulfilment) ? Optional.empty() : Optional.of(RejectionReason.MISMATCH);
            case DAMAGED -> Optional.of(RejectionReason.DAMAGED);
            case TOO_BUSY -> Optional.of(RejectionReason.NO_VARIANCE);
            default -> Optional.empty();
        };
    }

    private boolean rejectedBefore(FulfilmentId fulfilment) {
        return jdbc.sql("select exists (select from sandbox_event where order_id = :order and kind = 'REJECTED')")
                .param("order", Keys.order(fulfilment.value()))
                .query(Boolean.class)
                .single();
    }

    @Override
    public void cancel(FulfilmentId fulfilment) {
        var ignored = desk.call(
                new Call(Vendor.WAREHOUSE, "cancel", fulfilment.value(), new CancelRequest(), Fault.NONE),
                () -> stopping(fulfilment));
    }

    /** What it never heard of is remembered, so that a release that comes late is refused. */
    private Deed stopping(FulfilmentId fulfilment) {
        return new Deed(
                """
                insert into sandbox_event (fulfilment_id, vendor, order_id, kind, status, ended_at)
                select :fulfilment, 'warehouse', :order::text, 'SHIPPED', 'STOPPED', :now::timestamptz from free
                on conflict on constraint sandbox_event_pk do update
                set status = case sandbox_event.status when 'DUE' then 'STOPPED' else sandbox_event.status end
                where not (sandbox_event.kind = 'SHIPPED' and sandbox_event.status = 'PLAYED')""",
                new MapSqlParameterSource("fulfilment", fulfilment.value())
                        .addValue("order", Keys.order(fulfilment.value()))
                        .addValue("now", Timestamp.from(clock.instant())),
                Reply.done("status", "stopped"),
                () -> Reply.refused("already_shipped"));
    }
}
