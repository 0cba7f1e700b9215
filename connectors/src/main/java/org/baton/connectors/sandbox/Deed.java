package org.baton.connectors.sandbox;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a vendor does the first time that a key is called. It changes one row or none, in one statement, so that
 * {@link FrontDesk} can make it one with the record of the call.
 *
 * @param change an insert or update whose rows come {@code from free}, which has one row where the vendor may act; null
 *     if nothing changes
 * @param parameters of the change; no name begins with {@code call}
 * @param done the answer if a row was changed, or if none is to be
 * @param otherwise finds the answer if none was changed, and may change more; runs in the call's transaction
 */
record Deed(@Nullable String change, MapSqlParameterSource parameters, Reply done, Supplier<Reply> otherwise) {

    /** An answer that changes nothing at the vendor's. */
    static Deed none(Reply answer) {
        return new Deed(null, new MapSqlParameterSource(), answer, () -> answer);
    }

    /** A deed that is done even where the change finds nothing to do. */
    static Deed of(String change, MapSqlParameterSource parameters, Reply done) {
        return new Deed(change, parameters, done, () -> done);
    }

    /** To be read by another statement: has a row if the deed was done. */
    String asTable() {
        return change == null ? "select from free" : change + " returning 1";
    }

    Reply act(JdbcClient jdbc) {
        if (change == null) {
            return done;
        }
        var changed = jdbc.sql("with free as (select) " + change)
                .paramSource(parameters)
                .update();
        return changed > 0 ? done : otherwise.get();
    }
}
