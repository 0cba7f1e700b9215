package org.baton.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GtinTest {

    @ParameterizedTest
    @ValueSource(strings = {"96385074", "036000291452", "4006381333931", "10614141000415"})
    void shouldBeValidWhenTheCheckDigitFits(String gtin) {
        assertThat(Gtin.isValid(gtin)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "96385075",
                "036000291453",
                "40063813339312",
                "036000291452 ",
                "03600029145x",
                "٠٣٦٠٠٠٢٩١٤٥٢"
            })
    void shouldBeInvalidWhenItIsNoBarCode(String text) {
        assertThat(Gtin.isValid(text)).isFalse();
    }

    @Property
    void shouldBeInvalidWhenOneDigitIsMisread(
            @ForAll @LongRange(min = 0, max = 999_999_999_999L) long number,
            @ForAll @IntRange(min = 0, max = 12) int place,
            @ForAll @IntRange(min = 1, max = 9) int by) {
        var gtin = withCheckDigit("%012d".formatted(number));
        var misread = new StringBuilder(gtin);
        misread.setCharAt(place, (char) ('0' + (gtin.charAt(place) - '0' + by) % 10));

        assertThat(Gtin.isValid(gtin)).isTrue();
        assertThat(Gtin.isValid(misread.toString())).isFalse();
    }

    private static String withCheckDigit(String digits) {
        for (char check = '0'; check <= '9'; check++) {
            if (Gtin.isValid(digits + check)) {
                return digits + check;
            }
        }
        throw new AssertionError("no check digit fits " + digits);
    }
}
