package org.baton.domain.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.baton.domain.support.DomainIT;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

class RoundTripIT extends DomainIT {

    private static final String WRITE = "insert into trip (word) values (?)";
    private static final String READ = "select word from trip where word like ? order by id";

    @Autowired
    private JdbcTemplate database;

    @BeforeEach
    void makeATable() {
        jdbc.sql("create table trip (id bigint generated always as identity, word text unique)")
                .update();
    }

    @AfterEach
    void dropTheTable() {
        jdbc.sql("drop table trip").update();
    }

    @Test
    void shouldAnswerEachQuestionByWhatWasChangedBeforeIt() {
        var trip = new RoundTrip(database);
        var none = trip.ask(READ, RoundTripIT::words, "%");
        trip.change(WRITE, "one");
        trip.change(WRITE, "two");
        var both = trip.ask(READ, RoundTripIT::words, "%");
        trip.change("update trip set word = word || '!' where word = ?", "two");
        var one = trip.ask(READ, RoundTripIT::words, "%!");

        trip.go();

        assertThat(none.get()).isEmpty();
        assertThat(both.get()).containsExactly("one", "two");
        assertThat(one.get()).containsExactly("two!");
    }

    @Test
    void shouldChangeNothingWhenOneStatementFails() {
        var trip = new RoundTrip(database);
        trip.change(WRITE, "one");
        trip.change(WRITE, "one");

        assertThatThrownBy(trip::go).isInstanceOf(DuplicateKeyException.class);

        assertThat(jdbc.sql("select count(*) from trip").query(Integer.class).single())
                .isZero();
    }

    @Test
    void shouldTakeMissingValuesAndLists() {
        var trip = new RoundTrip(database);
        var answer = trip.ask(
                "select ?::text is null and ? = any(?)",
                rs -> rs.next() && rs.getBoolean(1),
                Parameters.text(null),
                2,
                new Integer[] {1, 2});

        trip.go();

        assertThat(answer.get()).isTrue();
    }

    private static List<String> words(ResultSet rs) throws SQLException {
        var words = new ArrayList<String>();
        while (rs.next()) {
            words.add(rs.getString(1));
        }
        return words;
    }
}
