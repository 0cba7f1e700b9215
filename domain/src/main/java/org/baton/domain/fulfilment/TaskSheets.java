package org.baton.domain.fulfilment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a person needs to see to do a task, however many tasks they are by one statement. */
@Repository
public class TaskSheets {

    /**
     * What belongs to a task.
     *
     * @param orderNumber the number the customer knows
     * @param lines what its fulfilment still answers for
     */
    public record Sheet(String orderNumber, List<Line> lines) {}

    /** One line: what, how many, and where it lies. */
    public record Line(
            int number,
            String sku,
            int quantity,
            int scanned,
            @Nullable String name,
            @Nullable String gtin,
            @Nullable String aisle,
            @Nullable String bin) {}

    private static final String SELECT = """
            select t.id, o.channel_order_number, l.line_number, l.sku, l.quantity, l.scanned, p.name, p.gtin,
                   s.aisle, s.bin
            from task t
            join orders o on o.id = t.order_id
            left join fulfilment_line l on l.fulfilment_id = t.fulfilment_id and l.quantity > 0
            left join product p on p.sku = l.sku
            left join stock s on s.sku = l.sku and s.node_id = t.node_id
            where t.id %s order by t.id, l.line_number""";

    private final JdbcClient jdbc;

    TaskSheets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By the tasks' ids. */
    public Map<String, Sheet> of(Collection<Task> tasks) {
        var ids = tasks.stream().map(Task::id).toArray(String[]::new);
        // PostgreSQL plans a question for an array that it knows anew each time.
        return ids.length == 1
                ? jdbc.sql(SELECT.formatted("= ?")).param(ids[0]).query(TaskSheets::sheets)
                : jdbc.sql(SELECT.formatted("= any((select ?::text[])::text[])"))
                        .param(ids)
                        .query(TaskSheets::sheets);
    }

    private static Map<String, Sheet> sheets(ResultSet rs) throws SQLException {
        var sheets = new HashMap<String, Sheet>();
        while (rs.next()) {
            var number = rs.getString("channel_order_number");
            var sheet = sheets.computeIfAbsent(rs.getString("id"), id -> new Sheet(number, new ArrayList<>()));
            if (rs.getString("sku") != null) {
                sheet.lines().add(line(rs));
            }
        }
        return sheets;
    }

    private static Line line(ResultSet rs) throws SQLException {
        return new Line(
                rs.getInt("line_number"),
                rs.getString("sku"),
                rs.getInt("quantity"),
                rs.getInt("scanned"),
                rs.getString("name"),
                rs.getString("gtin"),
                rs.getString("aisle"),
                rs.getString("bin"));
    }
}
