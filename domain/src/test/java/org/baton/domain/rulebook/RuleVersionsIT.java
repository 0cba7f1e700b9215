package org.baton.domain.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baton.domain.support.FakeRuleTables.CADENCE;
import static org.baton.domain.support.FakeRuleTables.SOURCING;
import static org.baton.domain.support.FakeRuleTables.bytes;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.RefusedException;
import org.baton.domain.rulebook.RuleEvidence.Replayed;
import org.baton.domain.rulebook.RuleVersion.Key;
import org.baton.domain.rulebook.RuleVersion.Status;
import org.baton.domain.support.DomainIT;
import org.baton.domain.support.FakeRuleTables;
import org.baton.domain.support.Race;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RuleVersionsIT extends DomainIT {

    @Autowired
    private RuleVersions versions;

    @Autowired
    private RulePublishing publishing;

    @Autowired
    private RulesInForce inForce;

    @Autowired
    private FakeRuleTables tables;

    @BeforeEach
    void noVersions() {
        jdbc.sql("truncate rule_version, rule_table, rule_publication, rule_switch, rule_in_force")
                .update();
        tables.reset();
        versions.keepShipped();
    }

    private RuleVersion upload(String table, String text) {
        return versions.upload(table, bytes(text), null, "because", "ana");
    }

    private RuleVersion published(String table, String text) {
        var draft = upload(table, text);
        return publishing.publish(List.of(draft.key()), "go", null, "ana").getFirst();
    }

    private List<String> state() {
        return inForce.state().tables().stream().map(RulesInForce.Edited::name).toList();
    }

    private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void shouldKeepWhatIsShippedOnce() {
        versions.keepShipped();

        assertThat(versions.page(SOURCING, 99, 10))
                .singleElement()
                .satisfies(v -> assertThat(v.status()).isEqualTo(Status.SHIPPED));
        assertThat(versions.table(SOURCING).inForce()).isNull();
        assertThat(inForce.dmn(SOURCING, "shipped")).hasValue(bytes("as shipped"));
    }

    @Test
    void shouldGoFromDraftToPublishedAndBack() {
        var draft = upload(SOURCING, "new");
        assertThat(draft.status()).isEqualTo(Status.CHECKED);
        assertThat(draft.version()).isEqualTo(2);
        assertThat(state()).isEmpty();
        var before = inForce.generation();

        var published =
                publishing.publish(List.of(draft.key()), "go", null, "ana").getFirst();

        assertThat(published.status()).isEqualTo(Status.PUBLISHED);
        assertThat(published.publishNote()).isEqualTo("go");
        assertThat(inForce.generation()).isGreaterThan(before);
        assertThat(state()).containsExactly("v2-" + draft.hash());
        assertThat(inForce.dmn(SOURCING, "v2-" + draft.hash())).hasValue(bytes("new"));

        var third = published(SOURCING, "newer");
        assertThat(versions.get(draft.key()).status()).isEqualTo(Status.REPLACED);

        assertThat(publishing.rollback(SOURCING, null, "worse", "bob").map(RuleVersion::version))
                .hasValue(2);
        assertThat(versions.get(third.key()).status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(versions.get(third.key()).rollbackNote()).isEqualTo("worse");
        assertThat(publishing.rollback(SOURCING, null, "worse too", "bob")).isEmpty();
        assertThat(state()).isEmpty();
        refused("nothing-to-roll-back", () -> publishing.rollback(SOURCING, null, "again", "bob"));
    }

    @Test
    void shouldRollBackToANamedVersionOnlyIfItWasInForce() {
        var first = published(SOURCING, "first");
        var never = upload(SOURCING, "never");
        published(SOURCING, "second");

        refused("never-in-force", () -> publishing.rollback(SOURCING, never.version(), "no", "bob"));
        assertThatThrownBy(() -> publishing.rollback(SOURCING, 77, "no", "bob")).isInstanceOf(NotFoundException.class);
        assertThat(publishing.rollback(SOURCING, first.version(), "yes", "bob"))
                .hasValueSatisfying(v -> assertThat(v.key()).isEqualTo(first.key()));
        assertThat(publishing.rollback(SOURCING, 0, "as shipped", "bob")).isEmpty();
    }

    @Test
    void shouldKeepADraftWithErrorsButNeverPublishIt() {
        var draft = upload(SOURCING, "broken");

        assertThat(draft.status()).isEqualTo(Status.DRAFT);
        assertThat(draft.findings()).hasSize(1);
        refused("draft-has-errors", () -> publishing.publish(List.of(draft.key()), "go", null, "ana"));
        assertThat(state()).isEmpty();
    }

    @Test
    void shouldKeepNothingOfWhatIsNoTable() {
        assertThatThrownBy(() -> upload(SOURCING, "junk"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.errors())
                                .singleElement()
                                .satisfies(error -> assertThat(error.field())
                                        .isEqualTo("sourcing-strategy.dmn, row 3, column \"Any\"")));
        assertThat(versions.page(SOURCING, 99, 10)).hasSize(1);
        assertThatThrownBy(() -> upload("no-such-table", "x")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void shouldTestADraftOnTheCasesInForceUnlessItBringsItsOwn() {
        assertThatThrownBy(() -> versions.upload(SOURCING, bytes("x"), "junk", "", "ana"))
                .isInstanceOf(InvalidInputException.class);
        var own = versions.upload(SOURCING, bytes("x"), "case,a\none,1\ntwo,2\n", "", "ana");
        assertThat(own.cases()).isEqualTo(2);
        assertThat(upload(SOURCING, "y").cases()).isEqualTo(1);

        publishing.publish(List.of(own.key()), "go", null, "ana");

        assertThat(upload(SOURCING, "z").cases()).isEqualTo(2);
    }

    @Test
    void shouldRefuseADraftThatWouldUndoWhatSomebodyElsePublished() {
        var mine = upload(SOURCING, "mine");
        published(SOURCING, "theirs");

        refused("rules-changed-meanwhile", () -> publishing.publish(List.of(mine.key()), "go", null, "ana"));
    }

    @Test
    void shouldSwitchSeveralTablesTogetherOrNone() {
        var sourcing = upload(SOURCING, "new");
        var bad = upload(CADENCE, "broken");
        var good = upload(CADENCE, "good");

        refused("draft-has-errors", () -> publishing.publish(List.of(sourcing.key(), bad.key()), "go", null, "ana"));
        assertThat(state()).isEmpty();
        var before = inForce.generation();
        publishing.publish(List.of(sourcing.key(), good.key()), "go", null, "ana");

        assertThat(state()).hasSize(2);
        assertThat(jdbc.sql("select count(distinct generation) from rule_switch where generation > ?")
                        .param(before)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThatThrownBy(() -> publishing.publish(List.of(good.key(), good.key()), "go", null, "ana"))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void shouldDemandAReplayOfExactlyThisDraftWhereTheTableDoes() {
        versions.requireReplay(SOURCING, true);
        var draft = upload(SOURCING, "new");
        var key = List.of(draft.key());

        refused("replay-required", () -> publishing.publish(key, "go", null, "ana"));
        assertThatThrownBy(() -> publishing.publish(key, "go", "rpl_none", "ana"))
                .isInstanceOf(InvalidInputException.class);
        tables.replayed(new Replayed("rpl_other", Map.of(SOURCING, 99), 10, 5, 5));
        refused("replay-of-something-else", () -> publishing.publish(key, "go", "rpl_other", "ana"));
        tables.replayed(new Replayed("rpl_nothing", Map.of(SOURCING, draft.version()), 10, 0, 5));
        refused("draft-sources-nothing", () -> publishing.publish(key, "go", "rpl_nothing", "ana"));
        tables.replayed(new Replayed("rpl_good", Map.of(SOURCING, draft.version()), 10, 5, 5));

        assertThat(publishing.publish(key, "go", "rpl_good", "ana").getFirst().evidence())
                .isEqualTo("rpl_good");
        refused("replay-shows-nothing", () -> versions.requireReplay(CADENCE, true));
    }

    @Test
    void shouldTryOnlyDraftsThatSourcingAsksAndThatHaveNoErrors() {
        var draft = upload(SOURCING, "new");
        var broken = upload(SOURCING, "broken");
        var cadence = upload(CADENCE, "new");

        assertThat(versions.triable(List.of(draft.key()))).containsOnlyKeys(SOURCING);
        refused("draft-has-errors", () -> versions.triable(List.of(broken.key())));
        refused("replay-shows-nothing", () -> versions.triable(List.of(cadence.key())));
        versions.tried(List.of(draft.key()));
        assertThat(versions.get(draft.key()).status()).isEqualTo(Status.TRIED);
    }

    @Test
    void shouldLetOneOfManyPublishersWin() throws Exception {
        var drafts = List.of(upload(SOURCING, "a"), upload(SOURCING, "b"), upload(SOURCING, "c"));
        var publishers = drafts.stream()
                .<Callable<String>>map(draft -> () -> {
                    try {
                        publishing.publish(List.of(draft.key()), "go", null, "ana");
                        return "published";
                    } catch (RefusedException e) {
                        return e.code();
                    }
                })
                .toList();

        var outcomes = Race.run(publishers);

        assertThat(outcomes)
                .containsExactlyInAnyOrder("published", "rules-changed-meanwhile", "rules-changed-meanwhile");
        assertThat(state()).hasSize(1);
    }

    @Test
    void shouldNotPublishAVersionTwice() {
        var version = published(SOURCING, "new");

        refused("not-a-draft", () -> publishing.publish(List.of(version.key()), "go", null, "ana"));
        assertThatThrownBy(() -> versions.get(new Key(SOURCING, 500))).isInstanceOf(NotFoundException.class);
    }
}
