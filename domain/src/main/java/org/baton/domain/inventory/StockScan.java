package org.baton.domain.inventory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.Objects;
import org.baton.domain.inventory.CountedRows.Details;
import org.baton.domain.inventory.StockComparison.Known;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lays a snapshot beside the stock. A large one meets the whole stock as the database copies it out, a million rows in
 * less than half a second, without a query for any of them; of a small one only the rows are read that it names.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class StockScan {

    /** A snapshot is small when the stock has more times as many rows. */
    private static final int SMALL = 4;

    /** Bytes before the first row. */
    private static final int HEADER = 19;
    /** Of a row that is not asked for more than its units. */
    private static final int FIELDS = 5;
    /** From 1970, where Java's time begins, to 2000, where PostgreSQL's does. */
    private static final long EPOCH_MICROS = 946_684_800_000_000L;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final SnapshotStage stage;

    StockScan(JdbcClient jdbc, JdbcTemplate template, SnapshotStage stage) {
        this.jdbc = jdbc;
        this.template = template;
        this.stage = stage;
    }

    StockComparison compare(CountedRows rows) {
        var comparison = new StockComparison(rows);
        var stocked = jdbc.sql("select reltuples::bigint from pg_class where oid = 'stock'::regclass")
                .query(Long.class)
                .single();
        if ((long) rows.total() * SMALL < stocked) {
            stage.keys(rows);
            copy("snapshot_key k join stock s using (sku, node_id)", comparison, false);
            cover(comparison);
        } else {
            copy("stock s", comparison, true);
        }
        comparison.end();
        return comparison;
    }

    private void cover(StockComparison comparison) {
        var nodes = comparison.rows().nodes();
        jdbc.sql("""
                select node_id, count(*) as stocked from stock where not apart and node_id = any(:nodes)
                group by node_id""").param("nodes", nodes.all().toArray(String[]::new)).query(rs -> {
            comparison.covers(nodes.find(rs.getString("node_id")), rs.getLong("stocked"));
        });
    }

    private void copy(String from, StockComparison comparison, boolean whole) {
        var sql = "copy (select s.sku, s.node_id, s.on_hand, s.moved_at, s.apart%s from %s) to stdout (format binary)"
                .formatted(comparison.rows().hasDetails() ? ", s.safety_stock, s.threshold, s.aisle, s.bin" : "", from);
        var ignored = template.execute((Connection connection) -> {
            var out = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
            try {
                int begin = HEADER;
                for (var row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
                    meet(ByteBuffer.wrap(row, begin, row.length - begin), comparison, whole);
                    begin = 0;
                }
                return true;
            } finally {
                if (out.isActive()) {
                    out.cancelCopy();
                }
            }
        });
    }

    /** One message of the binary form: how many fields, then each with its length before it. */
    private static void meet(ByteBuffer in, StockComparison comparison, boolean whole) {
        int fields = in.getShort();
        if (fields < 0) {
            return;
        }
        var rows = comparison.rows();
        int sku = rows.skus().find(Objects.requireNonNull(text(in)));
        int node = rows.nodes().find(Objects.requireNonNull(text(in)));
        int onHand = Objects.requireNonNull(whole(in));
        long movedAt = in.getInt() < 0 ? Long.MIN_VALUE : in.getLong() + EPOCH_MICROS;
        boolean apart = in.getInt() > 0 && in.get() != 0;
        if (whole && node >= 0 && !apart) {
            comparison.covers(node, 1);
        }
        int row = rows.find(node, sku);
        if (row >= 0) {
            var details = fields == FIELDS ? Details.NONE : new Details(whole(in), whole(in), text(in), text(in));
            comparison.meet(row, new Known(onHand, movedAt, apart, details));
        }
    }

    private static @Nullable Integer whole(ByteBuffer in) {
        return in.getInt() < 0 ? null : in.getInt();
    }

    private static @Nullable String text(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0) {
            return null;
        }
        int from = in.arrayOffset() + in.position();
        in.position(in.position() + length);
        return new String(in.array(), from, length, StandardCharsets.UTF_8);
    }
}
