package org.baton.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baton.rules.TableBuilder.aTable;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableLintTest {

    private static TableBuilder values() {
        return aTable("values").in("value", "number").out("tier", "string");
    }

    private static TableBuilder channels() {
        return aTable("channels").in("channel", "string").out("tier", "string");
    }

    @Test
    void shouldFindNothingWhenTheTableIsSound() {
        assertThat(values().row("> 100", "\"a\"").row("", "\"b\"").findings()).isEmpty();
    }

    @Nested
    class TheFile {

        @Test
        void shouldSayWhereTheXmlIsBroken() {
            assertThat(TableLint.check("x.dmn", "<definitions>\n<decision>".getBytes(UTF_8)))
                    .extracting(Finding::toString)
                    .singleElement()
                    .asString()
                    .startsWith("ERROR x.dmn: The file is not readable XML: line 2, ");
        }

        @Test
        void shouldRefuseAFileThatPointsElsewhere() {
            String xml = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><definitions>&x;</definitions>";
            assertThat(TableLint.check("x.dmn", xml.getBytes(UTF_8)))
                    .singleElement()
                    .satisfies(f -> assertThat(f.message()).contains("DOCTYPE"));
        }

        @Test
        void shouldMissATable() {
            assertThat(TableLint.check("x.dmn", "<definitions/>".getBytes(UTF_8)))
                    .extracting(Finding::toString)
                    .containsExactly("ERROR x.dmn: There is no decision table in this file");
        }

        @Test
        void shouldRefuseAHitPolicyThatIsNotUsedHere() {
            assertThat(values().hitPolicy("PRIORITY").row("", "\"a\"").findings())
                    .containsExactly(
                            "ERROR: Hit policy Priority cannot be used: choose Unique, First, Any, Rule order or Collect");
        }

        @Test
        void shouldMissRowsAndCells() {
            assertThat(values().findings()).containsExactly("ERROR: The table has no rows");
            assertThat(values().row("").findings())
                    .containsExactly("ERROR, row 1: The row does not have one cell for each column");
        }
    }

    @Nested
    class TheColumns {

        @Test
        void shouldNameAnUnknownType() {
            assertThat(aTable("t")
                            .in("value", "numeral")
                            .out("tier", "string")
                            .row("", "\"a\"")
                            .findings())
                    .contains(
                            "ERROR, column \"VALUE\": The type \"numeral\" is not known: choose string, number, boolean, date, time or dateTime");
        }

        @Test
        void shouldWantANameAsTheExpression() {
            assertThat(aTable("t")
                            .in("order value", "number")
                            .out("tier", "string")
                            .row("", "\"a\"")
                            .findings())
                    .containsExactly(
                            "ERROR, column \"ORDER VALUE\": The expression of an input column must be the name of a value, such as orderValue; it is \"order value\"");
        }

        @Test
        void shouldRefuseTwoColumnsOfOneName() {
            assertThat(values().out("tier", "string").row("", "\"a\"", "\"b\"").findings())
                    .containsExactly("ERROR, column \"TIER\": Another column is also called \"tier\"");
        }
    }

    @Nested
    class TheCells {

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

    @Nested
    class TheRows {

        @Test
        void shouldDescribeTheCasesThatNoRowCovers() {
            assertThat(values().row("< 10", "\"a\"").row("> 10", "\"b\"").findings())
                    .containsExactly("WARNING: No row matches when VALUE is 10");
            assertThat(values().row("[0..10)", "\"a\"").row(">= 100", "\"b\"").findings())
                    .containsExactly("WARNING: No row matches when VALUE is under 0 or at least 10 and under 100");
            assertThat(channels()
                            .row("\"web\"", "\"a\"")
                            .row("\"app\"", "\"b\"")
                            .findings())
                    .containsExactly("WARNING: No row matches when CHANNEL is not \"web\", \"app\"");
            assertThat(aTable("t")
                            .in("value", "number")
                            .in("known", "boolean")
                            .out("tier", "string")
                            .row("> 5", "", "\"a\"")
                            .row("", "true", "\"b\"")
                            .findings())
                    .containsExactly("WARNING: No row matches when VALUE is at most 5 and KNOWN is false");
        }

        @Test
        void shouldSeeNoGapBetweenWholeNumbersOrPredefinedValues() {
            assertThat(aTable("t")
                            .in("lines", "integer", ">= 1")
                            .out("tier", "string")
                            .row("[1..5]", "\"a\"")
                            .row(">= 6", "\"b\"")
                            .findings())
                    .isEmpty();
            assertThat(aTable("t")
                            .in("channel", "string", "\"web\",\"app\"")
                            .out("tier", "string")
                            .row("\"web\"", "\"a\"")
                            .row("\"app\"", "\"b\"")
                            .findings())
                    .isEmpty();
        }

        @Test
        void shouldNameRowsThatMeetWhenOnlyOneMayMatch() {
            assertThat(values().hitPolicy("UNIQUE")
                            .row("<= 10", "\"a\"")
                            .row(">= 10", "\"b\"")
                            .findings())
                    .containsExactly("ERROR, row 2: Rows 1 and 2 both match when VALUE is 10, but only one row may");
        }

        @Test
        void shouldNameRowsThatMeetWithDifferentResultsUnderAny() {
            assertThat(values().hitPolicy("ANY")
                            .row("< 10", "\"a\"")
                            .row("> 5", "\"b\"")
                            .row("> 9", "\"b\"")
                            .findings())
                    .contains(
                            "ERROR, row 2: Rows 1 and 2 both match when VALUE is over 5 and under 10 and give different results")
                    .noneMatch(f -> f.contains("Rows 2 and 3"));
        }

        @Test
        void shouldNameARowThatTheRowsAboveHide() {
            assertThat(values().row("< 10", "\"a\"")
                            .row(">= 5", "\"b\"")
                            .row("[7..20]", "\"c\"")
                            .findings())
                    .containsExactly(
                            "WARNING, row 3: The row can never match: the rows above it take every case that it describes");
        }

        @Test
        void shouldNameARowThatNothingCanMeet() {
            assertThat(values().row("[9..3]", "\"a\"").row("", "\"b\"").findings())
                    .containsExactly(
                            "WARNING, row 1, column \"VALUE\": The row can never match: nothing meets the condition [9..3]");
        }

        @Test
        void shouldNameARepeatedRow() {
            assertThat(values().row("> 1", "\"a\"")
                            .row("", "\"b\"")
                            .row("> 1", "\"a\"")
                            .findings())
                    .containsExactly("WARNING, row 3: The row repeats row 1");
            assertThat(values().hitPolicy("COLLECT")
                            .row("> 1", "\"a\"")
                            .row("> 1", "\"a\"")
                            .findings())
                    .containsExactly("WARNING, row 2: The row repeats row 1");
        }

        @Test
        void shouldKeepQuietAboutRowsThatCompute() {
            assertThat(aTable("t")
                            .in("value", "number")
                            .in("limit", "number")
                            .out("tier", "string")
                            .hitPolicy("UNIQUE")
                            .row("> limit", "", "\"a\"")
                            .row("<= limit", "", "\"b\"")
                            .findings())
                    .isEmpty();
        }

        @Test
        void shouldStayFastOnALargeTable() {
            TableBuilder large = aTable("t")
                    .in("a", "number")
                    .in("b", "number")
                    .in("c", "string")
                    .out("tier", "string");
            for (int i = 0; i < 300; i++) {
                large.row("[%d..%d]".formatted(i, i + 7), "> " + (i * 31 % 97), "\"c%d\"".formatted(i % 13), "\"x\"");
            }
            long start = System.nanoTime();
            assertThat(large.row("", "", "", "\"y\"").findings()).isEmpty();
            assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
        }
    }

    @Nested
    class TheContract {

        private final TableBuilder policy = aTable("fulfilment-policy").in("deliveryOption", "string");

        @Test
        void shouldMissWhatProgramsGiveAndRead() {
            assertThat(policy.in("colour", "string")
                            .out("method", "number")
                            .out("extra", "string")
                            .row("", "", "5", "\"x\"")
                            .findings())
                    .contains(
                            "ERROR: The input column with the expression nodeType (text in double quotes) is missing",
                            "ERROR: The output column with the name process (text in double quotes) is missing",
                            "ERROR, column \"COLOUR\": No program gives this table a value called colour; it may use deliveryOption, nodeType",
                            "ERROR, column \"METHOD\": The type of this column must be string (text in double quotes)",
                            "WARNING, column \"EXTRA\": No program reads a value called extra; programs read method, process, acceptWithin, pickWithin, pickupWindow");
        }

        @Test
        void shouldCheckEachResultAgainstIt() {
            assertThat(policy.in("nodeType", "string")
                            .out("method", "string")
                            .out("process", "string")
                            .out("acceptWithin", "string")
                            .out("pickWithin", "string")
                            .out("pickupWindow", "string")
                            .row("", "", "\"PICKUP\"", "", "\"30 minutes\"", "\"PT2H\"", "")
                            .findings())
                    .containsExactly(
                            "ERROR, row 1, column \"PROCESS\": The cell is empty; it must be text in double quotes",
                            "ERROR, row 1, column \"ACCEPTWITHIN\": \"30 minutes\" must be a duration in double quotes, for example \"PT30M\" (30 minutes) or \"P3D\" (3 days)");
        }

        @Test
        void shouldWantARowForEveryCaseAndKnownValuesOnly() {
            List<String> findings = aTable("order-screening")
                    .in("orderValue", "number")
                    .out("screening", "string")
                    .out("holdReason", "string")
                    .out("holdExpiresAfter", "string")
                    .row("> 100", "\"park\"", "", "\"P1D\"")
                    .findings();
            assertThat(findings)
                    .containsExactly(
                            "ERROR, row 1, column \"SCREENING\": \"park\" is not known here; it may be accept, hold, reject");
            assertThat(aTable("order-screening")
                            .in("orderValue", "number")
                            .out("screening", "string")
                            .out("holdReason", "string")
                            .out("holdExpiresAfter", "string")
                            .row("> 100", "\"hold\"", "", "\"P1D\"")
                            .findings())
                    .containsExactly("ERROR: No row matches when ORDERVALUE is at most 100");
        }

        @Test
        void shouldWarnOfARowThatExplainsNothing() {
            byte[] xml = new String(
                            policy.in("nodeType", "string")
                                    .out("method", "string")
                                    .row("", "", "\"A\"")
                                    .xml(),
                            UTF_8)
                    .replace("Reason 1", " ")
                    .getBytes(UTF_8);
            assertThat(TableLint.check("x.dmn", xml))
                    .extracting(Finding::toString)
                    .contains(
                            "WARNING x.dmn, row 1: The row has no annotation; it is what explains a decision to people");
        }

        @Test
        void shouldRefuseToLoadABrokenTable() {
            assertThatThrownBy(() -> values().row("web", "\"a\"").load())
                    .isInstanceOf(TableRefusedException.class)
                    .hasMessageContaining("values.dmn, row 1, column \"VALUE\"");
        }
    }
}
