package org.baton.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baton.rules.TableBuilder.aTable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.baton.rules.Decision.FiredRow;
import org.junit.jupiter.api.Test;

class DecisionTableTest {

    private static TableBuilder tiers() {
        return aTable("tiers")
                .in("value", "integer")
                .in("vip", "boolean")
                .out("tier", "string")
                .out("discount", "double")
                .row("> 100", "", "\"high\"", "value / 10")
                .row("> 50", "true", "\"middle\"", "5")
                .row("", "", "\"low\"", "0.5");
    }

    @Test
    void shouldTakeTheFirstRowAndExplainIt() {
        Decision decision = tiers().load().decide(Map.of("value", 120, "vip", true, "unused", "x"));

        assertThat(decision.text("tier")).isEqualTo("high");
        assertThat(decision.number("discount")).isEqualByComparingTo("12");
        assertThat(decision.count("discount")).isEqualTo(12);
        assertThat(decision.firedRows()).containsExactly(new FiredRow(1, "rule1", "Reason 1"));
        assertThat(decision.table()).isEqualTo("tiers");
        assertThat(decision.version()).hasSize(12).isEqualTo(tiers().load().version());
    }

    @Test
    void shouldCollectEveryRowInOrder() {
        for (String policy : List.of("COLLECT", "RULE ORDER")) {
            Decision decision = tiers().hitPolicy(policy).load().decide(Map.of("value", 120L, "vip", true));
            assertThat(decision.rows()).extracting(r -> r.get("tier")).containsExactly("high", "middle", "low");
            assertThat(decision.firedRows()).extracting(FiredRow::number).containsExactly(1, 2, 3);
        }
    }

    @Test
    void shouldNameTheOnlyOutputToo() {
        Decision decision = aTable("one")
                .hitPolicy("UNIQUE")
                .in("known", "boolean")
                .out("wait", "string")
                .row("true", "\"P3D\"")
                .row("false", "")
                .load()
                .decide(Map.of("known", true));

        assertThat(decision.duration("wait")).isEqualTo(Duration.ofDays(3));
        assertThat(decision.firedRows()).extracting(FiredRow::number).containsExactly(1);
    }

    @Test
    void shouldTellAnEmptyResultFromNoRow() {
        DecisionTable table = aTable("one")
                .in("channel", "string")
                .out("wait", "string")
                .row("\"web\"", "")
                .load();

        Decision empty = table.decide(Map.of("channel", "web"));
        assertThat(empty.matched()).isTrue();
        assertThat(empty.optionalDuration("wait")).isEmpty();
        assertThatThrownBy(() -> empty.text("wait")).hasMessageContaining("gives no wait");

        Decision none = table.decide(Map.of("channel", "app"));
        assertThat(none.matched()).isFalse();
        assertThat(none.firedRows()).isEmpty();
        assertThatThrownBy(() -> none.text("wait")).hasMessage("Table one cannot decide: no row matches");
    }

    @Test
    void shouldTakeRowsThatAgreeUnderAny() {
        Decision decision = aTable("any")
                .hitPolicy("ANY")
                .in("value", "number")
                .out("tier", "string")
                .row("> 5", "\"a\"")
                .row("> 7", "\"a\"")
                .load()
                .decide(Map.of("value", 9));

        assertThat(decision.text("tier")).isEqualTo("a");
    }

    @Test
    void shouldNameTheInputWhenItIsMissingOrOfAnotherKind() {
        DecisionTable table = tiers().load();
        assertThatThrownBy(() -> table.decide(Map.of("value", 1)))
                .isInstanceOf(DecisionFailedException.class)
                .hasMessage("Table tiers cannot decide: the input vip (\"VIP\") is missing");
        assertThatThrownBy(() -> table.decide(Map.of("value", "1", "vip", true)))
                .hasMessage("Table tiers cannot decide: the input value (\"VALUE\") must be a whole number and is 1");
    }

    @Test
    void shouldRefuseAValueThatTheAnalystExcluded() {
        DecisionTable table = aTable("t")
                .in("channel", "string", "\"web\",\"app\"")
                .out("tier", "string")
                .row("", "\"a\"")
                .load();
        assertThatThrownBy(() -> table.decide(Map.of("channel", "fax")))
                .isInstanceOf(DecisionFailedException.class)
                .hasMessageContaining("channel")
                .hasMessageContaining("fax");
    }

    @Test
    void shouldRefuseToChooseBetweenRowsThatContradictEachOther() {
        DecisionTable table = aTable("t")
                .hitPolicy("UNIQUE")
                .in("value", "number")
                .in("limit", "number")
                .out("tier", "string")
                .row("> limit", "", "\"a\"")
                .row("> 5", "", "\"b\"")
                .load();
        assertThatThrownBy(() -> table.decide(Map.of("value", 9, "limit", 3)))
                .isInstanceOf(DecisionFailedException.class);
    }

    @Test
    void shouldKeepTheAnswersOfManyThreadsApart() {
        DecisionTable table = tiers().load();
        assertThat(IntStream.range(0, 4_000).parallel().allMatch(i -> {
                    Decision decision = table.decide(Map.of("value", i % 200, "vip", true));
                    int row = i % 200 > 100 ? 1 : i % 200 > 50 ? 2 : 3;
                    return decision.firedRows().getFirst().number() == row
                            && decision.text("tier")
                                    .equals(List.of("high", "middle", "low").get(row - 1));
                }))
                .isTrue();
    }

    @Test
    void shouldDecideByTheNewVersionWhenOneIsPut() {
        DecisionTables tables = DecisionTables.shipped();
        String before = tables.table("fulfilment-policy").version();
        tables.put(tiers().load());
        assertThat(tables.decide("tiers", Map.of("value", 60, "vip", true)).text("tier"))
                .isEqualTo("middle");
        tables.put(tiers().row("1", "true", "\"x\"", "1").load());
        assertThat(tables.table("tiers").version()).isNotEqualTo(tiers().load().version());
        assertThat(tables.table("fulfilment-policy").version()).isEqualTo(before);
    }
}
