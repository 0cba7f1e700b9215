package org.baton.app.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.baton.domain.notification.NotificationBook.Changed;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Counts messages by channel and state: {@code baton_notifications_total}; rates are the counter's. */
@Component
class NotificationMetrics {

    private final MeterRegistry registry;

    NotificationMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @EventListener
    void changed(Changed change) {
        registry.counter(
                        "baton.notifications",
                        "channel",
                        change.channel().toLowerCase(Locale.ROOT),
                        "status",
                        change.status().name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
