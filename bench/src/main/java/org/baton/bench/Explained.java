package org.baton.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Asks the database, for each statement of a thread that wants it, how it will come by the rows: before it runs it. */
final class Explained extends DelegatingDataSource {

    /**
     * A statement and its plan.
     *
     * @param plan as EXPLAIN writes it, in JSON
     */
    record Plan(String sql, String plan) {}

    private interface Setter {
        void set(PreparedStatement statement) throws ReflectiveOperationException;
    }

    private static final ThreadLocal<@Nullable List<Plan>> WANTED = new ThreadLocal<>();

    Explained(DataSource database) {
        super(database);
    }

    /** Runs something, and returns the plans of all that it asked the database for. */
    static List<Plan> during(Runnable action) {
        var plans = new ArrayList<Plan>();
        WANTED.set(plans);
        try {
            action.run();
        } finally {
            WANTED.remove();
        }
        return plans;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        if (WANTED.get() == null) {
            return connection;
        }
        return proxy(Connection.class, (method, arguments) -> {
            var result = method.invoke(connection, arguments);
            return result instanceof PreparedStatement statement && arguments != null
                    ? explained(connection, statement, String.valueOf(arguments[0]))
                    : result;
        });
    }

    private static PreparedStatement explained(Connection connection, PreparedStatement statement, String sql) {
        var setters = new ArrayList<Setter>();
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().startsWith("set") && arguments != null && arguments.length > 1) {
                setters.add(other -> method.invoke(other, arguments));
            } else if (method.getName().startsWith("execute")) {
                explain(connection, sql, setters);
            }
            return method.invoke(statement, arguments);
        });
    }

    private static void explain(Connection connection, String sql, List<Setter> setters)
            throws SQLException, ReflectiveOperationException {
        var word = sql.strip().toLowerCase(Locale.ROOT);
        var plans = WANTED.get();
        if (plans == null || !word.startsWith("select") && !word.startsWith("with") && !word.startsWith("update")) {
            return;
        }
        try (var explain = connection.prepareStatement("explain (format json) " + sql)) {
            for (var setter : setters) {
                setter.set(explain);
            }
            try (var rows = explain.executeQuery()) {
                if (rows.next()) {
                    plans.add(new Plan(sql, rows.getString(1)));
                }
            }
        }
    }

    private interface Call {
        @Nullable
        Object on(Method method, Object @Nullable [] arguments) throws SQLException, ReflectiveOperationException;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                Explained.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return call.on(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw Objects.requireNonNullElse(e.getCause(), e);
                    }
                }));
    }
}
