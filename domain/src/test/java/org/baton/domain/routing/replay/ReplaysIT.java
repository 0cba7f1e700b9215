package org.baton.domain.routing.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.baton.domain.support.NodeBuilder.aStore;
import static org.baton.domain.support.NodeBuilder.aWarehouse;
import static org.baton.domain.support.OrderBuilder.anOrder;
import static org.baton.domain.support.StrategyBuilder.aStrategy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.inventory.RejectionReason;
import org.baton.domain.routing.StrategyRules;
import org.baton.domain.support.DomainIT;
import org.baton.domain.support.FakeRuleTables;
import org.baton.domain.support.OrderBuilder;
import org.baton.domain.support.StrategyBuilder;
import org.baton.domain.support.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ReplaysIT extends DomainIT {

    private static final Map<String, Integer> VERSIONS = Map.of(FakeRuleTables.SOURCING, 2);

    @Autowired
    private Replays replays;

    @Autowired
    private FakeRuleTables drafts;

    private final AtomicInteger done = new AtomicInteger();

    @BeforeEach
    void network() {
        drafts.reset();
        given(aWarehouse("dc-1").at("60606"));
        given(aWarehouse("dc-2").at("10001"));
        given(aStore("store-1").at("60611"));
        given("SKU-1", "SKU-2");
        counted("dc-1", "SKU-1", 5);
        counted("dc-2", "SKU-1", 50);
        counted("store-1", "SKU-1", 7);
        later();
    }

    private void later() {
        clock.advance(Duration.ofMinutes(5));
    }

    private List<Fulfilment> placed(OrderBuilder order) {
        var made = sourced(accepted(order));
        later();
        return made;
    }

    private static OrderId orderOf(List<Fulfilment> made) {
        return made.getFirst().orderId();
    }

    private void draftIs(StrategyBuilder strategy) {
        var built = strategy.build();
        StrategyRules rules = facts -> built;
        drafts.draftsSourceBy(rules);
    }

    private static StrategyBuilder storesFirst() {
        return aStrategy().preferring(NodeType.STORE, NodeType.WAREHOUSE).minimumStock(1);
    }

    private ReplayRun replay() {
        var started = replays.start(
                new Replays.Trial(VERSIONS, Map.of()),
                TestClock.START.minusSeconds(1),
                clock.instant(),
                "ana",
                done::incrementAndGet);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> replays.find(started.id()).status() != ReplayRun.Status.RUNNING);
        var ended = replays.find(started.id());
        assertThat(ended.problem()).isNull();
        return ended;
    }

    private static long number(ReplayRun run, String path) {
        return Objects.requireNonNull(run.report()).at(path).asLong(-1);
    }

    private List<String> differences(ReplayRun run) {
        return replays.differences(run.id(), -1, 100).stream()
                .map(d -> d.live()
                                .path("nodes")
                                .valueStream()
                                .map(n -> n.asString(""))
                                .toList()
                        + " -> "
                        + d.draft()
                                .path("nodes")
                                .valueStream()
                                .map(n -> n.asString(""))
                                .toList())
                .toList();
    }

    @Test
    void shouldRepeatWhatWasDecidedWhenTheDraftSaysTheSame() {
        draftIs(aStrategy());
        placed(anOrder().withLine("SKU-1", 2));
        var rejected = placed(anOrder().withLine("SKU-1", 3));
        progress.giveBack(rejected.getFirst().id(), Map.of(1, 3), RejectionReason.NOT_IN_STOCK, "ann");
        later();
        sourced(orderOf(rejected));
        later();
        counted("dc-1", "SKU-1", 20);
        later();
        placed(anOrder().withLine("SKU-1", 10).withLine("SKU-1", 4));
        placed(anOrder().collectedAt("store-1").withLine("SKU-1", 1));
        placed(anOrder().withLine("SKU-2", 1));

        var run = replay();

        assertThat(number(run, "/orders")).isEqualTo(5);
        assertThat(number(run, "/differing")).isZero();
        assertThat(number(run, "/asDecidedPercent")).isEqualTo(100);
        assertThat(number(run, "/live/units")).isEqualTo(2 + 3 + 14 + 1);
        assertThat(run.report().path("draft")).isEqualTo(run.report().path("live"));
        assertThat(run.ordersDone()).isEqualTo(5);
        assertThat(run.author()).isEqualTo("ana");
        await().untilAsserted(() -> assertThat(done).hasValue(1));
    }

    @Test
    void shouldCarryForwardWhatTheDraftItselfTook() {
        draftIs(storesFirst());
        for (int n = 0; n < 4; n++) {
            placed(anOrder().withLine("SKU-1", 3));
        }

        var run = replay();

        // The store's 7 units serve two orders under the draft; then it goes where the live rules went.
        assertThat(differences(run)).containsExactly("[dc-1] -> [store-1]", "[dc-2] -> [store-1]", "[dc-2] -> [dc-1]");
        assertThat(number(run, "/live/storeUnitsPercent")).isZero();
        assertThat(number(run, "/draft/storeUnitsPercent")).isEqualTo(50);
        assertThat(number(run, "/asDecidedPercent")).isEqualTo(100);
    }

    @Test
    void shouldCountAStoreDrivenToZero() {
        draftIs(storesFirst());
        placed(anOrder().withLine("SKU-1", 4));
        placed(anOrder().withLine("SKU-1", 3));

        assertThat(number(replay(), "/draft/storesDrivenToZero")).isEqualTo(1);
    }

    @Test
    void shouldGiveBackToTheDraftsNodeWhatACancelledOrderHeld() {
        draftIs(storesFirst());
        var cancelled = placed(anOrder().withLine("SKU-1", 5));
        assertThat(progress.returnedToStock(cancelled.getFirst().id())).isTrue();
        later();
        placed(anOrder().withLine("SKU-1", 6));

        assertThat(differences(replay())).containsExactly("[dc-1] -> [store-1]", "[dc-2] -> [store-1]");
    }

    @Test
    void shouldSeeTheStockAsItStoodAndNotAsItIs() {
        draftIs(storesFirst());
        placed(anOrder().withLine("SKU-1", 2));
        counted("store-1", "SKU-1", 0);
        later();
        placed(anOrder().withLine("SKU-1", 2));
        counted("store-1", "SKU-1", 40);
        counted("dc-1", "SKU-1", 0);

        assertThat(differences(replay())).containsExactly("[dc-1] -> [store-1]");
    }

    @Test
    void shouldTryAgainWhatWaitedWhenSupplyCame() {
        draftIs(aStrategy());
        var id = accepted(anOrder().withLine("SKU-2", 4));
        assertThat(sourced(id)).isEmpty();
        later();
        counted("dc-2", "SKU-2", 9);
        later();
        assertThat(sourced(id)).hasSize(1);
        later();

        var run = replay();

        assertThat(number(run, "/orders")).isEqualTo(1);
        assertThat(number(run, "/live/units")).isEqualTo(4);
        assertThat(number(run, "/live/fillRatePercent")).isEqualTo(100);
        assertThat(number(run, "/live/wholeOrdersPercent")).isZero();
    }

    @Test
    void shouldSayWhenTheDraftSourcesNothing() {
        draftIs(aStrategy().preferring(NodeType.STORE).minimumStock(1_000));
        placed(anOrder().withLine("SKU-1", 1));

        assertThat(replay().report().at("/warnings/0").asString(""))
                .isEqualTo("The draft sources nothing: none of 1 orders found a node.");
    }

    @Test
    void shouldSendToTheStoreWhatItDoesNotHaveWhenTheRulesSaySo() {
        rules.sendToStoreBy(aStrategy().preferring(NodeType.STORE), aStrategy().named("elsewhere"));
        drafts.draftsSourceBy(rules::strategyFor);
        placed(anOrder().collectedAt("store-1").withLine("SKU-1", 9));

        var run = replay();

        assertThat(number(run, "/live/units")).isEqualTo(9);
        assertThat(number(run, "/draft/units")).isEqualTo(9);
        assertThat(number(run, "/asDecidedPercent")).isEqualTo(100);
    }

    @Test
    void shouldSayWhenThePeriodHasNoOrders() {
        assertThat(replay().report().at("/warnings/0").asString("")).startsWith("The period has no orders");
    }

    @Test
    void shouldLeaveOutOrdersThatWereDecidedBeforeThePeriod() {
        draftIs(aStrategy());
        placed(anOrder().withLine("SKU-1", 5));
        var from = clock.instant();
        placed(anOrder().withLine("SKU-1", 5));

        var started = replays.start(
                new Replays.Trial(VERSIONS, Map.of()), from, clock.instant(), "ana", done::incrementAndGet);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> replays.find(started.id()).status() != ReplayRun.Status.RUNNING);

        var run = replays.find(started.id());
        assertThat(number(run, "/orders")).isEqualTo(1);
        assertThat(number(run, "/asDecidedPercent")).isEqualTo(100);
    }

    @Test
    void shouldRefuseAPeriodThatIsNone() {
        var now = clock.instant();
        var trial = new Replays.Trial(VERSIONS, Map.of());

        assertThatThrownBy(() -> replays.start(trial, now, now, "ana", () -> {}))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> replays.start(trial, now, now.plusSeconds(9), "ana", () -> {}))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> replays.start(trial, now.minus(Duration.ofDays(400)), now, "ana", () -> {}))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> replays.find("rpl_none")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void shouldRunOneReplayAtATimeAndForgetOneWhoseBatonIsGone() {
        var trial = new Replays.Trial(VERSIONS, Map.of());
        var from = clock.instant().minusSeconds(60);
        jdbc.sql("""
                insert into replay (id, status, drafts, rules, period_from, period_to, author, started_at, seen_at)
                values ('rpl_gone', 'RUNNING', '{}', '{}', now() - interval '1 day', now(), 'bob', :now, :now)
                on conflict (id) do update set status = 'RUNNING', seen_at = excluded.seen_at""").param("now", java.sql.Timestamp.from(clock.instant())).update();

        assertThatThrownBy(() -> replays.start(trial, from, clock.instant(), "ana", () -> {}))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo("replay-running"));

        later();
        assertThat(replays.find("rpl_gone").problem()).isEqualTo("Baton was stopped while it ran.");
        assertThat(replay().status()).isEqualTo(ReplayRun.Status.DONE);
    }
}
