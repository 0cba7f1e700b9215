package org.baton.domain.inventory;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/** Does again what lost against another transaction: the database has undone it as a whole. */
final class Retry {

    private static final int MOST = 8;

    private Retry() {}

    /**
     * Runs work in a transaction of its own.
     *
     * @throws ConcurrencyFailureException if it lost every time
     */
    static <T> T inTransaction(TransactionTemplate transaction, Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return Objects.requireNonNull(transaction.execute(status -> work.get()));
            } catch (ConcurrencyFailureException e) {
                if (attempt == MOST) {
                    throw e;
                }
            }
        }
    }
}
