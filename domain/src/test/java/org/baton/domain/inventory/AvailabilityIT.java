package org.baton.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.baton.domain.support.NodeBuilder.aStore;
import static org.baton.domain.support.NodeBuilder.aWarehouse;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Saved;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Availability.Question;
import org.baton.domain.support.DomainIT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

class AvailabilityIT extends DomainIT {

    private static final GeoPoint CHICAGO = new GeoPoint(41.88, -87.63);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SECOND = 1_000_000_000;

    @Autowired
    private Availability availability;

    @Autowired
    private LiveStock live;

    @Autowired
    private Channels channels;

    @Autowired
    private Inbound inbound;

    @Autowired
    private StockView view;

    @Autowired
    private StockReader reader;

    @Autowired
    private JdbcTemplate template;

    @BeforeEach
    void network() {
        given(aStore("store-1").at("60606"));
        given(aStore("store-2").at("60611"));
        given(aWarehouse("dc-1").at("46204"));
        given("SKU-1", "SKU-2");
        counted("store-1", "SKU-1", 5);
        counted("dc-1", "SKU-1", 50);
        look();
    }

    /** Looks anew; where another look is under way, after it. */
    private void look() {
        await().atMost(PATIENCE).until(() -> {
            var before = live.looks();
            live.refresh();
            return live.looks() > before;
        });
    }

    private Question question(String channel) {
        return new Question(List.of(new Sku("SKU-1")), channels.of(channel), null);
    }

    private int at(Availability asked, String node) {
        return asked.near(question("web"), CHICAGO, 1_000, 10, n -> n.idText().equals(node))
                .nodes()
                .getFirst()
                .units()[0];
    }

    private static String source(LiveStock.Look look) {
        return look == null ? "database" : "memory";
    }

    private String source() {
        return source(live.look(List.of(new Sku("SKU-1"))));
    }

    @Test
    void shouldAnswerTheSameFromMemoryAsFromTheDatabase() {
        rules.keepBack(1, 1, 2);
        await().atMost(PATIENCE).until(() -> source().equals("database"));
        var fromDatabase = at(availability, "store-1");
        await().atMost(PATIENCE).until(() -> source().equals("memory"));

        assertThat(at(availability, "store-1")).isEqualTo(fromDatabase).isEqualTo(3);
        assertThat(at(availability, "store-2")).isZero();
    }

    @Test
    void shouldNeverTellWhatIsOlderThanASecond() {
        for (int round = 0; round < 20; round++) {
            counted("store-1", "SKU-1", 100 + round);
            var committed = System.nanoTime();
            if (round % 2 == 0) {
                look();
            }
            for (var told = -1; told != 100 + round; ) {
                var asked = System.nanoTime();
                told = at(availability, "store-1");
                assertThat(told != 100 + round && asked - committed > SECOND)
                        .as("round %d: told %d a second after it changed", round, told)
                        .isFalse();
            }
        }
    }

    @Test
    void shouldAskTheDatabaseWhenTheFeedOfChangesStalls() {
        var stalled = new AtomicBoolean();
        var stalling = new LiveStock(
                new LiveStockReader(jdbc, template, transaction) {
                    @Override
                    Position position() {
                        if (stalled.get()) {
                            throw new DataAccessResourceFailureException("the feed stalls");
                        }
                        return super.position();
                    }
                },
                clock);
        var asked = new Availability(stalling, view, reader, nodes, inbound, clock);
        stalling.refresh();
        stalled.set(true);

        counted("store-1", "SKU-1", 9);
        await().atMost(PATIENCE).until(() -> stalling.look(List.of(new Sku("SKU-1"))) == null);

        assertThat(at(asked, "store-1")).isEqualTo(9);
        stalling.refresh();
        assertThat(source(stalling.look(List.of(new Sku("SKU-1"))))).isEqualTo("database");
    }

