package org.baton.domain.notification;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a retailer may set about messages besides the cadence table.
 *
 * @param templates folder with files that replace shipped ones
 * @param timeZone of a customer whose ZIP code says nothing
 * @param lease for how long one sender has a message to itself; half of it is longer than any provider takes to answer
 * @param firstPause before a message whose provider did not answer is tried again; it doubles each time
 * @param tries until a message is given up
 * @param senders messages on their way at the same time
 */
@ConfigurationProperties("baton.notification")
public record NotificationSettings(
        @Nullable Path templates,
        @DefaultValue("America/Chicago") ZoneId timeZone,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("1s") Duration firstPause,
        @DefaultValue("8") int tries,
        @DefaultValue("8") int senders) {}
