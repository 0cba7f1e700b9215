package org.baton.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kie.dmn.validation.DMNValidator.Validation.ANALYZE_DECISION_TABLE;
import static org.kie.dmn.validation.DMNValidator.Validation.VALIDATE_COMPILATION;
import static org.kie.dmn.validation.DMNValidator.Validation.VALIDATE_MODEL;
import static org.kie.dmn.validation.DMNValidator.Validation.VALIDATE_SCHEMA;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.validation.DMNValidator;
import org.kie.dmn.validation.DMNValidatorFactory;

/** Holds the shipped files, and what Drools is given instead of them, against Drools' own validator. */
class TableNormaliserTest {

    private static final DMNValidator VALIDATOR = DMNValidatorFactory.newValidator();

    static Stream<Path> tables() {
        return ShippedTables.ALL.stream().map(c -> Path.of(c.capability(), c.name() + ".dmn"));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void shouldShipWhatTheModelerCanOpen(Path file) throws IOException {
        String xml = Files.readString(file);
        assertThat(errors(xml, VALIDATE_SCHEMA)).isEmpty();
        assertThat(xml)
                .contains("exporter=\"Camunda Modeler\"", "<dmndi:DMNShape")
                .doesNotContain("<variable");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void shouldGiveDroolsAModelWithoutFault(Path file) throws IOException {
        TableModel table =
                TableReader.read(Files.readAllBytes(file), new Findings("x")).orElseThrow();
        String xml = new String(TableNormaliser.normalise(table), StandardCharsets.UTF_8);
        assertThat(errors(xml, VALIDATE_SCHEMA, VALIDATE_MODEL, VALIDATE_COMPILATION, ANALYZE_DECISION_TABLE))
                .isEmpty();
    }

    private static List<String> errors(String xml, DMNValidator.Validation... what) {
        return VALIDATOR.validate(new StringReader(xml), what).stream()
                .filter(m -> m.getSeverity() == DMNMessage.Severity.ERROR)
                .map(DMNMessage::getText)
                // Where every matching row counts, two rows for one case are two results, not a contradiction.
                .filter(text -> !text.contains("First Normal Form") || !xml.contains("hitPolicy=\"RULE ORDER\""))
                .toList();
    }
}
