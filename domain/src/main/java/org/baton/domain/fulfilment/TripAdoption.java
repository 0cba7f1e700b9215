package org.baton.domain.fulfilment;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.baton.domain.common.FulfilmentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Hands the trips that an earlier process of an order booked to the process that was started in its place. */
@Component
class TripAdoption {

    private final JdbcClient jdbc;
    private final FulfilmentLock locks;

    TripAdoption(JdbcClient jdbc, FulfilmentLock locks) {
        this.jdbc = jdbc;
        this.locks = locks;
    }

    /** The tries that failed before a time, the first one first. */
    List<Integer> failedBefore(FulfilmentId id, Instant time) {
        return jdbc.sql("""
                select attempt from courier_trip
                where fulfilment_id = ? and status = 'FAILED' and updated_at < ? order by attempt""")
                .params(id.value(), Timestamp.from(time))
                .query((rs, n) -> rs.getInt(1))
                .list();
    }

    /**
     * Gives a step of a resumed process the first trip that the process before it booked and none of its own steps has.
     *
     * @param step names the step: one that is repeated gets the same trip
     * @return false if there is none: then a courier is to be found
     */
    @Transactional
    public boolean adopt(FulfilmentId id, String step) {
        var resumes = locks.lock(id).resumes();
        var key = resumes + "/" + step;
        return resumes > 0 && (isAdopted(id, key) || adopt(id, resumes, key));
    }

    private boolean isAdopted(FulfilmentId id, String key) {
        return jdbc.sql("select exists (select from courier_trip where fulfilment_id = ? and adopted_by = ?)")
                .params(id.value(), key)
                .query(Boolean.class)
                .single();
    }

    private boolean adopt(FulfilmentId id, int resumes, String key) {
        return jdbc.sql("""
                        update courier_trip set resumes = :resumes, adopted_by = :key
                        where fulfilment_id = :id and attempt = (
                            select min(attempt) from courier_trip where fulfilment_id = :id and resumes < :resumes)""")
                        .param("resumes", resumes)
                        .param("key", key)
                        .param("id", id.value())
                        .update()
                == 1;
    }
}
