package org.baton.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.baton.domain.inventory.Nodes.Near;
import org.junit.jupiter.api.Test;

class AtlasTest {

    private final SplittableRandom random = new SplittableRandom(7);
    private final List<Node> nodes = IntStream.range(0, 1_000)
            .mapToObj(i -> node("n-%03d".formatted(i), random.nextInt(-90, 91), random.nextInt(-180, 181), i % 7 > 0))
            .toList();
    private final Atlas atlas = new Atlas(nodes);

    @Test
    void shouldFindWhatAFullSearchFindsWhenManyAreEquallyFar() {
        Predicate<Node> even = node -> node.idText().matches(".*[02468]");
        for (int i = 0; i < 200; i++) {
            var place = new GeoPoint(random.nextDouble(-90, 90), random.nextDouble(-180, 180));
            var radius = random.nextDouble(0, GeoPoint.HALF_AROUND_MILES);

            assertThat(atlas.nearest(place, radius, 20, even)).isEqualTo(full(place, radius, 20, even));
        }
    }

    @Test
    void shouldFindAllWhenMoreAreAskedForThanThereAre() {
        var place = new GeoPoint(0, 0);

        assertThat(atlas.nearest(place, 12_500, 5_000, node -> true))
                .isEqualTo(full(place, 12_500, 5_000, node -> true));
        assertThat(new Atlas(List.of()).nearest(place, 12_500, 5, node -> true)).isEmpty();
        assertThat(atlas.nearest(place, 12_500, 5, node -> false)).isEmpty();
    }

    private List<Near> full(GeoPoint place, double radius, int most, Predicate<Node> wanted) {
        return nodes.stream()
                .filter(node -> node.active() && wanted.test(node))
                .map(node -> new Near(node, node.place().milesTo(place)))
                .filter(near -> near.miles() <= radius)
                .sorted(Comparator.comparingDouble(Near::miles)
                        .thenComparing(near -> near.node().idText()))
                .limit(most)
                .toList();
    }

    private static Node node(String id, double latitude, double longitude, boolean active) {
        return new Node(
                id,
                id,
                "store",
                null,
                null,
                null,
                "60606",
                "US",
                latitude,
                longitude,
                "America/Chicago",
                null,
                null,
                List.of(),
                null,
                active);
    }
}
