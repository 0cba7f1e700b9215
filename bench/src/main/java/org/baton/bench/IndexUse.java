package org.baton.bench;

import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which indexes cost something at every writing although nothing that this run asked has used them. */
final class IndexUse {

    private static final int LEAST_ROWS = 10_000;
    private static final double MEGABYTE = 1 << 20;

    private IndexUse() {}

    /** Those that hold a table together, such as primary keys, are left out. */
    static void print(JdbcClient jdbc) {
        System.out.printf("%nIndexes of large tables that were not used:%n");
        jdbc.sql("""
                select s.relname, s.indexrelname, pg_relation_size(s.indexrelid) as bytes
                from pg_stat_user_indexes s
                join pg_index i on i.indexrelid = s.indexrelid and not i.indisunique
                join pg_class c on c.oid = s.relid and c.reltuples >= :least
                where s.idx_scan = 0 order by bytes desc""").param("least", LEAST_ROWS).query(rs -> {
            System.out.printf(
                    Locale.ROOT,
                    "  %-24s %-32s %,8.1f MB%n",
                    rs.getString("relname"),
                    rs.getString("indexrelname"),
                    rs.getLong("bytes") / MEGABYTE);
        });
    }
}
