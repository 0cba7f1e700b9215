package org.baton.rules.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Currency;
import org.baton.domain.common.Money;
import org.baton.domain.order.HoldReason;
import org.baton.domain.order.ScreeningRules.Facts;
import org.baton.domain.order.ScreeningRules.Screening;
import org.baton.domain.order.ScreeningRules.Verdict;
import org.baton.rules.DecisionTables;
import org.junit.jupiter.api.Test;

class TableScreeningRulesTest {

    private final TableScreeningRules rules = new TableScreeningRules(DecisionTables.shipped());

    @Test
    void shouldHoldWithTheReasonOfTheRow() {
        Screening screening = rules.screen(facts("5000.01", true));

        assertThat(screening.verdict()).isEqualTo(Verdict.HOLD);
        assertThat(screening.holdReason()).isEqualTo(HoldReason.HIGH_RISK_OF_FRAUD);
        assertThat(screening.holdExpiresAfter()).isEqualTo(Duration.ofDays(2));
        assertThat(screening.because()).startsWith("Over 5,000 USD");
        assertThat(screening.version()).hasSize(12);
    }

    @Test
    void shouldAcceptWithoutAHoldReason() {
        assertThat(rules.screen(facts("85.00", true)))
                .returns(Verdict.ACCEPT, Screening::verdict)
                .returns(null, Screening::holdReason);
    }

    private static Facts facts(String value, boolean knownPostalCode) {
        Money money = Money.parse(value, Currency.getInstance("USD"));
        return new Facts(money, "web", "ship", null, "card", knownPostalCode, 1, 1);
    }
}
