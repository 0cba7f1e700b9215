package org.baton.domain.rulebook;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.RefusedException;
import org.baton.domain.rulebook.RuleVersion.Content;
import org.baton.domain.rulebook.RuleVersion.Key;
import org.baton.domain.rulebook.RuleVersion.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts versions into force and takes them back. What one call names is switched at one moment; every Baton process
 * sees it within two seconds, by the number of the publication.
 */
@Service
public class RulePublishing {

    private static final int MOST_ERRORS_TOLD = 3;

    private final RuleTables tables;
    private final RuleVersions versions;
    private final RuleBook book;
    private final RuleEvidence evidence;

    RulePublishing(RuleTables tables, RuleVersions versions, RuleBook book, RuleEvidence evidence) {
        this.tables = tables;
        this.versions = versions;
        this.book = book;
        this.evidence = evidence;
    }

    /**
     * Puts versions into force, all or none.
     *
     * @param replay the replay that speaks for them; may be missing where no table demands one
     * @throws RefusedException with code {@code draft-has-errors}, {@code not-a-draft}, {@code rules-changed-meanwhile},
     *     {@code replay-required}, {@code replay-of-something-else} or {@code draft-sources-nothing}
     */
    @Transactional
    public List<RuleVersion> publish(List<Key> drafts, String note, @Nullable String replay, String actor) {
        if (drafts.stream().map(Key::table).distinct().count() != drafts.size()) {
            throw new InvalidInputException("together", "duplicate", "Name each table once.");
        }
        book.lock();
        var inForce = book.inForce();
        drafts.forEach(draft -> demandReady(draft, inForce));
        demandEvidence(drafts, replay);
        var generation = book.publication("PUBLISH", actor, note);
        for (var draft : drafts) {
            var before = inForce.get(draft.table());
            if (before != null) {
                book.replaced(new Key(draft.table(), before));
            }
            book.published(draft, actor, note, replay);
            book.switchTo(generation, draft.table(), draft.version(), before);
        }
        return drafts.stream().map(versions::get).toList();
    }

    private void demandReady(Key draft, Map<String, Integer> inForce) {
        var version = versions.get(draft);
        if (version.status() != Status.DRAFT && !version.status().isReady()) {
            throw new RefusedException(
                    "not-a-draft",
                    draft + " is " + version.status().name().toLowerCase(java.util.Locale.ROOT)
                            + ": upload a draft, or roll back to it.");
        }
        demandNoErrors(draft);
        var now = inForce.get(draft.table());
        if (!Objects.equals(now, version.basedOn())) {
            throw new RefusedException(
                    "rules-changed-meanwhile",
                    draft + " was made from " + words(version.basedOn()) + ", but now " + words(now)
                            + " is in force: look at what changed, and upload the draft again.");
        }
    }

    /** Checked anew: Baton, or the other tables, may have changed since the upload. */
    private void demandNoErrors(Key key) {
        Content content = versions.content(key);
        var findings = tables.check(key.table(), content.dmn(), content.cases()).findings();
        if (findings.stream().anyMatch(RuleFinding::isError)) {
            throw new RefusedException("draft-has-errors", errors(key, findings));
        }
    }

    static String errors(Key key, List<RuleFinding> findings) {
        var errors = findings.stream().filter(RuleFinding::isError).toList();
        return key + " has " + errors.size() + (errors.size() == 1 ? " error: " : " errors: ")
                + errors.stream()
                        .limit(MOST_ERRORS_TOLD)
                        .map(f -> f.place() + ": " + f.message())
                        .collect(Collectors.joining("; "));
    }

    private void demandEvidence(List<Key> drafts, @Nullable String replay) {
        if (replay == null) {
            drafts.stream()
                    .filter(draft -> book.requiresReplay(draft.table()))
                    .findFirst()
                    .ifPresent(draft -> {
                        throw new RefusedException(
                                "replay-required",
                                "The table " + draft.table()
                                        + " demands a replay before it is published: try the draft, and name the replay.");
                    });
            return;
        }
        var shown = evidence.replay(replay)
                .orElseThrow(() -> new InvalidInputException(
                        "evidence", "unknown-replay", "There is no replay " + replay + " that has ended well."));
        var tried = drafts.stream()
                .filter(draft -> versions.shipped(draft.table()).replayable())
                .collect(Collectors.toMap(Key::table, Key::version));
        if (!shown.drafts().equals(tried)) {
            throw new RefusedException(
                    "replay-of-something-else",
                    "The replay " + replay + " tried " + shown.drafts() + ", but this publishes " + tried + ".");
        }
        if (shown.draftUnits() == 0 && shown.liveUnits() > 0) {
            throw new RefusedException(
                    "draft-sources-nothing",
                    "In the replay " + replay + " the draft sourced none of " + shown.orders()
                            + " orders: it would stop all deliveries.");
        }
    }

    private static String words(@Nullable Integer version) {
        return version == null ? "the table as shipped" : "version " + version;
    }

    /**
     * Takes the version in force back.
     *
     * @param to version to go back to; null for the one before, and 0 for the table as shipped
     * @return the version then in force; empty for the table as shipped
     * @throws RefusedException with code {@code nothing-to-roll-back} or {@code never-in-force}
     */
    @Transactional
    public Optional<RuleVersion> rollback(String table, @Nullable Integer to, String note, String actor) {
        var shipped = versions.shipped(table);
        book.lock();
        var now = book.inForce().get(table);
        if (now == null) {
            throw new RefusedException("nothing-to-roll-back", "The table " + table + " is in force as shipped.");
        }
        var target = target(table, now, to);
        target.ifPresent(version -> demandWasInForce(version, now));
        target = target.filter(version -> !version.hash().equals(shipped.hash()) || version.status() != Status.SHIPPED);
        var generation = book.publication("ROLLBACK", actor, note);
        book.rolledBack(new Key(table, now), actor, note);
        target.ifPresent(version -> book.restored(version.key()));
        book.switchTo(generation, table, target.map(RuleVersion::version).orElse(null), now);
        return target.map(version -> versions.get(version.key()));
    }

    private Optional<RuleVersion> target(String table, int now, @Nullable Integer to) {
        var number = to == null ? book.previous(table, now) : Optional.of(to).filter(v -> v != 0);
        return number.map(version -> book.find(new Key(table, version))
                .orElseThrow(() -> new NotFoundException("version of " + table, version)));
    }

    private void demandWasInForce(RuleVersion version, int now) {
        var was = version.status() == Status.SHIPPED || version.publishedAt() != null;
        if (!was || version.version() == now) {
            throw new RefusedException(
                    "never-in-force",
                    version.key() + (was ? " is in force already." : " was never in force: publish it instead."));
        }
        demandNoErrors(version.key());
    }
}
