package org.baton.domain.common;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * An answer of the database that is asked for far more often than it changes. What this process changes is seen by its
 * own transaction at once and by all others when it is committed, not before; what another process changes, within the
 * time that an answer is fresh.
 *
 * @param <T> must not be changed by who gets it
 */
public final class Remembered<T> {

    private record Known<T>(T answer, long readAt) {}

    private final Duration freshFor;
    private final Supplier<T> read;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Known<T> known;
    private int changing;
    private long moment;

    /** @param read asks the database; several may ask at the same time */
    public Remembered(Duration freshFor, Supplier<T> read) {
        this.freshFor = freshFor;
        this.read = read;
    }

    /** One thread alone asks again for what is no longer fresh; the others go on with what is known. */
    public T get() {
        var now = known;
        if (now == null) {
            return read();
        }
        if (System.nanoTime() - now.readAt() < freshFor.toNanos() || !reading.tryLock()) {
            return now.answer();
        }
        try {
            return read();
        } finally {
            reading.unlock();
        }
    }

    private T read() {
        var since = moment();
        var readAt = System.nanoTime();
        var answer = read.get();
        keep(new Known<>(answer, readAt), since);
        return answer;
    }

    /** Changes what is remembered. Until the change is committed or undone, everybody asks the database. */
    public void change(Runnable change) {
        begin();
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            try {
                change.run();
            } finally {
                end();
            }
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                end();
            }
        });
        change.run();
    }

    private synchronized long moment() {
        return moment;
    }

    private synchronized void begin() {
        changing++;
        moment++;
        known = null;
    }

    private synchronized void end() {
        changing--;
        moment++;
    }

    /** An answer is kept only if no change began or ended while it was read. */
    private synchronized void keep(Known<T> answer, long since) {
        if (changing == 0 && moment == since) {
            known = answer;
        }
    }
}
