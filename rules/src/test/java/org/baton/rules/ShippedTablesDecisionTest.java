package org.baton.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.baton.rules.Decision.FiredRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every golden case that lies beside a shipped table; an analyst adds a line there, nothing here. */
class ShippedTablesDecisionTest {

    private static final DecisionTables TABLES = DecisionTables.shipped();

    static Stream<GoldenCase> cases() throws IOException {
        return GoldenCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void shouldDecideAsTheGoldenCaseSays(GoldenCase golden) {
        TableContract contract = ShippedTables.contract(golden.table()).orElseThrow();

        Decision decision = TABLES.decide(golden.table(), golden.inputs(contract));

        List<Integer> fired =
                decision.firedRows().stream().map(FiredRow::number).toList();
        if (golden.expectedRow().equals("none")) {
            assertThat(decision.matched())
                    .as("%s; row %s matches", golden, fired)
                    .isFalse();
            return;
        }
        assertThat(decision.matched()).as("%s; no row matches", golden).isTrue();
        Map<String, String> actual = new LinkedHashMap<>();
        golden.expected()
                .keySet()
                .forEach(o -> actual.put(
                        o, Objects.toString(decision.rows().getFirst().get(o), "")));
        assertThat(actual).as("%s; row %s matches", golden, fired).isEqualTo(golden.expected());
        if (!golden.expectedRow().isEmpty()) {
            assertThat(fired).as("%s; rows", golden).containsExactly(Integer.valueOf(golden.expectedRow()));
        }
    }

    @ParameterizedTest
    @MethodSource("org.baton.rules.TableNormaliserTest#tables")
    void shouldShipTablesWithoutFindings(Path file) throws IOException {
        assertThat(TableLint.check(file.toString(), Files.readAllBytes(file))).isEmpty();
    }

    @Test
    void shouldHaveGoldenCasesForEveryShippedTable() throws IOException {
        assertThat(cases().map(GoldenCase::table))
                .containsAll(ShippedTables.ALL.stream().map(TableContract::name).toList());
    }
}
