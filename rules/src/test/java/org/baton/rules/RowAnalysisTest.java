package org.baton.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.baton.rules.TableBuilder.aTable;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowAnalysisTest {

    private static TableBuilder values() {
        return aTable("values").in("value", "number").out("tier", "string");
    }

    private static TableBuilder channels() {
        return aTable("channels").in("channel", "string").out("tier", "string");
    }

    @Test
    void shouldDescribeTheCasesThatNoRowCovers() {
        assertThat(values().row("< 10", "\"a\"").row("> 10", "\"b\"").findings())
                .containsExactly("WARNING: No row matches when VALUE is 10");
        assertThat(values().row("[0..10)", "\"a\"").row(">= 100", "\"b\"").findings())
                .containsExactly("WARNING: No row matches when VALUE is under 0 or at least 10 and under 100");
        assertThat(channels().row("\"web\"", "\"a\"").row("\"app\"", "\"b\"").findings())
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

    /** Small random tables, every input of a grid asked for real: a gap is reported if and only if one is there. */
    @Test
    void shouldReportAGapExactlyWhenSomeInputMeetsNoRow() {
        var random = new Random(7);
        List<String> numbers = List.of("", "< 3", "> 3", "3", "[1..5]", "(1..5)", ">= 5", "<= 1", "not(3)", "1,5");
        List<String> texts = List.of("", "\"a\"", "\"b\"", "not(\"a\")", "\"a\",\"b\"");
        for (int i = 0; i < 60; i++) {
            TableBuilder table = aTable("t")
                    .in("n", "number")
                    .in("s", "string")
                    .in("known", "boolean")
                    .out("x", "number");
            for (int row = 0; row < 5; row++) {
                table.row(
                        numbers.get(random.nextInt(numbers.size())),
                        texts.get(random.nextInt(texts.size())),
                        List.of("", "true", "false").get(random.nextInt(3)),
                        "1");
            }
            boolean reported = table.findings().stream().anyMatch(f -> f.contains("No row matches"));
            assertThat(reported).as(new String(table.xml(), UTF_8)).isEqualTo(leavesAGap(table.load()));
        }
    }

    private static boolean leavesAGap(DecisionTable table) {
        for (double n : new double[] {0, 1, 2, 3, 4, 5, 6}) {
            for (String s : List.of("a", "b", "c")) {
                for (boolean known : new boolean[] {true, false}) {
                    if (!table.decide(Map.of("n", n, "s", s, "known", known)).matched()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
