package org.baton.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SmsLengthTest {

    @Test
    void shouldCountSeptetsWhenTheGsmAlphabetIsEnough() {
        assertThat(SmsLength.of("")).isEqualTo(new SmsLength("GSM-7", 0, 1));
        assertThat(SmsLength.of("ñ€".repeat(53))).isEqualTo(new SmsLength("GSM-7", 159, 1));
        assertThat(SmsLength.of("a".repeat(160)).segments()).isEqualTo(1);
        assertThat(SmsLength.of("a".repeat(161)).segments()).isEqualTo(2);
        assertThat(SmsLength.of("a".repeat(306)).segments()).isEqualTo(2);
        assertThat(SmsLength.of("a".repeat(307)).segments()).isEqualTo(3);
    }

    @Test
    void shouldNotTearAnEscapedCharacterApart() {
        assertThat(SmsLength.of("a".repeat(152) + "€" + "a".repeat(151)).segments())
                .isEqualTo(2);
        assertThat(SmsLength.of("a".repeat(152) + "€" + "a".repeat(152)).segments())
                .isEqualTo(3);
    }

    @Test
    void shouldCountUtf16WhenOneCharacterIsNotInTheAlphabet() {
        assertThat(SmsLength.of("é à ó")).isEqualTo(new SmsLength("UCS-2", 5, 1));
        assertThat(SmsLength.of("🎉")).isEqualTo(new SmsLength("UCS-2", 2, 1));
        assertThat(SmsLength.of("🎉".repeat(35)).segments()).isEqualTo(1);
        assertThat(SmsLength.of("🎉".repeat(36)).segments()).isEqualTo(2);
        // A pair of surrogates is not torn apart: 33 of them fit into 67 units.
        assertThat(SmsLength.of("🎉".repeat(67)).segments()).isEqualTo(3);
    }
}
