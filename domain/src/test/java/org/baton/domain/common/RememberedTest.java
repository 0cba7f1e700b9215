package org.baton.domain.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class RememberedTest {

    private static final Duration LONG = Duration.ofDays(1);

    private final AtomicInteger reads = new AtomicInteger();
    private String database = "before";
    private Runnable meanwhile = () -> {};
    private Remembered<String> remembered = new Remembered<>(LONG, this::read);

    /** Answers as a statement does: with what was committed when it began. */
    private String read() {
        reads.incrementAndGet();
        var answer = database;
        meanwhile.run();
        return answer;
    }

    @AfterEach
    void leaveNoTransaction() {
        TransactionSynchronizationManager.clear();
    }

    private static void end(int status) {
        var all = TransactionSynchronizationManager.getSynchronizations();
        TransactionSynchronizationManager.clearSynchronization();
        all.forEach(synchronization -> synchronization.afterCompletion(status));
    }

    @Test
    void shouldAskOnceWhileTheAnswerIsFresh() {
        assertThat(remembered.get()).isEqualTo("before");
        database = "changed by another process";
        assertThat(remembered.get()).isEqualTo("before");
        assertThat(reads).hasValue(1);
    }

    @Test
    void shouldAskAgainWhenTheAnswerIsNoLongerFresh() {
        remembered = new Remembered<>(Duration.ZERO, this::read);
        assertThat(remembered.get()).isEqualTo("before");
        database = "changed by another process";
        assertThat(remembered.get()).isEqualTo("changed by another process");
    }

    @Test
    void shouldSeeAChangeAtOnceWhenThereIsNoTransaction() {
        assertThat(remembered.get()).isEqualTo("before");
        remembered.change(() -> database = "after");
        assertThat(remembered.get()).isEqualTo("after");
        assertThat(remembered.get()).isEqualTo("after");
        assertThat(reads).hasValue(2);
    }

    @Test
    void shouldRememberAgainWhenAChangeFailed() {
        assertThatThrownBy(() -> remembered.change(() -> {
                    throw new IllegalStateException("refused");
                }))
                .hasMessage("refused");
        assertThat(remembered.get()).isEqualTo("before");
        assertThat(remembered.get()).isEqualTo("before");
        assertThat(reads).hasValue(1);
    }

    @Test
    void shouldRememberNothingUntilTheChangeIsCommitted() {
        assertThat(remembered.get()).isEqualTo("before");
        TransactionSynchronizationManager.initSynchronization();
        remembered.change(() -> {});
        assertThat(remembered.get()).isEqualTo("before");
        assertThat(remembered.get()).isEqualTo("before");
        assertThat(reads).hasValue(3);

        database = "after";
        end(TransactionSynchronization.STATUS_COMMITTED);

        assertThat(remembered.get()).isEqualTo("after");
        assertThat(remembered.get()).isEqualTo("after");
        assertThat(reads).hasValue(4);
    }

    @Test
    void shouldRememberAgainWhenTheChangeWasUndone() {
        TransactionSynchronizationManager.initSynchronization();
        remembered.change(() -> {});
        end(TransactionSynchronization.STATUS_ROLLED_BACK);

        assertThat(remembered.get()).isEqualTo("before");
        assertThat(remembered.get()).isEqualTo("before");
        assertThat(reads).hasValue(1);
    }

    @Test
    void shouldNotKeepWhatWasReadWhileAChangeWasMade() {
        meanwhile = () -> {
            meanwhile = () -> {};
            remembered.change(() -> database = "after");
        };
        assertThat(remembered.get()).isEqualTo("before");
        assertThat(remembered.get()).isEqualTo("after");
    }

    @Test
    void shouldNotKeepWhatWasReadWhileAChangeWasCommitted() {
        TransactionSynchronizationManager.initSynchronization();
        remembered.change(() -> {});
        meanwhile = () -> {
            meanwhile = () -> {};
            database = "after";
            end(TransactionSynchronization.STATUS_COMMITTED);
        };
        assertThat(remembered.get()).isEqualTo("before");
        assertThat(remembered.get()).isEqualTo("after");
    }

    @Test
    void shouldLetOthersGoOnWithWhatIsKnownWhileOneAsksAgain() {
        remembered = new Remembered<>(Duration.ZERO, this::read);
        assertThat(remembered.get()).isEqualTo("before");
        database = "changed by another process";
        meanwhile = () -> {
            meanwhile = () -> {};
            assertThat(CompletableFuture.supplyAsync(remembered::get).join()).isEqualTo("before");
        };

        assertThat(remembered.get()).isEqualTo("changed by another process");
        assertThat(reads).hasValue(2);
    }
}
