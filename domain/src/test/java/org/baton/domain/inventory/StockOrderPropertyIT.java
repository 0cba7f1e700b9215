package org.baton.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baton.domain.support.NodeBuilder.aStore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.baton.domain.inventory.StockMovements.Message;
import org.baton.domain.support.DomainIT;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Whatever a system outside tells, in whatever order, how often and in whatever batches: what is on hand in the end is
 * what it would be had everything been told once and in time.
 */
class StockOrderPropertyIT extends DomainIT {

    private static final int MESSAGES = 40;
    private static final List<String> TYPES =
            List.of("sale", "return", "receipt", "adjustment", "transfer-out", "transfer-in", "count");

    @Autowired
    private StockMovements movements;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void shouldEndTheSameInWhateverOrderMessagesArrive(long seed) {
        given(aStore("store-1"));
        given("IN-TIME", "SHUFFLED");
        var random = new Random(seed);
        var inTime = messages("IN-TIME", new Random(seed));
        var shuffled = messages("SHUFFLED", new Random(seed));
        for (int i = 0; i < MESSAGES / 4; i++) {
            shuffled.add(shuffled.get(random.nextInt(MESSAGES)));
        }
        Collections.shuffle(shuffled, random);
        clock.advance(Duration.ofHours(2));

        inTime.forEach(message -> movements.take(List.of(message), "pos"));
        for (int from = 0; from < shuffled.size(); ) {
            var to = Math.min(shuffled.size(), from + 1 + random.nextInt(7));
            var batch = shuffled.subList(from, to).stream().distinct().toList();
            movements.take(batch, "pos");
            from = to;
        }

        assertThat(stock("store-1", "SHUFFLED")).as("seed %d", seed).isEqualTo(stock("store-1", "IN-TIME"));
        assertThat(stockOutOfBalance()).isEmpty();
    }

    private List<Message> messages(String sku, Random random) {
        var messages = new ArrayList<Message>();
        for (int i = 0; i < MESSAGES; i++) {
            var type = TYPES.get(random.nextInt(TYPES.size()));
            var quantity = 1 + random.nextInt(9);
            messages.add(new Message(
                    sku + "-" + i,
                    "pos",
                    clock.instant().plusSeconds(60L * i),
                    "store-1",
                    sku,
                    type,
                    type.equals("adjustment") && random.nextBoolean() ? -quantity : quantity,
                    "as it happened",
                    null,
                    null));
        }
        return messages;
    }
}
