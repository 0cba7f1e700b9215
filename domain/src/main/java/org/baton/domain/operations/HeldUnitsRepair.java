package org.baton.domain.operations;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.OrderId;
import org.baton.domain.inventory.Reservations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets go what fulfilments hold whose goods never left and never will. Units that left are not its business. */
@Component
class HeldUnitsRepair implements Repair {

    private static final String HELD = """
            select f.id, f.order_id, f.status, sum(r.quantity) as units
            from reservation r join fulfilment f on f.id = r.fulfilment_id
            where r.quantity > 0 and f.status in ('REJECTED', 'CANCELLED', 'RETURNED_TO_STOCK') and not f.departed
            """;

    private record Holder(FulfilmentId fulfilment, OrderId order, String status, int units) {}

    private final JdbcClient jdbc;
    private final Reservations reservations;
    private final Mending mending;

    HeldUnitsRepair(JdbcClient jdbc, Reservations reservations, Mending mending) {
        this.jdbc = jdbc;
        this.reservations = reservations;
        this.mending = mending;
    }

    @Override
    public Check check() {
        return Check.HELD_UNITS;
    }

    @Override
    public List<Finding> repair(Instant before, int most) {
        return jdbc
                .sql(HELD + " and f.updated_at < :before group by f.id order by f.id limit :most")
                .param("before", Timestamp.from(before))
                .param("most", most)
                .query((rs, n) -> new Holder(
                        new FulfilmentId(rs.getString("id")),
                        new OrderId(rs.getString("order_id")),
                        rs.getString("status"),
                        rs.getInt("units")))
                .list()
                .stream()
                .map(holder -> mending.mend(check(), holder.order(), order -> release(holder)))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Finding> release(Holder holder) {
        var still = jdbc.sql(HELD + " and f.id = :id group by f.id")
                .param("id", holder.fulfilment().value())
                .query((rs, n) -> rs.getInt("units"))
                .optional();
        still.ifPresent(units -> reservations.release(holder.fulfilment(), "repaired"));
        return still.map(units -> new Finding(
                holder.fulfilment().value(), holder.status() + ": " + units + " units that it held were let go"));
    }
}
