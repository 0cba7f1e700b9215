package org.baton.app.cadence;

import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.engine.EngineFactory;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An engine in this JVM and a clock for Baton that show the same time: it goes on as it does on a wall, and a test may
 * jump forward. A test names the hour that it begins at, so that it does not matter when it is run.
 */
final class TimeTravel {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final ZeebeTestEngine engine = EngineFactory.create();

    /** Baton's clock. */
    final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return Instant.now().plus(ahead.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(instant(), zone);
        }
    };

    TimeTravel() {
        engine.start();
        Runtime.getRuntime().addShutdownHook(new Thread(engine::stop));
    }

    URI engineAddress() {
        return URI.create("http://" + engine.getGatewayAddress());
    }

    /** Jumps to a moment that has not come yet; what came before it came already stays as it is. */
    void to(Instant moment) {
        var jump = Duration.between(clock.instant(), moment);
        if (jump.isPositive()) {
            var ignored = ahead.updateAndGet(before -> before.plus(jump));
            engine.increaseTime(jump);
        }
    }

    /** Jumps to an hour of tomorrow on the clocks of a zone. */
    ZonedDateTime toTomorrow(LocalTime hour, ZoneId zone) {
        var moment = clock.instant()
                .atZone(zone)
                .toLocalDate()
                .plusDays(1)
                .atTime(hour)
                .atZone(zone);
        to(moment.toInstant());
        return moment;
    }

    /** Jumps to an hour of the day before the clocks of a zone are changed next. */
    ZonedDateTime toEveOfNextChange(LocalTime hour, ZoneId zone) {
        // Two days ahead, so that its eve has not begun.
        var from = clock.instant().plus(Duration.ofDays(2));
        var change = zone.getRules().nextTransition(from).getInstant().atZone(zone);
        var moment = change.toLocalDate().minusDays(1).atTime(hour).atZone(zone);
        to(moment.toInstant());
        return moment;
    }
}
