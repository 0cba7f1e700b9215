package org.baton.domain.inventory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Puts rows of a snapshot beside the stock, into tables of the transaction, as fast as the database takes them. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class SnapshotStage {

    private static final int BUFFER = 1 << 17;

    private final JdbcTemplate jdbc;

    SnapshotStage(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes {@code snapshot_row} of the rows of some nodes. */
    void rows(CountedRows rows, IntPredicate nodes) {
        copy("snapshot_row", "node_id text, sku text, at timestamptz", lines -> {
            for (int row = 0; row < rows.total(); row++) {
                if (nodes.test(rows.node(row))) {
                    lines.stock(rows, row).cell(rows.at(row)).end();
                }
            }
        });
    }

    /** Makes {@code snapshot_key}, which says what a snapshot names. */
    void keys(CountedRows rows) {
        copy("snapshot_key", "node_id text, sku text", lines -> {
            for (int row = 0; row < rows.total(); row++) {
                lines.stock(rows, row).end();
            }
        });
    }

    /** Makes {@code snapshot_difference} of the rows that are not done with; their n is the order to lock them in. */
    void differences(StockComparison comparison) {
        var rows = comparison.rows();
        copy("snapshot_difference", """
                node_id text, sku text, n integer, row integer, on_hand integer, at timestamptz, safety_stock integer,
                threshold integer, aisle text, bin text, fresh boolean, tells_more boolean""", lines -> {
            int n = 0;
            for (int row : comparison.open()) {
                var details = rows.details(row);
                lines.stock(rows, row)
                        .cell(++n)
                        .cell(rows.line(row))
                        .cell(rows.onHand(row))
                        .cell(rows.at(row))
                        .cell(details.safetyStock())
                        .cell(details.threshold())
                        .cell(details.aisle())
                        .cell(details.bin())
                        .cell(comparison.isFresh(row))
                        .cell(comparison.tellsMore(row))
                        .end();
            }
        });
    }

    private void copy(String table, String columns, Consumer<Lines> write) {
        jdbc.execute("create temp table " + table + " (" + columns + ") on commit drop");
        var ignored = jdbc.execute((Connection connection) -> {
            var copy = "copy " + table + " from stdin";
            try (var out = new PGCopyOutputStream(connection.unwrap(PGConnection.class), copy, BUFFER)) {
                var lines = new Lines(out);
                write.accept(lines);
                lines.flush();
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        // Joined to the stock by its keys or as a whole: that depends on how many there are.
        jdbc.execute("analyze " + table);
    }

    /** Writes the text form of COPY. */
    private static final class Lines {

        private final PGCopyOutputStream out;
        private final StringBuilder text = new StringBuilder(BUFFER);

        Lines(PGCopyOutputStream out) {
            this.out = out;
        }

        Lines stock(CountedRows rows, int row) {
            return cell(rows.nodes().get(rows.node(row))).cell(rows.skus().get(rows.sku(row)));
        }

        /** Control characters are refused before; the backslash alone means something here. */
        Lines cell(@Nullable Object value) {
            if (value == null) {
                text.append("\\N");
            } else if (value instanceof String name && name.indexOf('\\') >= 0) {
                text.append(name.replace("\\", "\\\\"));
            } else {
                text.append(value);
            }
            text.append('\t');
            return this;
        }

        void end() {
            text.setCharAt(text.length() - 1, '\n');
            if (text.length() > BUFFER - 1024) {
                flush();
            }
        }

        void flush() {
            try {
                out.write(text.toString().getBytes(StandardCharsets.UTF_8));
                text.setLength(0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
