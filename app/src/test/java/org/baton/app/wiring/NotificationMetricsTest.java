package org.baton.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.baton.domain.notification.Notification.Status;
import org.baton.domain.notification.NotificationBook.Changed;
import org.junit.jupiter.api.Test;

class NotificationMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final NotificationMetrics metrics = new NotificationMetrics(registry);

    @Test
    void shouldCountByChannelAndStatus() {
        metrics.changed(new Changed("SMS", Status.SENT));
        metrics.changed(new Changed("SMS", Status.SENT));
        metrics.changed(new Changed("SMS", Status.BOUNCED));
        metrics.changed(new Changed("EMAIL", Status.SENT));

        assertThat(count("sms", "sent")).isEqualTo(2);
        assertThat(count("sms", "bounced")).isEqualTo(1);
        assertThat(count("email", "sent")).isEqualTo(1);
        assertThat(registry.find("baton.notifications").counters()).hasSize(3);
    }

    private double count(String channel, String status) {
        return registry.get("baton.notifications")
                .tags("channel", channel, "status", status)
                .counter()
                .count();
    }
}
