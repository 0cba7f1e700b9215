package org.baton.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every golden case that lies beside a shipped table; an analyst adds a line there, nothing here. */
class ShippedTablesDecisionTest {

    private static final DecisionTables TABLES = DecisionTables.shipped();

    static Stream<GoldenCase> cases() throws IOException {
        return files().stream().flatMap(file -> {
            var findings = new Findings(file.getFileName().toString());
            var cases = GoldenCase.read(file.getFileName().toString(), text(file), findings);
            assertThat(findings.all()).isEmpty();
            return cases.stream();
        });
    }

    /** The module's folder is the working directory of its tests. */
    static List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.walk(Path.of("").toAbsolutePath(), 2)) {
            return paths.filter(p -> p.toString().endsWith(GoldenCase.SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + file, e);
        }
    }

    private static String table(GoldenCase golden) {
        return golden.file().replace(GoldenCase.SUFFIX, "");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void shouldDecideAsTheGoldenCaseSays(GoldenCase golden) {
        var findings = new Findings(golden.file());

        golden.check(
                TABLES.table(table(golden)),
                ShippedTables.contract(table(golden)).orElseThrow(),
                findings);

        assertThat(findings.all()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("org.baton.rules.TableNormaliserTest#tables")
    void shouldShipTablesWithoutFindings(Path file) throws IOException {
        assertThat(TableLint.check(file.toString(), Files.readAllBytes(file))).isEmpty();
    }

    @Test
    void shouldHaveGoldenCasesForEveryShippedTable() throws IOException {
        assertThat(cases().map(ShippedTablesDecisionTest::table))
                .containsAll(ShippedTables.ALL.stream().map(TableContract::name).toList());
    }
}
