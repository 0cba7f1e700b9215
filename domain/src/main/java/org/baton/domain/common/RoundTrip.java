package org.baton.domain.common;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * Statements that go to the database together, in the order in which they were added, and are answered together. Each is a
 * statement of its own: a question that comes after a lock shows what is so under the lock.
 */
public final class RoundTrip {

    private record Statement(String sql, @Nullable Object[] parameters, ResultSetExtractor<?> read) {}

    private final JdbcTemplate database;
    private final List<Statement> statements = new ArrayList<>();
    private final List<@Nullable Object> answers = new ArrayList<>();

    public RoundTrip(JdbcTemplate database) {
        this.database = database;
    }

    /**
     * @param sql one question, its parameters as question marks
     * @return its answer, once the round trip is over
     */
    public <T> Supplier<T> ask(String sql, ResultSetExtractor<T> read, @Nullable Object... parameters) {
        var number = statements.size();
        statements.add(new Statement(sql, parameters, read));
        return () -> answer(number);
    }

    /** @param sql one statement that answers nothing, its parameters as question marks */
    public void change(String sql, @Nullable Object... parameters) {
        statements.add(new Statement(sql, parameters, rs -> null));
    }

    /** Takes all of it to the database; nothing may be added or asked again afterwards. */
    public void go() {
        var sql = statements.stream().map(Statement::sql).collect(Collectors.joining(";\n"));
        database.execute(sql, (PreparedStatementCallback<@Nullable Void>) all -> {
            var parameters = statements.stream().flatMap(one -> Arrays.stream(one.parameters()));
            new ArgumentPreparedStatementSetter(parameters.toArray()).setValues(all);
            all.execute();
            for (var one : statements) {
                var answer = all.getResultSet();
                answers.add(answer == null ? null : one.read().extractData(answer));
                all.getMoreResults();
            }
            return null;
        });
    }

    @SuppressWarnings("unchecked")
    private <T> T answer(int number) {
        return (T) Objects.requireNonNull(answers.get(number));
    }
}
