package org.baton.domain.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Runs the checks that the database alone answers; each sees one moment, whatever happens meanwhile. */
@Repository
class BookChecks {

    private final JdbcClient jdbc;

    BookChecks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Looks at every row.
     *
     * @param before what changed later may still be on its way, and is left alone
     * @param most how many findings to return; the others are counted
     */
    @Transactional(readOnly = true)
    public CheckResult run(Check check, Instant before, int most) {
        var statement = statement(check);
        var sql = "with wrong as materialized (" + statement
                + ") select *, count(*) over () as found from wrong limit :most";
        var query = jdbc.sql(sql).param("most", most);
        if (statement.contains(":before")) {
            query = query.param("before", Timestamp.from(before));
        }
        var found = new ArrayList<Long>();
        var findings = query.query((rs, n) -> {
                    found.add(rs.getLong("found"));
                    return new Finding(rs.getString("subject"), rs.getString("text"));
                })
                .list();
        var looked = jdbc.sql("select count(*) from " + check.table())
                .query(Long.class)
                .single();
        return new CheckResult(check, looked, found.isEmpty() ? 0 : found.getFirst(), findings);
    }

    private static String statement(Check check) {
        try (var in = BookChecks.class.getResourceAsStream("/checks/" + check.text() + ".sql")) {
            return new String(Objects.requireNonNull(in, check.text()).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
