package org.baton.domain.rulebook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.baton.domain.common.Json;
import org.baton.domain.rulebook.RuleVersion.Content;
import org.baton.domain.rulebook.RuleVersion.Key;
import org.baton.domain.rulebook.RuleVersion.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where the versions of the rule tables are kept. */
@Repository
class RuleBook {

    private static final String COLUMNS = """
            table_name, version, status, hash, case_count, findings, based_on, author, note, created_at, tried_at,
            published_at, published_by, publish_note, evidence, rolled_back_at, rolled_back_by, rollback_note""";

    private final JdbcClient jdbc;
    private final Json json;
    private final Clock clock;

    RuleBook(JdbcClient jdbc, Json json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Until the transaction ends, nobody else numbers or switches versions; so generations are committed in order. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('rule-book'))").query(rs -> {});
    }

    /** The version that the next upload of a table gets; under {@link #lock}. */
    int next(String table) {
        return jdbc.sql("select coalesce(max(version), 0) + 1 from rule_version where table_name = ?")
                .param(table)
                .query(Integer.class)
                .single();
    }

    void insert(RuleVersion version, Content content) {
        jdbc.sql("""
                insert into rule_version (table_name, version, status, hash, dmn, cases, case_count, findings, based_on,
                                          author, note, created_at)
                values (:table, :version, :status, :hash, :dmn, :cases, :count, :findings::jsonb, :basedOn, :author,
                        :note, :createdAt)
                on conflict (table_name, hash) where status = 'SHIPPED' do nothing""")
                .param("table", version.table())
                .param("version", version.version())
                .param("status", version.status().name())
                .param("hash", version.hash())
                .param("dmn", content.dmn())
                .param("cases", content.cases())
                .param("count", version.cases())
                .param("findings", json.write(version.findings()))
                .param("basedOn", version.basedOn(), Types.INTEGER)
                .param("author", version.author())
                .param("note", version.note())
                .param("createdAt", Timestamp.from(version.createdAt()))
                .update();
    }

    Optional<RuleVersion> find(Key key) {
        return jdbc.sql("select " + COLUMNS + " from rule_version where table_name = ? and version = ?")
                .params(key.table(), key.version())
                .query((rs, n) -> read(rs))
                .optional();
    }

    /** The content behind a name that a decision wrote down. */
    Optional<Content> named(String table, String name) {
        return jdbc.sql("""
                select dmn, cases from rule_version
                where table_name = ? and ? = case status when 'SHIPPED' then hash else 'v' || version || '-' || hash end""")
                .params(table, name)
                .query((rs, n) -> new Content(rs.getBytes("dmn"), rs.getString("cases")))
                .optional();
    }

    Optional<Content> content(Key key) {
        return jdbc.sql("select dmn, cases from rule_version where table_name = ? and version = ?")
                .params(key.table(), key.version())
                .query((rs, n) -> new Content(rs.getBytes("dmn"), rs.getString("cases")))
                .optional();
    }

    /** The versions of a table below one, newest first. */
    List<RuleVersion> page(String table, int below, int limit) {
        return jdbc.sql("select " + COLUMNS
                        + " from rule_version where table_name = ? and version < ? order by version desc limit ?")
                .params(table, below, limit)
                .query((rs, n) -> read(rs))
                .list();
    }

    /** A version that an upload need not be kept anew for: the table as this program ships it. */
    boolean knowsShipped(String table, String hash) {
        return jdbc.sql("select count(*) from rule_version where table_name = ? and hash = ? and status = 'SHIPPED'")
                        .params(table, hash)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    Map<String, Integer> inForce() {
        return jdbc
                .sql("select table_name, version from rule_in_force")
                .query((rs, n) -> Map.entry(rs.getString("table_name"), rs.getInt("version")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    boolean requiresReplay(String table) {
        return jdbc.sql("select requires_replay from rule_table where table_name = ?")
                .param(table)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    void requireReplay(String table, boolean required) {
        jdbc.sql("""
                insert into rule_table (table_name, requires_replay) values (?, ?)
                on conflict (table_name) do update set requires_replay = excluded.requires_replay""").params(table, required).update();
    }

    long publication(String kind, String actor, String note) {
        return jdbc.sql("""
                insert into rule_publication (kind, at, actor, note) values (?, ?, ?, ?) returning generation""").params(kind, now(), actor, note).query(Long.class).single();
    }

    /** Puts a version of a table into force; null the table as shipped. */
    void switchTo(long generation, String table, @Nullable Integer version, @Nullable Integer previous) {
        jdbc.sql("""
                insert into rule_switch (generation, table_name, version, previous)
                values (:generation, :table, :version, :previous)""")
                .param("generation", generation)
                .param("table", table)
                .param("version", version, Types.INTEGER)
                .param("previous", previous, Types.INTEGER)
                .update();
        if (version == null) {
            jdbc.sql("delete from rule_in_force where table_name = ?")
                    .param(table)
                    .update();
            return;
        }
        jdbc.sql("""
                insert into rule_in_force (table_name, version) values (?, ?)
                on conflict (table_name) do update set version = excluded.version""").params(table, version).update();
    }

    /** What a table was before its version in force was put there; empty when it was as shipped. */
    Optional<Integer> previous(String table, int version) {
        return jdbc.sql("""
                select previous from rule_switch s join rule_publication p using (generation)
                where table_name = ? and version = ? and kind = 'PUBLISH' order by generation desc limit 1""")
                .params(table, version)
                .query((rs, n) -> Optional.ofNullable((Integer) rs.getObject("previous")))
                .optional()
                .flatMap(previous -> previous);
    }

    void published(Key key, String actor, String note, @Nullable String evidence) {
        jdbc.sql("""
                update rule_version set status = 'PUBLISHED', published_at = :now, published_by = :actor,
                                        publish_note = :note, evidence = coalesce(:evidence, evidence)
                where table_name = :table and version = :version""")
                .param("now", now())
                .param("actor", actor)
                .param("note", note)
                .param("evidence", evidence, Types.VARCHAR)
                .param("table", key.table())
                .param("version", key.version())
                .update();
    }

    /** Another version was published over it. */
    void replaced(Key key) {
        status(key, Status.REPLACED);
    }

    /** It is in force again. */
    void restored(Key key) {
        status(key, Status.PUBLISHED);
    }

    private void status(Key key, Status status) {
        jdbc.sql("update rule_version set status = ? where table_name = ? and version = ? and status <> 'SHIPPED'")
                .params(status.name(), key.table(), key.version())
                .update();
    }

    void rolledBack(Key key, String actor, String note) {
        jdbc.sql("""
                update rule_version set status = 'ROLLED_BACK', rolled_back_at = ?, rolled_back_by = ?, rollback_note = ?
                where table_name = ? and version = ? and status <> 'SHIPPED'""").params(now(), actor, note, key.table(), key.version()).update();
    }

    void tried(Key key) {
        jdbc.sql("""
                update rule_version set tried_at = ?, status = case status when 'CHECKED' then 'TRIED' else status end
                where table_name = ? and version = ?""").params(now(), key.table(), key.version()).update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private RuleVersion read(ResultSet rs) throws SQLException {
        return new RuleVersion(
                rs.getString("table_name"),
                rs.getInt("version"),
                Status.valueOf(rs.getString("status")),
                rs.getString("hash"),
                rs.getInt("case_count"),
                List.of(json.read(rs.getString("findings"), RuleFinding[].class)),
                (Integer) rs.getObject("based_on"),
                rs.getString("author"),
                rs.getString("note"),
                rs.getTimestamp("created_at").toInstant(),
                instant(rs, "tried_at"),
                instant(rs, "published_at"),
                rs.getString("published_by"),
                rs.getString("publish_note"),
                rs.getString("evidence"),
                instant(rs, "rolled_back_at"),
                rs.getString("rolled_back_by"),
                rs.getString("rollback_note"));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var timestamp = rs.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
