package org.baton.domain.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/**
 * Something that somebody should know of the stock of one SKU at one node.
 *
 * @param id in the order of writing
 * @param units that can be promised now; of oversold and miscounted ones, how many
 * @param cause the key of the movement that led to it, or of the last of several
 */
public record StockSignal(long id, Type type, StockKey at, int units, String cause, Instant time) {

    /** What it says. */
    public enum Type {
        /** What can be promised fell to what the rule table calls low. */
        LOW_STOCK,
        /** Nothing can be promised any more. */
        OUT_OF_STOCK,
        /** Something can be promised again. */
        BACK_IN_STOCK,
        /** Units were sold in the store that are held for orders or carts. */
        OVERSOLD,
        /** More units are picked for orders than are believed to be on hand: somebody must count. */
        MISCOUNTED;

        /** The word of the API, e.g. {@code low-stock}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Type of(String text) {
            return Arrays.stream(values())
                    .filter(t -> t.text().equals(text))
                    .findFirst()
                    .orElseThrow();
        }
    }

    StockSignal withId(long written) {
        return new StockSignal(written, type, at, units, cause, time);
    }

    static StockSignal read(ResultSet rs) throws SQLException {
        return new StockSignal(
                rs.getLong("id"),
                Type.of(rs.getString("type")),
                StockKey.of(rs.getString("node_id"), rs.getString("sku")),
                rs.getInt("units"),
                rs.getString("cause"),
                rs.getTimestamp("at").toInstant());
    }
}
