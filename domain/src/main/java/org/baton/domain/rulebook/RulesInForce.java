package org.baton.domain.rulebook;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tells each Baton process what is in force. */
@Repository
public class RulesInForce {

    /**
     * An edited table in force.
     *
     * @param name by which decisions name the version
     */
    public record Edited(String table, int version, String name) {}

    /**
     * All edited tables in force at one moment; what is not among them is in force as shipped.
     *
     * @param generation grows with each publication
     */
    public record State(long generation, List<Edited> tables) {}

    private final JdbcClient jdbc;
    private final RuleBook book;

    RulesInForce(JdbcClient jdbc, RuleBook book) {
        this.jdbc = jdbc;
        this.book = book;
    }

    /** Grows with each publication; cheap enough to be asked several times a second. */
    public long generation() {
        return jdbc.sql("select coalesce(max(generation), 0) from rule_publication")
                .query(Long.class)
                .single();
    }

    /** One statement, so that tables that were published together are seen together. */
    public State state() {
        var rows = jdbc.sql("""
                select g.generation, v.table_name, v.version, v.status, v.hash
                from (select coalesce(max(generation), 0) as generation from rule_publication) g
                left join rule_in_force f on true
                left join rule_version v on v.table_name = f.table_name and v.version = f.version""")
                .query((rs, n) -> new Row(
                        rs.getLong("generation"),
                        Optional.ofNullable(rs.getString("table_name")).map(table -> edited(rs, table))))
                .list();
        return new State(
                rows.getFirst().generation(),
                rows.stream().map(Row::table).flatMap(Optional::stream).toList());
    }

    private record Row(long generation, Optional<Edited> table) {}

    private static Edited edited(java.sql.ResultSet rs, String table) {
        try {
            var version = rs.getInt("version");
            var hash = rs.getString("hash");
            var shipped = rs.getString("status").equals(RuleVersion.Status.SHIPPED.name());
            return new Edited(table, version, shipped ? hash : RuleVersion.name(version, hash));
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The file behind a version, by the name that decisions use. */
    public Optional<byte[]> dmn(String table, String name) {
        return book.named(table, name).map(RuleVersion.Content::dmn);
    }
}
