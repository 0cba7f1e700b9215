package org.baton.domain.rulebook;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.RefusedException;
import org.baton.domain.rulebook.RuleTables.Shipped;
import org.baton.domain.rulebook.RuleVersion.Content;
import org.baton.domain.rulebook.RuleVersion.Key;
import org.baton.domain.rulebook.RuleVersion.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What analysts do with versions of rule tables before they are published: upload, look at, compare. */
@Service
public class RuleVersions {

    private static final String PROGRAM = "baton";

    /** A table with what is in force of it; inForce is null for the table as shipped. */
    public record TableState(Shipped shipped, @Nullable RuleVersion inForce, boolean requiresReplay) {}

    private final RuleTables tables;
    private final RuleBook book;
    private final Clock clock;

    RuleVersions(RuleTables tables, RuleBook book, Clock clock) {
        this.tables = tables;
        this.book = book;
        this.clock = clock;
    }

    public List<TableState> tables() {
        var inForce = book.inForce();
        return tables.shipped().stream().map(shipped -> state(shipped, inForce)).toList();
    }

    /** @throws NotFoundException if no program asks such a table */
    public TableState table(String name) {
        return state(shipped(name), book.inForce());
    }

    private TableState state(Shipped shipped, Map<String, Integer> inForce) {
        var version = inForce.get(shipped.name());
        return new TableState(
                shipped,
                version == null ? null : get(new Key(shipped.name(), version)),
                book.requiresReplay(shipped.name()));
    }

    Shipped shipped(String table) {
        return tables.shipped().stream()
                .filter(s -> s.name().equals(table))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("rule table", table));
    }

    /** @throws NotFoundException if there is no such version */
    public RuleVersion get(Key key) {
        return book.find(key).orElseThrow(() -> new NotFoundException("version of " + key.table(), key.version()));
    }

    public Content content(Key key) {
        return book.content(key).orElseThrow(() -> new NotFoundException("version of " + key.table(), key.version()));
    }

    /** The versions of a table below one, newest first. */
    public List<RuleVersion> page(String table, int below, int limit) {
        return book.page(shipped(table).name(), below, limit);
    }

    /** What the table says now, and its cases. */
    public Content contentInForce(String table) {
        var state = table(table);
        var inForce = state.inForce();
        return inForce == null
                ? new Content(state.shipped().dmn(), state.shipped().cases())
                : content(inForce.key());
    }

    /** Keeps the tables of this program, so that an order that was decided by them can be decided so again later. */
    @Transactional
    public void keepShipped() {
        book.lock();
        for (var shipped : tables.shipped()) {
            if (!book.knowsShipped(shipped.name(), shipped.hash())) {
                var version = version(
                        new Key(shipped.name(), book.next(shipped.name())),
                        Status.SHIPPED,
                        shipped.hash(),
                        shipped.cases(),
                        List.of(),
                        null,
                        PROGRAM,
                        "As shipped");
                book.insert(version, new Content(shipped.dmn(), shipped.cases()));
            }
        }
    }

    /**
     * Keeps a table as an analyst edited it, with everything that was found in it. Nothing is put into force.
     *
     * @param cases golden cases as CSV; null for those of the version in force
     * @throws InvalidInputException with the findings, if the file is no such table at all
     */
    @Transactional
    public RuleVersion upload(String table, byte[] dmn, @Nullable String cases, String note, String author) {
        var state = table(table);
        var tested = cases == null ? contentInForce(table).cases() : cases;
        var checked = tables.check(table, dmn, tested);
        if (!checked.readable()) {
            throw new InvalidInputException(checked.findings().stream()
                    .filter(RuleFinding::isError)
                    .map(f -> new FieldError(f.place(), "unusable-table", f.message()))
                    .toList());
        }
        book.lock();
        var inForce = state.inForce();
        var version = version(
                new Key(table, book.next(table)),
                checked.hasErrors() ? Status.DRAFT : Status.CHECKED,
                checked.hash(),
                tested,
                checked.findings(),
                inForce == null ? null : Integer.valueOf(inForce.version()),
                author,
                note);
        book.insert(version, new Content(dmn, tested));
        return version;
    }

    private RuleVersion version(
            Key key,
            Status status,
            String hash,
            String cases,
            List<RuleFinding> findings,
            @Nullable Integer basedOn,
            String author,
            String note) {
        var count =
                (int) Math.max(0, cases.lines().filter(line -> !line.isBlank()).count() - 1);
        return new RuleVersion(
                key.table(),
                key.version(),
                status,
                hash,
                count,
                findings,
                basedOn,
                author,
                note,
                clock.instant(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Notes that versions were replayed on past orders. */
    @Transactional
    public void tried(List<Key> versions) {
        versions.forEach(book::tried);
    }

    /** @throws RefusedException with code {@code replay-shows-nothing} for a table that sourcing does not ask */
    @Transactional
    public void requireReplay(String table, boolean required) {
        if (required && !shipped(table).replayable()) {
            throw new RefusedException(
                    "replay-shows-nothing",
                    "A replay asks the tables of sourcing only: " + replayable() + ". It would show nothing of " + table
                            + ".");
        }
        book.requireReplay(shipped(table).name(), required);
    }

    private String replayable() {
        return tables.shipped().stream()
                .filter(Shipped::replayable)
                .map(Shipped::name)
                .collect(Collectors.joining(", "));
    }

    /** The drafts of a replay or a what-if, by table: each readable, without errors, and of a table of sourcing. */
    public Map<String, RuleVersion> triable(List<Key> drafts) {
        if (drafts.stream().map(Key::table).distinct().count() != drafts.size()) {
            throw new InvalidInputException("drafts", "duplicate", "Name each table once.");
        }
        return drafts.stream().map(this::triable).collect(Collectors.toMap(RuleVersion::table, Function.identity()));
    }

    private RuleVersion triable(Key key) {
        if (!shipped(key.table()).replayable()) {
            throw new RefusedException(
                    "replay-shows-nothing",
                    "Sourcing does not ask the table " + key.table() + ": a replay would show nothing of it.");
        }
        var version = get(key);
        if (version.status() == Status.DRAFT) {
            throw new RefusedException("draft-has-errors", RulePublishing.errors(version.key(), version.findings()));
        }
        return version;
    }

    /** A version by the name that a decision wrote down. */
    public Optional<Content> named(String table, String name) {
        return book.named(table, Objects.requireNonNull(name));
    }
}
