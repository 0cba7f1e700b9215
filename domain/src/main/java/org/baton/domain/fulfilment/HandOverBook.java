package org.baton.domain.fulfilment;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Where it is written who got what from whom. */
@Repository
public class HandOverBook {

    /**
     * Goods that changed hands.
     *
     * @param verifiedBy code, qr or id
     * @param recipient who collected, if it was not said that it was the customer; personal data
     * @param taken units by line number
     * @param refused units by line number that the customer did not want
     */
    public record HandedOver(
            Instant at,
            String associate,
            String verifiedBy,
            @Nullable String recipient,
            JsonNode taken,
            JsonNode refused) {}

    private final JdbcClient jdbc;
    private final Json json;
    private final Clock clock;

    HandOverBook(JdbcClient jdbc, Json json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Oldest first. */
    public List<HandedOver> of(FulfilmentId id) {
        return jdbc.sql("select * from hand_over where fulfilment_id = ? order by id")
                .param(id.value())
                .query((rs, n) -> new HandedOver(
                        rs.getTimestamp("at").toInstant(),
                        rs.getString("associate"),
                        rs.getString("verified_by"),
                        rs.getString("recipient"),
                        json.tree(rs.getString("taken")),
                        json.tree(rs.getString("refused"))))
                .list();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void insert(
            FulfilmentId id,
            String taskId,
            String associate,
            Map<String, Object> entered,
            Map<Integer, Integer> taken,
            Map<Integer, Integer> refused) {
        var byId = Boolean.TRUE.equals(entered.get("idChecked"));
        var recipient = entered.get("recipient") instanceof String name && !name.isBlank() ? name.strip() : null;
        jdbc.sql("""
                insert into hand_over (fulfilment_id, task_id, at, associate, verified_by, recipient, taken, refused)
                values (:id, :task, :at, :associate, :verified, :recipient, :taken::jsonb, :refused::jsonb)""")
                .param("id", id.value())
                .param("task", taskId)
                .param("at", Timestamp.from(clock.instant()))
                .param("associate", associate)
                .param("verified", byId ? "id" : entered.get("qr") == null ? "code" : "qr")
                .param("recipient", recipient)
                .param("taken", json.write(taken))
                .param("refused", json.write(refused))
                .update();
    }

    /** The customer who waited outside waits no more. */
    @Transactional(propagation = Propagation.MANDATORY)
    void served(FulfilmentId id) {
        jdbc.sql("update arrival set served_at = ? where fulfilment_id = ? and served_at is null")
                .params(Timestamp.from(clock.instant()), id.value())
                .update();
    }
}
