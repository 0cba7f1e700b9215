package org.baton.domain.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.baton.domain.common.OutboxRows;
import org.baton.domain.engine.EngineOutbox.Leased;
import org.baton.domain.support.DomainIT;
import org.baton.domain.support.Race;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.IllegalTransactionStateException;

class EngineOutboxIT extends DomainIT {

    private static final Duration LEASE = Duration.ofSeconds(30);

    @Test
    void shouldHandOverWhatWasWritten() {
        var message = new EngineCommand.Message(
                "order-accepted", "ord_1", "m-1", Map.of("orderId", "ord_1", "n", 7), Duration.ofDays(7));
        var completion = new EngineCommand.JobCompletion(42, Map.of("linesLeft", true));
        write(message, completion);

        assertThat(outbox.lease(10, LEASE)).extracting(Leased::command).containsExactly(message, completion);
    }

    @Test
    void shouldWriteOnceWhenTheSameCommandStillWaits() {
        write(message("m-1"), message("m-1"));
        write(message("m-1"));

        assertThat(outbox.backlog().waiting()).isEqualTo(1);
    }

    @Test
    void shouldRefuseWhenThereIsNoTransaction() {
        assertThatThrownBy(() -> outbox.write(message("m-1"))).isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void shouldGiveItToNobodyElseWhileTheLeaseLasts() {
        write(message("m-1"));

        assertThat(outbox.lease(10, LEASE)).hasSize(1);
        assertThat(outbox.lease(10, LEASE)).isEmpty();
        clock.advance(LEASE);
        assertThat(outbox.lease(10, LEASE))
                .singleElement()
                .satisfies(leased -> assertThat(leased.attempts()).isEqualTo(2));
    }

    @Test
    void shouldGiveEachCommandToOneRelayWhenManyLeaseAtOnce() throws Exception {
        var commands = new ArrayList<EngineCommand>();
        for (int i = 0; i < 200; i++) {
            commands.add(message("m-" + i));
        }
        write(commands.toArray(EngineCommand[]::new));
        Callable<List<Leased>> relay = () -> outbox.lease(60, LEASE);

        var leased = Race.run(Collections.nCopies(4, relay)).stream()
                .flatMap(List::stream)
                .map(Leased::id)
                .toList();

        assertThat(leased).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void shouldComeBackAfterThePauseWhenTheEngineDidNotTakeIt() {
        write(message("m-1"));
        var leased = outbox.lease(10, LEASE).getFirst();

        outbox.notTaken(List.of(leased.id()), Duration.ofSeconds(5));

        assertThat(outbox.lease(10, LEASE)).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        assertThat(outbox.lease(10, LEASE)).hasSize(1);
        assertThat(outbox.backlog().age()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void shouldLeaveRoomBetweenCommandsThatAreWrittenApart() {
        transaction.executeWithoutResult(
                t -> outbox.write(List.of(message("m-1"), message("m-2"), message("m-3")), Duration.ofMillis(20)));
        write(message("m-4"));

        assertThat(outbox.lease(10, LEASE))
                .extracting(leased -> leased.command().id())
                .containsExactly("m-1", "m-4");
        assertThat(outbox.backlog().age()).isEqualTo(Duration.ZERO);
        clock.advance(Duration.ofMillis(40));
        assertThat(outbox.lease(10, LEASE))
                .extracting(leased -> leased.command().id())
                .containsExactly("m-2", "m-3");
    }

    @Test
    void shouldForgetWhenItWasHandedOver() {
        write(message("m-1"), message("m-2"));
        var leased = outbox.lease(1, LEASE).getFirst();

        outbox.handedOver(List.of(leased.id()));
        outbox.handedOver(List.of());

        assertThat(commands()).containsExactly("m-2");
    }

    @Test
    void shouldForgetWhatTheEngineTookWhenMoreIsTaken() {
        write(message("m-1"), message("m-2"));
        var taken = outbox.lease(1, LEASE).getFirst();

        assertThat(outbox.lease(10, LEASE, List.of(taken.id())))
                .extracting(leased -> leased.command().id())
                .containsExactly("m-2");
        assertThat(commands()).containsExactly("m-2");
    }

    @Test
    void shouldNotWaitForTheDiskWhenALeaseIsAllThatIsCommitted(@Autowired DataSource database) throws SQLException {
        try (var connection = database.getConnection()) {
            var alone = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            alone.sql("set synchronous_commit = on").update();

            alone.sql("begin").update();
            assertThat(leaseAndAskWhetherItWaits(alone)).isEqualTo("off");
            alone.sql("commit").update();
            assertThat(waits(alone)).isEqualTo("on");

            alone.sql("reset synchronous_commit").update();
        }
    }

    @Test
    void shouldWaitForTheDiskWhenMoreIsCommittedThanALease() {
        transaction.executeWithoutResult(t -> {
            var ignored = jdbc.sql("set local synchronous_commit = on").update();
            assertThat(leaseAndAskWhetherItWaits(jdbc)).isEqualTo("on");
        });
    }

    @Test
    void shouldTellNoBacklogWhenNothingWaits() {
        assertThat(outbox.backlog()).isEqualTo(new OutboxRows.Backlog(0, Duration.ZERO));
    }

    private String leaseAndAskWhetherItWaits(JdbcClient database) {
        var rows = new OutboxRows(database, clock, "engine_command");
        assertThat(rows.lease(10, LEASE, List.of(), (rs, n) -> n)).isEmpty();
        return waits(database);
    }

    private static String waits(JdbcClient database) {
        return database.sql("show synchronous_commit").query(String.class).single();
    }

    private void write(EngineCommand... commands) {
        transaction.executeWithoutResult(t -> outbox.write(List.of(commands)));
    }

    private static EngineCommand message(String id) {
        return new EngineCommand.Message("order-accepted", "ord_1", id, Map.of(), Duration.ofDays(7));
    }
}
