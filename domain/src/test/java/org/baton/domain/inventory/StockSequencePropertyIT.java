package org.baton.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baton.domain.support.NodeBuilder.aStore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.baton.domain.inventory.StockMovements.Message;
import org.baton.domain.inventory.StockSnapshots.Origin;
import org.baton.domain.support.DomainIT;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A source that numbers what it tells, and says nothing of time: in whatever order its movements, counts and snapshots
 * arrive, and how often, what is on hand in the end is what it would be had each arrived once and in order.
 */
class StockSequencePropertyIT extends DomainIT {

    private static final int MESSAGES = 40;
    private static final String SNAPSHOT = "snapshot";
    private static final List<String> TYPES =
            List.of("sale", "return", "receipt", "adjustment", "transfer-out", "transfer-in", "count", SNAPSHOT);

    private record Fact(int number, String type, int quantity, int other) {}

    @Autowired
    private StockMovements movements;

    @Autowired
    private StockSnapshots snapshots;

    private int delivered;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void shouldEndTheSameInWhateverOrderNumberedMessagesArrive(long seed) {
        given(aStore("in-order"));
        given(aStore("shuffled"));
        given("SKU-1", "SKU-2");
        var random = new Random(seed);
        var facts = facts(random);
        var shuffled = new ArrayList<>(facts);
        for (int i = 0; i < MESSAGES / 4; i++) {
            shuffled.add(facts.get(random.nextInt(MESSAGES)));
        }
        Collections.shuffle(shuffled, random);

        facts.forEach(fact -> tell("in-order", List.of(fact)));
        for (int from = 0; from < shuffled.size(); ) {
            clock.advance(Duration.ofMillis(random.nextInt(3)));
            var to = Math.min(shuffled.size(), from + 1 + random.nextInt(7));
            tell("shuffled", shuffled.subList(from, to).stream().distinct().toList());
            from = to;
        }

        for (var sku : List.of("SKU-1", "SKU-2")) {
            assertThat(stock("shuffled", sku)).as("seed %d, %s", seed, sku).isEqualTo(stock("in-order", sku));
        }
        assertThat(stockOutOfBalance()).isEmpty();
    }

    private static List<Fact> facts(Random random) {
        var facts = new ArrayList<Fact>();
        for (int i = 0; i < MESSAGES; i++) {
            var type = TYPES.get(random.nextInt(TYPES.size()));
            var quantity = 1 + random.nextInt(9);
            var signed = type.equals("adjustment") && random.nextBoolean() ? -quantity : quantity;
            facts.add(new Fact(3 * i + random.nextInt(3), type, signed, random.nextInt(10)));
        }
        return facts;
    }

    /** The node is the source too: each numbers for itself. */
    private void tell(String node, List<Fact> facts) {
        var singles = facts.stream().filter(f -> !f.type().equals(SNAPSHOT)).toList();
        if (!singles.isEmpty()) {
            movements.take(singles.stream().map(f -> message(node, f)).toList(), "wms");
        }
        facts.stream().filter(f -> f.type().equals(SNAPSHOT)).forEach(f -> snapshot(node, f));
    }

    private static Message message(String node, Fact f) {
        var sku = f.other() % 2 == 0 ? "SKU-1" : "SKU-2";
        return new Message(
                node + f.number(), node, null, node, sku, f.type(), f.quantity(), "as it is", null, (long) f.number());
    }

    private void snapshot(String node, Fact f) {
        var key = "delivery-" + delivered++;
        var origin = new Origin(node, clock.instant(), (long) f.number(), "wms", key, "hash");
        var ignored = snapshots.take(origin, rows -> {
            rows.row(2, node, "SKU-1", f.quantity(), null, null, null, null, null);
            if (f.other() < 7) {
                rows.row(3, node, "SKU-2", f.other(), null, null, null, null, null);
            }
        });
    }
}
