package org.baton.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows that one accepted order left behind, as a pgbench script that inserts the like of them again and again. What
 * was written is found by the transaction that wrote it, so that the script has every row that Baton's intake writes.
 *
 * @param number of the order in its channel, also its idempotency key
 */
record AcceptedRows(JdbcClient jdbc, String channel, String number) {

    /** Ends an id with the number of client and round; as long as what it stands for. */
    private static final String UNIQUE = "lpad(:k::text, 12, '0')";

    private static final int UNIQUE_LENGTH = 12;

    private record Column(String table, String name, String type) {}

    /** Text of the script. */
    String script() {
        var id = jdbc.sql("select id from orders where channel = ? and channel_order_number = ?")
                .params(channel, number)
                .query(String.class)
                .single();
        var transaction = jdbc.sql("select xmin::text from orders where id = ?")
                .param(id)
                .query(String.class)
                .single();
        var lines = new ArrayList<String>();
        lines.add("\\set n :n + 1");
        lines.add("\\set k :base + :client_id * 100000000 + :n");
        lines.add("BEGIN;");
        tables().forEach((table, columns) -> lines.addAll(inserts(table, columns, transaction, id)));
        lines.add("COMMIT;");
        return String.join("\n", lines) + "\n";
    }

    /** Parents before their children, which is here the order in which they were made. */
    private Map<String, List<Column>> tables() {
        return jdbc
                .sql("""
                select c.table_name, c.column_name, format_type(a.atttypid, a.atttypmod) as type
                from information_schema.columns c
                join information_schema.tables t using (table_schema, table_name)
                join pg_class k on k.relname = c.table_name and k.relnamespace = 'public'::regnamespace
                join pg_attribute a on a.attrelid = k.oid and a.attname = c.column_name
                where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_identity = 'NO'
                  and coalesce(c.column_default, '') not like 'nextval%' and c.is_generated = 'NEVER'
                order by k.oid, c.ordinal_position""")
                .query((rs, n) -> new Column(rs.getString(1), rs.getString(2), rs.getString(3)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Column::table, LinkedHashMap::new, Collectors.toList()));
    }

    private List<String> inserts(String table, List<Column> columns, String transaction, String id) {
        var quoted = columns.stream().map(c -> "\"" + c.name() + "\"").collect(Collectors.joining(", "));
        var texts = columns.stream().map(c -> "\"" + c.name() + "\"::text").collect(Collectors.joining(", "));
        var rows = jdbc.sql("select " + texts + " from \"" + table + "\" where xmin::text = ?")
                .param(transaction)
                .query((rs, n) -> {
                    var values = new ArrayList<String>();
                    for (int c = 0; c < columns.size(); c++) {
                        values.add(value(rs.getString(c + 1), columns.get(c).type(), id));
                    }
                    return "(" + String.join(", ", values) + ")";
                })
                .list();
        return rows.isEmpty()
                ? List.of()
                : List.of("INSERT INTO \"" + table + "\" (" + quoted + ") VALUES " + String.join(", ", rows) + ";");
    }

    /** A literal in which the order's id and number are those of another order. */
    private String value(@Nullable String text, String type, String id) {
        if (text == null) {
            return "NULL";
        }
        return "(" + quote(text).replace(id, another(id)).replace(number, another(number)) + ")::" + type;
    }

    private static String another(String id) {
        return id.substring(0, id.length() - UNIQUE_LENGTH) + "' || " + UNIQUE + " || E'";
    }

    /** Without a colon, after which pgbench would look for a variable. */
    private static String quote(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''").replace(":", "\\072") + "'";
    }
}
