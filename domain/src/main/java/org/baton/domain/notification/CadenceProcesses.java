package org.baton.domain.notification;

import org.baton.domain.common.OrderId;
import org.baton.domain.engine.EngineReplaced;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Starts the processes again that wait until a message is due, when the engine that had them is gone. */
@Service
public class CadenceProcesses {

    private record Lost(String cadence, OrderId order, int generation) {}

    private final CadenceBook book;
    private final CadenceMessages messages;
    private final JdbcClient jdbc;

    CadenceProcesses(CadenceBook book, CadenceMessages messages, JdbcClient jdbc) {
        this.book = book;
        this.messages = messages;
        this.jdbc = jdbc;
    }

    /** Notes every cadence that waits, but those that the engine has still to be told of. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void replaced(EngineReplaced engine) {
        jdbc.sql("""
                insert into lost_cadence (cadence_id, order_id, generation)
                select cadence_id, min(order_id), :generation from notification
                where status in ('SCHEDULED', 'PENDING') and sent_by = 'cadence' and cadence_id is not null
                  and cadence_id not in (
                      select correlation_key from engine_command where name = 'notification-scheduled')
                group by cadence_id
                on conflict (cadence_id) do update set generation = excluded.generation""").param("generation", engine.generation()).update();
    }

    /** How many cadences wait without a process. */
    public long lost() {
        return jdbc.sql("select count(*) from lost_cadence").query(Long.class).single();
    }

    /**
     * Starts cadences again; what was sent stays sent.
     *
     * @param most how many at once
     * @return how many were looked at
     */
    @Transactional
    public int resume(int most) {
        var lost = jdbc.sql("""
                delete from lost_cadence where cadence_id in (
                    select cadence_id from lost_cadence order by cadence_id limit ? for update skip locked)
                returning cadence_id, order_id, generation""")
                .param(most)
                .query((rs, n) -> new Lost(
                        rs.getString("cadence_id"), new OrderId(rs.getString("order_id")), rs.getInt("generation")))
                .list();
        for (var cadence : lost) {
            book.nextDue(cadence.cadence())
                    .ifPresent(due -> messages.resumed(cadence.order(), cadence.cadence(), due, cadence.generation()));
        }
        return lost.size();
    }
}
