package org.baton.domain.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.Ids;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.Json;
import org.baton.domain.common.RefusedException;
import org.baton.domain.inventory.MovementBook.Told;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what a source says of much stock at once, whole or not at all. Rows that say what is known are only compared;
 * what differs becomes counted movements as of the snapshot's time, under the rules of {@link MovementBook}.
 */
@Service
public class StockSnapshots {

    /**
     * Where a snapshot comes from.
     *
     * @param source the system that counted
     * @param asOf when; rows may say it better
     * @param sequence its number among what the source tells, in the place of any time; null where times tell the order
     * @param key by which its sender may send it again
     */
    public record Origin(
            String source, Instant asOf, @Nullable Long sequence, String actor, String key, String bodyHash) {}

    /**
     * What became of a snapshot.
     *
     * @param changed rows that corrected the stock
     * @param superseded rows that differed, but were counted anew since
     */
    public record Report(String id, long rows, long changed, long unchanged, long superseded) {}

    private static final int PAGE = 2_000;
    private static final int MOST_WRONG = 1_000;

    private final JdbcClient jdbc;
    private final StockScan scan;
    private final SnapshotStage stage;
    private final PlainCounts plainCounts;
    private final MovementBook book;
    private final StockDetails details;
    private final Reconciliations reconciliations;
    private final StockSequences sequences;
    private final CountedNodes counted;
    private final TransactionTemplate transaction;
    private final Json json;
    private final Clock clock;

