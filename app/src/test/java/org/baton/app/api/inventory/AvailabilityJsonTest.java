package org.baton.app.api.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.baton.app.api.inventory.AvailabilityController.NodeAnswer;
import org.baton.app.api.inventory.AvailabilityController.Units;
import org.baton.app.api.inventory.AvailabilityController.View;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class AvailabilityJsonTest {

    private static final Instant AS_OF = Instant.parse("2026-11-22T04:30:00.120Z");

    private final AvailabilityJson json = new AvailabilityJson();
    private final JsonMapper jackson = JsonMapper.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {"Plain", "\"Quoted\" \\ back", "tab\tline\nbell\u0007", "Köln 北京 \uD83D\uDE80", "</script>\u2028"
            })
    void shouldWriteWhatJacksonWrites(String odd) {
        var items = List.of(new Units(odd, 17, null), new Units("SKU-2", 0, 3));
        var view = new View(
                AS_OF,
                odd,
                "pickup",
                LocalDate.parse("2026-12-04"),
                null,
                List.of(
                        node(odd, odd, 0, odd, AS_OF.plusSeconds(3_600), items),
                        node("n-2", "Two", 1_234.5, null, null, items),
                        node("n-3", "Three", 12_429.9, "24/7", AS_OF.plusSeconds(3_600), List.of())));

        assertThat(new String(json.write(view).toArray(), StandardCharsets.UTF_8))
                .isEqualTo(jackson.writeValueAsString(view));
    }

    @Test
    void shouldWriteTotalsAndNothing() {
        var units = List.of(new Units("SKU-1", 5_000_000_000L, 1_926), new Units("SKU-2", 0, 0));

        for (var view : List.of(
                new View(AS_OF, "web", null, null, units, null),
                new View(AS_OF, "web", null, null, List.of(), List.of()))) {
            assertThat(new String(json.write(view).toArray(), StandardCharsets.UTF_8))
                    .isEqualTo(jackson.writeValueAsString(view));
        }
    }

    @Test
    void shouldTellWhatChangedOfANode() {
        for (var node : List.of(
                node("n-1", "Old", 1, "24/7", null, List.of()),
                node("n-1", "New", 1, "24/7", null, List.of()),
                node("n-1", "New", 1, "Mo-Fr 08:00-20:00", null, List.of()),
                node("n-1", "New", 1, null, null, List.of()))) {
            var view = new View(AS_OF, "web", "ship", null, null, List.of(node));

            assertThat(new String(json.write(view).toArray(), StandardCharsets.UTF_8))
                    .isEqualTo(jackson.writeValueAsString(view));
        }
    }

    private static NodeAnswer node(
            String id, String name, double miles, @Nullable String hours, @Nullable Instant at, List<Units> items) {
        return new NodeAnswer(id, name, "store", miles, hours, at != null, at, items);
    }
}
