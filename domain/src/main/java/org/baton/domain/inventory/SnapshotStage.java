package org.baton.domain.inventory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Puts the rows of a snapshot beside the stock, into a table of the transaction, as fast as the database takes them. */
@Component
class SnapshotStage {

    private static final int BUFFER = 1 << 17;
    private static final String COPY =
            "copy snapshot_row (row, node_id, sku, on_hand, as_of, safety_stock, threshold, aisle, bin) from stdin";

    private final JdbcTemplate jdbc;

    SnapshotStage(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Copies a file; must be called in a transaction in which the table was made. */
    void copy(SnapshotFile file) {
        var ignored = jdbc.execute((Connection connection) -> {
            try (var out = new PGCopyOutputStream(connection.unwrap(PGConnection.class), COPY, BUFFER)) {
                var lines = new Lines(out);
                file.read(lines);
                lines.flush();
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Writes rows in the text form of COPY. */
    private static final class Lines implements SnapshotFile.Rows {

        private final PGCopyOutputStream out;
        private final StringBuilder text = new StringBuilder(BUFFER);
        private @Nullable Instant lastAsOf;
        private String lastAsOfText = "";

        Lines(PGCopyOutputStream out) {
            this.out = out;
        }

        @Override
        public void row(
                long number,
                String node,
                String sku,
                int onHand,
                @Nullable Instant asOf,
                @Nullable Integer safetyStock,
                @Nullable Integer threshold,
                @Nullable String aisle,
                @Nullable String bin) {
            text.append(number).append('\t');
            cell(node);
            cell(sku);
            text.append(onHand).append('\t');
            cell(asOf == null ? null : text(asOf));
            cell(safetyStock == null ? null : safetyStock.toString());
            cell(threshold == null ? null : threshold.toString());
            cell(aisle);
            cell(bin);
            text.setCharAt(text.length() - 1, '\n');
            if (text.length() > BUFFER - 1024) {
                flush();
            }
        }

        /** Most rows of a file have the same time. */
        private String text(Instant asOf) {
            if (!asOf.equals(lastAsOf)) {
                lastAsOf = asOf;
                lastAsOfText = asOf.toString();
            }
            return Objects.requireNonNull(lastAsOfText);
        }

        private void cell(@Nullable String value) {
            if (value == null) {
                text.append("\\N");
            } else if (value.indexOf('\\') < 0) {
                text.append(value);
            } else {
                // Control characters are refused before; the backslash alone means something here.
                text.append(value.replace("\\", "\\\\"));
            }
            text.append('\t');
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
