package org.baton.domain.common;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes what a change only writes down (its events, its commands, its messages) to the database together, in one round trip
 * that commits it too, in the order in which it was handed in. For rows that the same transaction does not read. What is
 * wrong with them is therefore thrown when the transaction is to be committed.
 */
@Component
public class LateWrites {

    /** The database keeps a plan for each sequence of statements that it is given; longer ones would be too many. */
    private static final int MOST_AT_ONCE = 8;

    private static final LongConsumer NOBODY = id -> {};

    private record Write(String sql, @Nullable Object[] parameters, LongConsumer written) {}

    private final JdbcTemplate jdbc;

    LateWrites(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param sql one statement that returns nothing, its parameters as question marks */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(String sql, @Nullable Object... parameters) {
        ofTransaction().add(new Write(sql, parameters, NOBODY));
    }

    /**
     * @param written is told of the row, if one was written
     * @param sql one statement that returns the id of the row that it writes
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(LongConsumer written, String sql, @Nullable Object... parameters) {
        ofTransaction().add(new Write(sql, parameters, written));
    }

    private Pending ofTransaction() {
        for (var follower : TransactionSynchronizationManager.getSynchronizations()) {
            if (follower instanceof Pending pending) {
                return pending;
            }
        }
        var pending = new Pending();
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    private void write(List<Write> writes, boolean last) {
        var trip = new RoundTrip(jdbc);
        writes.forEach(write -> trip.ask(write.sql(), rs -> tell(write, rs), write.parameters()));
        if (last) {
            // The driver sees from the answer that the transaction is over, and has nothing left to send when told to
            // end it.
            trip.change("commit");
        }
        trip.go();
    }

    private static boolean tell(Write write, ResultSet written) throws SQLException {
        while (written.next()) {
            write.written().accept(written.getLong(1));
        }
        return true;
    }

    /** The writes of one transaction. */
    private final class Pending implements TransactionSynchronization {

        private final List<Write> writes = new ArrayList<>();
        private boolean written;

        void add(Write write) {
            if (written) {
                throw new IllegalStateException("The transaction has been committed: " + write.sql());
            }
            writes.add(write);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            written = true;
            for (int from = 0; from < writes.size(); from += MOST_AT_ONCE) {
                var to = Math.min(from + MOST_AT_ONCE, writes.size());
                write(writes.subList(from, to), to == writes.size());
            }
        }

        /** After all others, which may have something to write too. */
        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }
    }
}
