package org.baton.app.journey;

import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;
import org.baton.app.testing.RealPlatform;

/** Asks the books, the vendors and the engine whether anything was lost, is stuck, or was done twice. */
final class ChaosAudit {

    private static final Duration STILL = Duration.ofMinutes(3);
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final Duration LAST_STEPS = Duration.ofMinutes(2);

    private static final String NOT_AT_REST = """
            select o.id, o.channel_order_number, o.status, o.hold_reason from orders o
            where o.status not in ('FULFILLED', 'CANCELLED', 'BACKORDERED', 'ESCALATED')
               or exists (select from fulfilment f where f.order_id = o.id
                          and f.status not in ('DELIVERED', 'PICKED_UP', 'REJECTED', 'CANCELLED', 'RETURNED_TO_STOCK'))
            order by o.id limit 50""";

    private static final String HELD_FOR_NOBODY = """
            select r.* from reservation r join orders o on o.id = r.order_id
            where r.quantity > 0 and o.status in ('FULFILLED', 'CANCELLED')""";

    /** What the customers got, what the fulfilments say and what left the shelves. */
    private static final String UNITS = """
            select l.order_id, l.line_number, l.fulfilled, f.units, m.shipped
            from order_line l
            left join (select f.order_id, fl.line_number, sum(fl.quantity) units
                       from fulfilment_line fl join fulfilment f on f.id = fl.fulfilment_id
                       where f.status in ('DELIVERED', 'PICKED_UP')
                       group by f.order_id, fl.line_number) f using (order_id, line_number)
            left join (select r.order_id, r.line_number, -sum(m.reserved_change) shipped
                       from stock_movement m
                       join reservation r on m.type = 'shipment' and m.reference = r.fulfilment_id
                         and m.key like r.fulfilment_id || '/' || r.line_number || '/shipment%'
                       group by r.order_id, r.line_number) m using (order_id, line_number)
            where l.fulfilled <> coalesce(f.units, 0) or l.fulfilled <> coalesce(m.shipped, 0)""";

    /** What the payment provider took, beside the goods that the customers got. */
    private static final String MONEY = """
            select o.id, o.status, a.held, a.captured, l.worth from orders o
            join (select order_id, sum(unit_price_minor * fulfilled) worth from order_line group by order_id) l
              on l.order_id = o.id
            left join (select subject, count(*) filter (where status = 'AUTHORISED') held, sum(captured_minor) captured
                       from sandbox_authorisation group by subject) a on a.subject = o.id
            where coalesce(a.captured, 0) <> l.worth or coalesce(a.held, 0) > 1
               or (o.status = 'CANCELLED' and l.worth = 0 and coalesce(a.held, 0) > 0)""";

    private final ChaosWorld world;
    private final Set<Long> overForSure = new HashSet<>();
    private int retried;

    ChaosAudit(ChaosWorld world) {
        this.world = world;
    }

    /**
     * Waits until every order has come to rest, while an operator retries what has become an incident.
     *
     * @return what does not come to rest
     */
    List<String> rest() {
        var stillness = new Stillness(STILL);
        var open = new ArrayList<String>();
        await().atMost(LONGEST)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> {
                    retryIncidents();
                    open.clear();
                    open.addAll(rows("not at rest", NOT_AT_REST));
                    var still = stillness.isStillAt(world.events());
                    return open.isEmpty() || still;
                });
        return List.copyOf(open);
    }

    private void retryIncidents() {
        for (var incident : world.shop().client.all("/incidents?status=open")) {
            if (world.shop()
                    .client
                    .post("/incidents/" + incident.path("id").asString("") + "/retry", Map.of())
                    .isOk()) {
                retried++;
            }
        }
    }

    /** How many incidents were retried since it was last asked. */
    int retried() {
        var since = retried;
        retried = 0;
        return since;
    }

    /** Waits for the last steps of orders that have ended; a process that goes on for too long is found later. */
    void awaitLastSteps() {
        var until = System.nanoTime() + LAST_STEPS.toNanos();
        try (var engine = RealPlatform.client(world.baton.engineAddress())) {
            await().atMost(LONGEST)
                    .pollInterval(Duration.ofSeconds(1))
                    .pollDelay(Duration.ZERO)
                    .ignoreExceptions()
                    .until(() -> System.nanoTime() > until || living(engine).isEmpty());
        }
    }

    /** What is wrong and stays wrong; a last message or the end of a process may take a moment. */
    List<String> findings() {
        var found = new ArrayList<String>();
        try (var engine = RealPlatform.client(world.baton.engineAddress())) {
            await().atMost(LAST_STEPS)
                    .pollInterval(Duration.ofSeconds(1))
                    .pollDelay(Duration.ZERO)
                    .ignoreExceptionsMatching(e -> !(e instanceof IllegalArgumentException))
                    .until(() -> {
                        retryIncidents();
                        found.clear();
                        found.addAll(now(engine));
                        return found.isEmpty();
                    });
        } catch (ConditionTimeoutException e) {
            if (found.isEmpty()) {
                found.add("the books could not be looked at: " + e.getCause());
            }
        }
        return List.copyOf(found);
    }

    private List<String> now(CamundaClient engine) {
        var books = new Ledgers(world.database());
        var found = new ArrayList<String>();
        found.addAll(texts("stock is not the sum of its movements", books.stockOutOfBalance()));
        found.addAll(rows("reserved for an order that has ended", HELD_FOR_NOBODY));
        found.addAll(rows("units lost or shipped twice", UNITS));
        found.addAll(rows("money", MONEY));
        found.addAll(texts("not captured once", books.fulfilmentsNotCapturedOnce()));
        found.addAll(texts("sent twice", books.messagesSentTwice()));
        found.addAll(texts("incident", books.openIncidents()));
        found.addAll(texts("command not handed over", books.commandsNotHandedOver()));
        found.addAll(living(engine));
        if (found.isEmpty()) {
            found.addAll(checks());
        }
        return found;
    }

    private List<String> living(CamundaClient engine) {
        var instances = new Instances(engine);
        var keys = world.database()
                .sql("select process_instance_key from orders where status in ('FULFILLED', 'CANCELLED')")
                .query(Long.class)
                .list();
        return keys.stream()
                .filter(Objects::nonNull)
                .filter(key -> !overForSure.contains(key))
                .filter(key -> !instances.hasEnded(key) || !overForSure.add(key))
                .map(key -> "process " + key + " goes on although its order has ended")
                .toList();
    }

    private List<String> checks() {
        var client = world.shop().client.patient(Duration.ofMinutes(2));
        return client.all("/checks").stream()
                .map(check -> client.post("/checks/" + check.path("name").asString(""), Map.of("graceSeconds", 0)))
                .filter(result -> !result.isOk() || result.body().path("found").asInt(-1) != 0)
                .map(result -> "check: " + result.body())
                .toList();
    }

    private List<String> rows(String what, String sql) {
        return texts(what, world.database().sql(sql).query().listOfRows());
    }

    private static List<String> texts(String what, List<Map<String, Object>> rows) {
        return rows.stream().map(row -> what + ": " + row).toList();
    }
}
