package org.baton.connectors.sandbox;

import java.util.List;
import org.baton.domain.common.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Tells what the sandbox vendors were asked and what they answered. */
@Service
public class SandboxRecords {

    private final JdbcClient jdbc;
    private final Json json;

    SandboxRecords(JdbcClient jdbc, Json json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * The newest records of a vendor first.
     *
     * @param orderId of the order they are about; null for any
     * @param key of the call; null for any
     * @param before the last id seen; {@link Long#MAX_VALUE} to begin
     */
    public List<SandboxRecord> page(
            Vendor vendor, @Nullable String orderId, @Nullable String key, long before, int limit) {
        var conditions = (orderId == null ? "" : " and order_id = :order") + (key == null ? "" : " and key = :key");
        return jdbc.sql("select * from sandbox_call where vendor = :vendor and id < :before" + conditions
                        + " order by id desc limit :limit")
                .param("vendor", vendor.text())
                .param("before", before)
                .param("order", orderId)
                .param("key", key)
                .param("limit", limit)
                .query((rs, n) -> new SandboxRecord(
                        rs.getLong("id"),
                        rs.getString("vendor"),
                        rs.getString("operation"),
                        rs.getString("key"),
                        rs.getString("order_id"),
                        rs.getString("outcome"),
                        json.tree(rs.getString("request")),
                        json.tree(rs.getString("answer")),
                        rs.getTimestamp("at").toInstant()))
                .list();
    }
}