    StockSnapshots(
            JdbcClient jdbc,
            StockScan scan,
            SnapshotStage stage,
            PlainCounts plainCounts,
            MovementBook book,
            StockDetails details,
            Reconciliations reconciliations,
            StockSequences sequences,
            CountedNodes counted,
            TransactionTemplate transaction,
            Json json,
            Clock clock) {
        this.jdbc = jdbc;
        this.scan = scan;
        this.stage = stage;
        this.plainCounts = plainCounts;
        this.book = book;
        this.details = details;
        this.reconciliations = reconciliations;
        this.sequences = sequences;
        this.counted = counted;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    /** A report of a snapshot that was taken before under the same key. */
    public Optional<Report> repeated(Origin origin) {
        var known = jdbc.sql("select body_hash, report::text from stock_snapshot where actor = ? and key = ?")
                .params(origin.actor(), origin.key())
                .query((rs, n) -> Map.entry(rs.getString(1), rs.getString(2)))
                .optional();
        if (known.isPresent() && !known.get().getKey().equals(origin.bodyHash())) {
            throw new RefusedException("idempotency-key-reused", "This Idempotency-Key came with another body before.");
        }
        return known.map(k -> json.read(k.getValue(), Report.class));
    }

    /**
     * Takes a snapshot.
     *
     * @throws InvalidInputException with the rows that name an unknown node or SKU, or stock that an earlier row named, as
     *     {@code rows[number].field}; nothing was taken then
     * @throws RefusedException with code {@code idempotency-key-reused}
     */
    public Report take(Origin origin, SnapshotFile file) {
        var before = repeated(origin);
        return before.orElseGet(() -> {
            var rows = CountedRows.of(file, origin.asOf());
            return Retry.inTransaction(transaction, () -> takeLocked(origin, rows));
        });
    }

    private Report takeLocked(Origin origin, CountedRows rows) {
        var sequence = origin.sequence();
        sequences.hold(Map.of(origin.source(), StockSequences.Order.of(sequence)));
        if (sequence != null) {
            rows.countedAt(sequences.times(origin.source(), rows.nodes().all(), sequence));
        }
        var id = Ids.next("snp_", clock::millis);
        var started = clock.instant();
        jdbc.sql("set local work_mem = '128MB'").update();
        // The stock may grow a hundredfold while it is written: a plan made for its first rows must not serve the last.
        jdbc.sql("set local plan_cache_mode = force_custom_plan").update();
        var comparison = scan.compare(rows);
        stage.differences(comparison);
        refuseUnknown();
        var plain = plainCounts.apply(id, origin, started);
        var outcomes = apply(id, origin);
        var changed = plain + outcomes.getOrDefault(MovementBook.Effect.APPLIED, 0L);
        var superseded = outcomes.getOrDefault(MovementBook.Effect.COUNTED_SINCE, 0L);
        var report = new Report(id, rows.total(), changed, rows.total() - changed - superseded, superseded);
        write(id, origin, report);
        reconciliations.write(id, origin, comparison);
        counted.mark(origin, comparison, started);
        return report;
    }

    private void refuseUnknown() {
        var wrong = jdbc.sql("""
                select d.row, d.node_id, d.sku, n.id is null as no_node, p.sku is null as no_sku
                from snapshot_difference d
                left join node n on n.id = d.node_id left join product p on p.sku = d.sku
                where d.fresh and (n.id is null or p.sku is null) order by d.row limit :most""")
                .param("most", MOST_WRONG)
                .query((rs, n) -> unknown(rs))
                .list();
        if (!wrong.isEmpty()) {
            throw new InvalidInputException(wrong);
        }
    }

    private static FieldError unknown(ResultSet rs) throws SQLException {
        var row = "rows[" + rs.getLong("row") + "]";
        return rs.getBoolean("no_node")
                ? new FieldError(row + ".node", "unknown-node", "There is no node " + rs.getString("node_id") + ".")
                : new FieldError(row + ".sku", "unknown-sku", "There is no product " + rs.getString("sku") + ".");
    }

    private Map<MovementBook.Effect, Long> apply(String id, Origin origin) {
        var effects = new HashMap<MovementBook.Effect, Long>();
        // A plan that is made anew for each page still takes the stock for as large as it was before this snapshot.
        wholeTableJoins("off");
        var page = page(0);
        while (!page.isEmpty()) {
            var from = page.getLast().n();
            var told = page.stream().map(row -> told(id, origin, row)).toList();
            var counts = page.stream().map(Difference::count).toList();
            book.apply(told, id + "/" + from, () -> details.write(counts))
                    .forEach(outcome -> effects.merge(outcome.effect(), 1L, Long::sum));
            page = page(from);
        }
        wholeTableJoins("on");
        return effects;
    }

    private void wholeTableJoins(String onOrOff) {
        jdbc.sql("set local enable_hashjoin = " + onOrOff).update();
        jdbc.sql("set local enable_mergejoin = " + onOrOff).update();
    }

    private record Difference(long n, long row, StockFeed.Count count) {}

    private List<Difference> page(long from) {
        return jdbc.sql("select * from snapshot_difference where n > :from order by n limit :most")
                .param("from", from)
                .param("most", PAGE)
                .query((rs, n) -> {
                    return new Difference(
                            rs.getLong("n"),
                            rs.getLong("row"),
                            new StockFeed.Count(
                                    rs.getString("node_id"),
                                    rs.getString("sku"),
                                    rs.getInt("on_hand"),
                                    rs.getObject("safety_stock", Integer.class),
                                    rs.getObject("threshold", Integer.class),
                                    rs.getString("aisle"),
                                    rs.getString("bin"),
                                    rs.getTimestamp("at").toInstant()));
                })
                .list();
    }

    private static Told told(String id, Origin origin, Difference difference) {
        var count = difference.count();
        return new Told(
                id + "/" + difference.row(),
                StockFeed.key(count),
                MovementType.COUNT,
                Objects.requireNonNull(count.onHand()),
                Objects.requireNonNull(count.asOf()),
                "snapshot",
                id,
                origin.source(),
                origin.actor(),
                false,
                origin.sequence());
    }

    private void write(String id, Origin origin, Report report) {
        jdbc.sql("""
                insert into stock_snapshot (id, source, as_of, sequence, actor, key, body_hash, report, taken_at)
                values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)""")
                .params(Arrays.asList(
                        id,
                        origin.source(),
                        Timestamp.from(origin.asOf()),
                        origin.sequence(),
                        origin.actor(),
                        origin.key(),
                        origin.bodyHash(),
                        json.write(report),
                        Timestamp.from(clock.instant())))
                .update();
    }
}
