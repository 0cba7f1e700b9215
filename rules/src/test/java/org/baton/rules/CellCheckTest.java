package org.baton.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baton.rules.TableBuilder.aTable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellCheckTest {

    private static TableBuilder values() {
        return aTable("values").in("value", "number").out("tier", "string");
    }

    private static TableBuilder channels() {
        return aTable("channels").in("channel", "string").out("tier", "string");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "> | The cell cannot be read: \">\"; write for example 5 or > 100 or [1..5]",
                "5000 USD | The cell cannot be read: \"5000 USD\"; write for example 5 or > 100 or [1..5]",
                "> lots | The cell cannot be read: nothing here is called lots; write for example 5 or > 100 or [1..5]",
                "\"5\" | This column holds a number; write for example 5 or > 100 or [1..5]",
                "> 1,000 | A comma separates alternatives: write > 1000 for the number",
                "1-2 | The condition 1-2 can never be met; write for example 5 or > 100 or [1..5]"
            })
    void shouldExplainABrokenNumberCondition(String cell, String message) {
        assertThat(values().row("5", "\"a\"").row(cell, "\"b\"").findings())
                .containsExactly("ERROR, row 2, column \"VALUE\": " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "web | The cell cannot be read: text stands in double quotes: \"web\"",
                "“web” | The cell cannot be read: use straight double quotes: \"web\"",
                "5 | This column holds text in double quotes; write for example \"web\" or \"web\",\"app\" or not(\"web\")",
                "\"a\" or \"b\" | The condition \"a\" or \"b\" can never be met; write for example \"web\" or \"web\",\"app\" or not(\"web\")"
            })
    void shouldExplainABrokenTextCondition(String cell, String message) {
        assertThat(channels().row("", "\"a\"").row(cell, "\"b\"").findings())
                .containsExactly("ERROR, row 2, column \"CHANNEL\": " + message);
    }

    @Test
    void shouldRefuseAConditionOutsideThePredefinedValues() {
        assertThat(aTable("t")
                        .in("channel", "string", "\"web\",\"app\"")
                        .out("tier", "string")
                        .row("\"wbe\"", "\"a\"")
                        .row("", "\"b\"")
                        .findings())
                .containsExactly(
                        "ERROR, row 1, column \"CHANNEL\": \"wbe\" is not one of the predefined values \"web\",\"app\"");
    }

    @Test
    void shouldExplainABrokenResult() {
        assertThat(aTable("t")
                        .in("value", "number")
                        .out("tier", "string", "\"a\",\"b\"")
                        .out("rate", "number")
                        .row("1", "gold", "5")
                        .row("2", "\"c\"", "5")
                        .row("3", "\"a\"", "\"5\"")
                        .row("", "\"b\"", "1,000")
                        .findings())
                .containsExactly(
                        "ERROR, row 1, column \"TIER\": The cell cannot be read: text stands in double quotes: \"gold\"",
                        "ERROR, row 2, column \"TIER\": \"c\" is not one of the predefined values \"a\",\"b\"",
                        "ERROR, row 3, column \"RATE\": \"5\" must be a number",
                        "ERROR, row 4, column \"RATE\": A comma separates alternatives: write 1000 for the number");
    }

    @Test
    void shouldWarnOfAnEmptyResult() {
        assertThat(values().row("", "").findings())
                .containsExactly("WARNING, row 1, column \"TIER\": The cell is empty");
    }
}
