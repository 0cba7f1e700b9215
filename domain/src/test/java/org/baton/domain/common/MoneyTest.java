package org.baton.domain.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency YEN = Currency.getInstance("JPY");

    @Test
    void shouldCountMinorUnitsWhenParsed() {
        assertThat(Money.parse("12.30", USD)).isEqualTo(new Money(1230, USD));
        assertThat(Money.parse("12", YEN)).isEqualTo(new Money(12, YEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.001", "1e999999999", "1e-999999999", "99999999999999999999", "", "abc", "NaN", "1,5"})
    void shouldRefuseWhenItIsNotAnAmount(String text) {
        assertThatThrownBy(() -> Money.parse(text, USD))
                .isInstanceOfAny(ArithmeticException.class, NumberFormatException.class);
    }

    @Test
    void shouldRefuseWhenCurrenciesAreMixed() {
        var dollars = Money.zero(USD);
        var yen = Money.zero(YEN);
        assertThatThrownBy(() -> dollars.plus(yen)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseWhenASumOverflows() {
        var most = new Money(Long.MAX_VALUE, USD);
        assertThatThrownBy(() -> most.plus(new Money(1, USD))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
    }

    @Property(tries = 200)
    void shouldReadWhatItWrites(@ForAll @LongRange(min = -1_000_000_000, max = 1_000_000_000) long minor) {
        var money = new Money(minor, USD);
        assertThat(Money.parse(money.amount(), USD)).isEqualTo(money);
        assertThat(money.amount()).matches("-?\\d+\\.\\d\\d");
    }
}