    @Test
    void shouldReadOnlyWhatChangedOfALongLedger() {
        jdbc.sql("""
                insert into stock_movement (key, node_id, sku, type, on_hand_change, reserved_change, damaged_change,
                                            actor, occurred_at, recorded_at)
                select 'long-' || n, 'dc-1', 'SKU-1', 'adjustment', 1, 0, 0, 'ada', now(), now()
                from generate_series(1, 5000) n""").update();
        jdbc.sql("analyze stock_movement").update();
        var changes = new LiveStockReader(jdbc, template, transaction);
        var position = changes.position();
        counted("dc-1", "SKU-1", 7);

        // Asked often enough for the plan that a session keeps, whatever is asked for.
        var read = transaction.execute(status -> {
            var before = movementsRead();
            for (int times = 0; times < 20; times++) {
                assertThat(changes.changedSince(position, position)).hasSize(1);
            }
            return movementsRead() - before;
        });

        assertThat(read).isBetween(20L, 200L);
    }

    private long movementsRead() {
        return jdbc.sql("""
                select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables where relname = 'stock_movement'""").query(Long.class).single();
    }

    @Test
    void shouldSeeWhatALongTransactionCommitsAfterwards() {
        look();
        transaction.executeWithoutResult(status -> {
            counted("store-1", "SKU-1", 77);
            // Another look, in a transaction of its own, while this one is open.
            var other = Thread.ofVirtual().start(this::look);
            await().atMost(PATIENCE).until(() -> !other.isAlive());
        });

        look();

        assertThat(source()).isEqualTo("memory");
        assertThat(at(availability, "store-1")).isEqualTo(77);
    }

    @Test
    void shouldFollowWhatElseChangesTheAnswer() {
        rules.keepBack(0, 0, 2);
        var terms = new StockFeed.Count("store-1", "SKU-1", 5, 2, null, null, null, null);
        assertThat(feed.count(List.of(terms), "count", "test").getFirst().errors())
                .isEmpty();
        look();
        assertThat(at(availability, "store-1")).isEqualTo(3);

        jdbc.sql("truncate stock, stock_movement").update();
        look();
        assertThat(at(availability, "store-1")).isZero();
    }

    @Test
    void shouldShowAChannelItsNodesLessItsBuffer() {
        assertThat(channels.saveGroup("stores", "Stores", List.of("store-1", "store-2")))
                .isEqualTo(Saved.CREATED);
        assertThat(channels.saveChannel("market", "stores", 2)).isEqualTo(Saved.CREATED);

        var seen = availability.near(question("market"), CHICAGO, 1_000, 10, n -> true);
        var total = availability.total(question("market"), null);

        assertThat(seen.nodes())
                .extracting(n -> n.near().node().idText(), n -> n.units()[0])
                .containsExactly(tuple("store-1", 3), tuple("store-2", 0));
        assertThat(total.units()).containsExactly(3);
        assertThat(availability.total(question("web"), null).units()).containsExactly(55);
    }

    @Test
    void shouldCountAnnouncedSupplyByADay() {
        var line = new Inbound.Line("store-1", "SKU-1", 12, LocalDate.parse("2026-12-01"));
        assertThat(inbound.save("ASN-1", List.of(line), "erp")).isNotNull();
        var sku = List.of(new Sku("SKU-1"));
        var before = new Question(sku, channels.of("web"), LocalDate.parse("2026-11-30"));
        var after = new Question(sku, channels.of("web"), LocalDate.parse("2026-12-01"));

        assertThat(availability.total(before, null).units()).containsExactly(55);
        assertThat(availability.total(after, null).units()).containsExactly(67);
    }

    @Test
    void shouldFindTheSameNearestNodesAsAFullSearch() {
        for (int i = 0; i < 60; i++) {
            given(aStore("far-" + i).at(i % 2 == 0 ? "60606" : "46204"));
        }
        for (var place : List.of(CHICAGO, new GeoPoint(40.7, -74), new GeoPoint(-80, 179.9), new GeoPoint(0, 0))) {
            var full = nodes.near(place, 3_000, List.of(NodeType.values()));

            var nearest = nodes.nearest(place, 3_000, 17, n -> true);

            assertThat(nearest).isEqualTo(full.subList(0, Math.min(17, full.size())));
        }
        assertThat(nodes.nearest(CHICAGO, 1_000, 1, n -> n.id().equals(new NodeId("dc-1"))))
                .hasSize(1);
    }
}
