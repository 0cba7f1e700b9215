package org.baton.domain.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.baton.domain.support.DomainIT;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class LateWritesIT extends DomainIT {

    private static final String WRITE = "insert into late (word) values (?)";

    @Autowired
    private LateWrites writes;

    @Autowired
    private PlatformTransactionManager transactions;

    @BeforeEach
    void makeATable() {
        jdbc.sql("create table late (id bigint generated always as identity, word text unique)")
                .update();
    }

    @AfterEach
    void dropTheTable() {
        jdbc.sql("drop table late").update();
    }

    @Test
    void shouldWriteInOrderWhenTheTransactionIsCommitted() {
        transaction.executeWithoutResult(status -> {
            writes.add(WRITE, "one");
            writes.add(WRITE, "two");
            writes.add("update late set word = word || '!' where word = ?", "two");
            assertThat(words()).isEmpty();
        });

        assertThat(words()).containsExactly("one", "two!");
    }

    @Test
    void shouldWriteMoreThanGoTogether() {
        var many = IntStream.range(0, 30).mapToObj(Integer::toString).toList();

        transaction.executeWithoutResult(status -> many.forEach(word -> writes.add(WRITE, word)));

        assertThat(words()).isEqualTo(many);
    }

    @Test
    void shouldWriteNothingOfWhatIsRolledBack() {
        transaction.executeWithoutResult(status -> {
            writes.add(WRITE, "one");
            status.setRollbackOnly();
        });

        assertThat(words()).isEmpty();
    }

    @Test
    void shouldUndoTheWholeChangeWhenAWriteIsRefused() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    jdbc.sql("insert into late (word) values ('at once')").update();
                    writes.add(WRITE, "one");
                    writes.add(WRITE, "one");
                }))
                .isInstanceOf(DuplicateKeyException.class);

        assertThat(words()).isEmpty();
    }

    @Test
    void shouldUndoTheWholeChangeWhenTheCommitItselfIsRefused() {
        jdbc.sql("alter table late add constraint once unique (word) deferrable initially deferred")
                .update();
        jdbc.sql("alter table late drop constraint late_word_key").update();

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    jdbc.sql("insert into late (word) values ('one')").update();
                    writes.add(WRITE, "one");
                }))
                .isInstanceOf(DuplicateKeyException.class);

        assertThat(words()).isEmpty();
    }

    @Test
    void shouldRefuseWhatComesAfterTheCommit() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> writes.add(
                        id -> writes.add(WRITE, "too late"), "insert into late (word) values (?) returning id", "one")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldTellOfTheRowsThatWereWritten() {
        var told = new ArrayList<Long>();
        var unlessThere = "insert into late (word) values (?) on conflict do nothing returning id";

        transaction.executeWithoutResult(status -> {
            writes.add(WRITE, "one");
            writes.add(told::add, unlessThere, "one");
            writes.add(told::add, unlessThere, "two");
        });

        assertThat(told)
                .isEqualTo(jdbc.sql("select id from late where word = 'two'")
                        .query(Long.class)
                        .list());
    }

    @Test
    void shouldKeepApartWhatTransactionsWithinOthersWrite() {
        var apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        transaction.executeWithoutResult(status -> {
            writes.add(WRITE, "outer");
            apart.executeWithoutResult(inner -> writes.add(WRITE, "inner"));
            assertThat(words()).containsExactly("inner");
        });

        assertThat(words()).containsExactly("inner", "outer");
    }

    @Test
    void shouldRefuseWhatNoTransactionWouldWrite() {
        assertThatThrownBy(() -> writes.add(WRITE, "one")).isInstanceOf(IllegalTransactionStateException.class);
    }

    private List<String> words() {
        return jdbc.sql("select word from late order by id").query(String.class).list();
    }
}
