package org.baton.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.baton.app.api.ApiServer;
import org.baton.app.runtime.StartFailure;
import org.junit.jupiter.api.Test;

class CheckCommandIT extends ApiServer {

    private record Told(int exitCode, String text) {}

    @Test
    void shouldSayThatAllIsWellWhenItIs() {
        var told = check("stock-ledger", "reservations", "order-lines", "processes");

        assertThat(told.exitCode()).as(told.text()).isZero();
        assertThat(told.text().lines().toList())
                .hasSize(5)
                .endsWith("Nothing is wrong.")
                .filteredOn(line -> line.contains("looked at in") && line.endsWith("all is well"))
                .hasSize(4);
    }

    @Test
    void shouldNameWhatIsWrongAndFailWhenABookWasTamperedWith() {
        put("/nodes/s-9", """
                {"name": "Nine", "type": "store", "postalCode": "60606"}""", "admin");
        // The database itself refuses this, unless its own guard is asleep.
        jdbc.sql("alter table stock disable trigger stock_begins_empty").update();
        jdbc.sql("""
                insert into stock (node_id, sku, on_hand, updated_at)
                select id, (select min(sku) from product), 7, now() from node where id = 's-9'""").update();
        try {
            var told = check("stock-ledger");

            assertThat(told.exitCode()).isEqualTo(1);
            assertThat(told.text())
                    .contains("1 FOUND against: On hand")
                    .contains("s-9/")
                    .contains("on hand 7, reserved 0, damaged 0; its movements say 0, 0, 0")
                    .endsWith("1 findings.\n");
        } finally {
            jdbc.sql("alter table stock enable trigger stock_begins_empty").update();
            jdbc.sql("delete from stock where node_id = 's-9'").update();
        }
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() {
        assertThatThrownBy(() -> check("no-such-check"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("no-such-check");
        assertThatThrownBy(() -> check("tasks", "--grace", "soon"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("--grace");
        assertThatThrownBy(() -> check("tasks", "--grace", "99999"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("graceSeconds");
    }

    private Told check(String... words) {
        var out = new ByteArrayOutputStream();
        var arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--url", "http://127.0.0.1:" + port));
        var command = new CheckCommand(
                Map.of("BATON_TOKEN", token("operator")), new PrintStream(out, true, StandardCharsets.UTF_8));
        var exitCode = command.run(arguments);
        return new Told(exitCode, out.toString(StandardCharsets.UTF_8));
    }
}
