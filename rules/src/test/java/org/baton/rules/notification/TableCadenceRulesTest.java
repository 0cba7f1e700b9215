package org.baton.rules.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baton.domain.notification.MessageGateway.Channel.EMAIL;
import static org.baton.domain.notification.MessageGateway.Channel.EVENTS;
import static org.baton.domain.notification.MessageGateway.Channel.PUSH;
import static org.baton.domain.notification.MessageGateway.Channel.SMS;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.baton.domain.notification.CadenceRules.Facts;
import org.baton.domain.notification.CadenceRules.Planned;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.QuietHours;
import org.baton.rules.DecisionTables;
import org.junit.jupiter.api.Test;

class TableCadenceRulesTest {

    private static final TableCadenceRules RULES = new TableCadenceRules(DecisionTables.shipped());

    @Test
    void shouldPlanTheWholePickupCadenceWhenAllIsAllowed() {
        var plan = at(12, "ready-for-pickup", EMAIL, SMS, PUSH);

        assertThat(plan)
                .extracting(p -> p.template() + " " + p.channel() + " " + p.delay())
                .containsExactly("ready-for-pickup SMS PT0S", "pickup-reminder PUSH PT2H", "pickup-expiring SMS PT48H");
        assertThat(plan).allSatisfy(p -> {
            assertThat(p.stopWhen()).contains("collected", "order-cancelled");
            assertThat(p.quiet()).isEqualTo(new QuietHours(21, 8));
            assertThat(p.because()).isNotBlank();
        });
        assertThat(plan.getFirst().fallback()).containsExactly(EMAIL);
    }

    @Test
    void shouldTellByEmailMeanwhileWhenTheCustomerSleeps() {
        assertThat(at(23, "ready-for-pickup", EMAIL, SMS))
                .extracting(Planned::channel)
                .containsExactly(SMS, EMAIL, SMS);
    }

    @Test
    void shouldAskForFeedbackADayAfterCollection() {
        assertThat(at(12, "collected", EMAIL, SMS))
                .extracting(Planned::template, Planned::channel, Planned::delay)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("feedback", EMAIL, Duration.ofDays(1)),
                        org.assertj.core.groups.Tuple.tuple("feedback", EVENTS, Duration.ofDays(1)));
    }

    @Test
    void shouldPlanNothingWhenNothingIsAllowed() {
        for (var event : List.of("order-confirmed", "ready-for-pickup", "delivered", "order-cancelled")) {
            assertThat(at(12, event)).isEmpty();
        }
    }

    private static List<Planned> at(int hour, String event, Channel... allowed) {
        return RULES.messagesFor(new Facts(event, "PICKUP", Set.of(allowed), "en", hour));
    }
}
