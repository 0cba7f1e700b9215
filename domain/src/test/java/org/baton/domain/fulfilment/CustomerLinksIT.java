package org.baton.domain.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.OrderId;
import org.baton.domain.fulfilment.SignedLinks.Purpose;
import org.baton.domain.support.DomainIT;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CustomerLinksIT extends DomainIT {

    private static final OrderId ORDER = new OrderId("ord_0123456789abcdefghjkmn");

    @Autowired
    private SignedLinks signed;

    @Autowired
    private CustomerLinks links;

    @Test
    void shouldBeShortEnoughForAnSms() {
        assertThat(links.follow(ORDER))
                .startsWith("https://orders.example.com/o/")
                .hasSize("https://orders.example.com/o/".length() + 41);
    }

    @Test
    void shouldOpenForItsPurposeAndItsDaysAlone() {
        var token = signed.sign(Purpose.FOLLOW, ORDER.value());

        assertThat(token).hasSize(41);
        assertThatThrownBy(() -> signed.subject(Purpose.CHOOSE, token)).isInstanceOf(NotFoundException.class);
        for (int i = 0; i < token.length(); i++) {
            var other = token.charAt(i) == 'x' ? 'y' : 'x';
            var tampered = token.substring(0, i) + other + token.substring(i + 1);
            assertThatThrownBy(() -> signed.subject(Purpose.FOLLOW, tampered)).isInstanceOf(NotFoundException.class);
        }
        clock.advance(Duration.ofDays(30));
        assertThat(signed.subject(Purpose.FOLLOW, token)).isEqualTo(ORDER.value());
        clock.advance(Duration.ofDays(1));
        assertThatThrownBy(() -> signed.subject(Purpose.FOLLOW, token))
                .isInstanceOf(SignedLinks.LinkOverException.class);
    }
}
