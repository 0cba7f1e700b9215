package org.baton.domain.webhook;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How other systems are told.
 *
 * @param source names this Baton in every event, for a receiver that hears several
 * @param loopback whether this machine itself may be told, over plain HTTP too; for trying out
 * @param privateAddresses whether addresses of private networks may be told, over HTTPS
 * @param timeout of the receiver's whole answer
 * @param lease for how long one sender has a delivery to itself; longer than the timeout
 * @param pauses before each further try; after the last the delivery is given up
 * @param keep for how long events can be sent again
 * @param secretOverlap for how long a secret that was changed still signs beside the new one
 */
@ConfigurationProperties("baton.webhooks")
public record WebhookSettings(
        @DefaultValue("/baton") String source,
        @DefaultValue("false") boolean loopback,
        @DefaultValue("false") boolean privateAddresses,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("60s") Duration lease,

        @DefaultValue({"5s", "1m", "5m", "30m", "2h", "5h", "10h", "24h"})
        List<Duration> pauses,

        @DefaultValue("30d") Duration keep,
        @DefaultValue("24h") Duration secretOverlap) {}
