package org.baton.domain.operations;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.baton.domain.common.OrderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets Baton's own relay send what a process step or a cadence should have sent long ago, and plan what a wrong clock put
 * off. A message has one key and one sender at a time: if its process comes after all, it finds it sent.
 */
@Component
class MessagesRepair implements Repair {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    private record Overdue(String key, OrderId order) {}

    private final JdbcClient jdbc;
    private final Mending mending;
    private final Clock clock;

    MessagesRepair(JdbcClient jdbc, Mending mending, Clock clock) {
        this.jdbc = jdbc;
        this.mending = mending;
        this.clock = clock;
    }

    @Override
    public Check check() {
        return Check.MESSAGES;
    }

    @Override
    public List<Finding> repair(Instant before, int most) {
        var mended = new ArrayList<>(planNow(most));
        jdbc.sql("""
                select key, order_id from notification
                where status in ('SCHEDULED', 'PENDING') and due_at < :before
                  and (sent_by <> 'relay' or leased_until > :latest)
                order by key limit :most""")
                .param("before", Timestamp.from(before))
                .param("latest", latest())
                .param("most", most)
                .query((rs, n) -> new Overdue(rs.getString("key"), new OrderId(rs.getString("order_id"))))
                .list()
                .forEach(overdue -> mending.mend(check(), overdue.order(), order -> giveToRelay(overdue, before))
                        .ifPresent(mended::add));
        return mended;
    }

    private Timestamp latest() {
        return Timestamp.from(clock.instant().plus(LONGEST_PAUSE));
    }

    private Optional<Finding> giveToRelay(Overdue overdue, Instant before) {
        var given = jdbc.sql("""
                update notification
                set sent_by = 'relay', leased_until = case when leased_until > :latest then null else leased_until end
                where key = :key and status in ('SCHEDULED', 'PENDING') and due_at < :before
                  and (sent_by <> 'relay' or leased_until > :latest)""")
                .param("latest", latest())
                .param("key", overdue.key())
                .param("before", Timestamp.from(before))
                .update();
        return given == 0 ? Optional.empty() : Optional.of(new Finding(overdue.key(), "Baton's relay sends it now"));
    }

    private List<Finding> planNow(int most) {
        return jdbc.sql("""
                update notification_event set due_at = :now
                where id in (select id from notification_event where due_at > :latest order by id limit :most
                             for update skip locked)
                returning order_id, event""")
                .param("now", Timestamp.from(clock.instant()))
                .param("latest", latest())
                .param("most", most)
                .query((rs, n) -> new Finding(rs.getString("order_id"), rs.getString("event") + " is planned now"))
                .list();
    }
}
