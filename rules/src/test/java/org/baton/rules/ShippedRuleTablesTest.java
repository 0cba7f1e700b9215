package org.baton.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.baton.domain.rulebook.RuleFinding;
import org.baton.domain.rulebook.RuleTables.Checked;
import org.baton.domain.rulebook.RuleTables.Shipped;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an analyst is told of an edited table. */
class ShippedRuleTablesTest {

    private static final ShippedRuleTables TABLES = new ShippedRuleTables(DecisionTables.shipped());
    private static final Shipped STRATEGY = shipped("sourcing-strategy");
    private static final String DMN = new String(STRATEGY.dmn(), StandardCharsets.UTF_8);

    static Shipped shipped(String table) {
        return TABLES.shipped().stream()
                .filter(s -> s.name().equals(table))
                .findFirst()
                .orElseThrow();
    }

    static List<Shipped> all() {
        return TABLES.shipped();
    }

    private static Checked check(String dmn, String cases) {
        return TABLES.check(STRATEGY.name(), dmn.getBytes(StandardCharsets.UTF_8), cases);
    }

    private static List<String> words(Checked checked) {
        return checked.findings().stream()
                .map(f -> f.severity() + " " + f.place() + ": " + f.message())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldFindNothingInTheTablesAsShipped(Shipped shipped) {
        assertThat(TABLES.check(shipped.name(), shipped.dmn(), shipped.cases()).findings())
                .isEmpty();
    }

    @Test
    void shouldNameTheCaseThatAnEditedCellBreaks() {
        var checked = check(DMN.replace("<text>2.50</text>", "<text>4.00</text>"), STRATEGY.cases());

        assertThat(checked.hasErrors()).isTrue();
        assertThat(words(checked))
                .contains("error sourcing-strategy.cases.csv, row 7, column \"expect extraCostLimit\":"
                        + " case \"shipped goes the cheapest way\": Row 5 gives \"4.00\", but \"2.50\" is expected");
        assertThat(check(
                                DMN.replace("<text>2.50</text>", "<text>4.00</text>"),
                                STRATEGY.cases().replace("2.50", "4"))
                        .findings())
                .isEmpty();
    }

    @Nested
    class BadInput {

        @Test
        void shouldNotKeepWhatCannotBeRead() {
            var checked = check("<definitions><decision", "");

            assertThat(checked.readable()).isFalse();
            assertThat(words(checked).getFirst())
                    .startsWith("error sourcing-strategy.dmn: The file is not readable XML: line 1");
        }

        @Test
        void shouldNotKeepAnotherTable() {
            var other = shipped("node-preference");
            var checked = TABLES.check(STRATEGY.name(), other.dmn(), other.cases());

            assertThat(checked.readable()).isFalse();
            assertThat(words(checked))
                    .contains("error sourcing-strategy.dmn: The table's id is \"node-preference\";"
                            + " programs ask for \"sourcing-strategy\"");
        }

        @Test
        void shouldNameTheColumnThatIsMissing() {
            var preference = new String(shipped("node-preference").dmn(), StandardCharsets.UTF_8)
                    .replace("name=\"protect\"", "name=\"protekt\"");
            var checked = TABLES.check(
                    "node-preference",
                    preference.getBytes(StandardCharsets.UTF_8),
                    shipped("node-preference").cases());

            assertThat(words(checked))
                    .contains(
                            "error node-preference.dmn: The output column with the name protect (true or false) is missing");
        }

        @Test
        void shouldNameTheCellWhoseValueIsNotAllowed() {
            var checked =
                    check(DMN.replace("\"lowest-cost\"", "\"lowest-cost\"").replace("\"cost\"", "\"cheap\""), "");

            assertThat(words(checked))
                    .anyMatch(words -> words.startsWith("error sourcing-strategy.dmn, row 5, column")
                            && words.contains("\"cheap\" is not known here; it may be balance, cost, distance, speed"));
        }

        @Test
        void shouldNameRowsThatOverlapWhereOnlyOneMayMatch() {
            var checked = check(DMN.replace("hitPolicy=\"FIRST\"", "hitPolicy=\"UNIQUE\""), STRATEGY.cases());

            assertThat(words(checked))
                    .anyMatch(words -> words.startsWith("error sourcing-strategy.dmn, row 5: Rows 4 and 5 both match"));
        }

        @Test
        void shouldSayThatADraftSourcesNothing() {
            var checked = check(DMN.replace("<text>3</text>", "<text>5000</text>"), "case,deliveryOption\n");
            var eligibility = new String(shipped("node-eligibility").dmn(), StandardCharsets.UTF_8)
                    .replace("<text>true</text>", "<text>false</text>");
            var none = TABLES.check(
                    "node-eligibility", eligibility.getBytes(StandardCharsets.UTF_8), "case,deliveryOption\n");

            assertThat(words(checked))
                    .anyMatch(words -> words.startsWith("warning sourcing-strategy.dmn: Orders with the delivery option"
                            + " \"same-day\" find no node any more"));
            assertThat(words(none)).anyMatch(words -> words.contains("The draft sources nothing"));
            assertThat(none.hasErrors()).isTrue();
        }

        @Test
        void shouldRefuseATableOfFiveThousandRowsAtOnce() {
            var rule = DMN.substring(DMN.indexOf("<rule "), DMN.indexOf("</rule>") + "</rule>".length());
            var rows = DMN.substring(0, DMN.indexOf("<rule "))
                    + rule.repeat(5_000)
                    + DMN.substring(DMN.lastIndexOf("</rule>") + "</rule>".length());

            var checked = check(rows, STRATEGY.cases());

            assertThat(checked.readable()).isFalse();
            assertThat(words(checked))
                    .containsExactly(
                            "error sourcing-strategy.dmn, row 1001: A table has at most 1000 rows, and this one"
                                    + " has 5000: take a broader condition, or a second table");
        }

        @Test
        void shouldTellAFewOfVeryManyFindings() {
            var rule = DMN.substring(DMN.lastIndexOf("<rule "), DMN.lastIndexOf("</rule>") + "</rule>".length());
            var rows =
                    DMN.replace("hitPolicy=\"FIRST\"", "hitPolicy=\"UNIQUE\"").replace(rule, rule.repeat(100));

            assertThat(words(check(rows, STRATEGY.cases())))
                    .hasSize(201)
                    .last()
                    .asString()
                    .matches("error sourcing-strategy.dmn: [0-9]+ more findings are not shown");
        }

        @Test
        void shouldNameWhatIsWrongWithTheCasesThemselves() {
            var cases = """
                    case,deliveryOption,colour,hourOfDay,expect row,expect speed
                    odd,ship,red,noon,1,fast
                    nothing fits,ship,red,12,none,
                    """;

            assertThat(words(check(DMN, cases)))
                    .contains(
                            "error sourcing-strategy.cases.csv, row 2, column \"colour\": case \"odd\": No program gives the"
                                    + " table a value called colour",
                            "error sourcing-strategy.cases.csv, row 2, column \"hourOfDay\": case \"odd\": \"noon\" is not a"
                                    + " whole number of 0 or more");
            assertThat(words(check(DMN, "case,deliveryOption\nshort,ship\n")))
                    .anyMatch(words -> words.startsWith("error sourcing-strategy.cases.csv, row 2: case \"short\":")
                            && words.contains("is missing"));
        }
    }

    @Test
    void shouldTellErrorsFromWarnings() {
        assertThat(new RuleFinding("warning", "a.dmn", null, null, "Careful").isError())
                .isFalse();
        assertThat(RuleFinding.error("a.dmn", "No").place()).isEqualTo("a.dmn");
    }
}
