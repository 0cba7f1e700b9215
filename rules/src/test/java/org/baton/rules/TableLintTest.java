package org.baton.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baton.rules.TableBuilder.aTable;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TableLintTest {

    private static TableBuilder values() {
        return aTable("values").in("value", "number").out("tier", "string");
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
                            "WARNING, column \"EXTRA\": No program reads a value called extra; programs read method, process, acceptWithin, pickWithin, pickupWindow, mostWrongCodes, mostDeliveries");
        }

        @Test
        void shouldCheckEachResultAgainstIt() {
            assertThat(policy.in("nodeType", "string")
                            .out("method", "string")
                            .out("process", "string")
                            .out("acceptWithin", "string")
                            .out("pickWithin", "string")
                            .out("pickupWindow", "string")
                            .out("mostWrongCodes", "number")
                            .out("mostDeliveries", "number")
                            .row("", "", "\"PICKUP\"", "", "\"30 minutes\"", "\"PT2H\"", "", "5", "")
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
