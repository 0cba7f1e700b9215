package org.baton.domain.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads stock for who follows it. A transaction that was open at one look is seen at the next: changes are read from
 * the oldest transaction that was still open then.
 */
@Repository
class LiveStockReader {

    /** A tenth of a million: beyond this the whole stock is read faster than its rows one by one. */
    static final int MOST_CHANGED = 100_000;

    private static final int FETCH = 10_000;

    /**
     * Up to where was read.
     *
     * @param openFrom the oldest transaction that may not have ended yet
     * @param table changes when the table is replaced as a whole, e.g. emptied
     */
    record Position(long openFrom, long table) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate streaming;
    private final TransactionTemplate transaction;

    LiveStockReader(JdbcClient jdbc, JdbcTemplate streaming, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.streaming = streaming;
        this.transaction = transaction;
    }

    Position position() {
        return jdbc.sql("""
                select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as open_from,
                       pg_relation_filenode('stock')::bigint as file""")
                .query((rs, n) -> new Position(rs.getLong("open_from"), rs.getLong("file")))
                .single();
    }

    /**
     * Rows as they are now that were written since a position; null when they are too many, or the table is another. Each is
     * looked up by its key: the database expects far more of them than there are, and would read the whole stock. For the same
     * reason it is told an end, before which all that can be seen was written: of what is open to one side it expects a third
     * of the table, and would read every movement that there ever was.
     */
    @Nullable
    List<LiveStock.Row> changedSince(Position before, Position now) {
        if (before.table() != now.table()) {
            return null;
        }
        var changed = jdbc.sql("""
                with changed as (
                    (select distinct sku, node_id from stock_movement
                     where xid >= :from::text::xid8 and xid < pg_snapshot_xmax(pg_current_snapshot()))
                    union all
                    (select sku, node_id from stock_touch
                     where xid >= :from::text::xid8 and xid < pg_snapshot_xmax(pg_current_snapshot())
                       and node_id is not null)
                    union all
                    (select t.sku, s.node_id from stock_touch t join stock s on s.sku = t.sku
                     where t.xid >= :from::text::xid8 and t.xid < pg_snapshot_xmax(pg_current_snapshot())
                       and t.node_id is null)
                    limit :most)
                select r.* from changed c
                cross join lateral (
                    select s.*, p.category from stock s join product p on p.sku = s.sku
                    where s.sku = c.sku and s.node_id = c.node_id offset 0) r""")
                .param("from", before.openFrom())
                .param("most", MOST_CHANGED + 1)
                .query((rs, n) -> read(rs))
                .list();
        return changed.size() > MOST_CHANGED ? null : changed;
    }

    /** Every row. */
    void all(Consumer<LiveStock.Row> rows) {
        transaction.executeWithoutResult(status -> streaming.query(
                connection -> {
                    var statement = connection.prepareStatement(StockReader.FROM);
                    statement.setFetchSize(FETCH);
                    return statement;
                },
                rs -> {
                    rows.accept(read(rs));
                }));
    }

    /** Nodes and categories are few, their texts are compared in every answer: each is kept once. */
    private static LiveStock.Row read(ResultSet rs) throws SQLException {
        var category = rs.getString("category");
        return new LiveStock.Row(
                rs.getString("node_id").intern(),
                rs.getString("sku"),
                new LiveStock.Cell(
                        rs.getInt("on_hand"),
                        rs.getInt("reserved"),
                        rs.getInt("damaged"),
                        rs.getObject("safety_stock", Integer.class),
                        rs.getObject("threshold", Integer.class),
                        rs.getInt("units_per_week"),
                        category == null ? null : category.intern()));
    }
}
