package org.baton.app.moved;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that is ahead by as many milliseconds as a file says, which may change at any time. */
public final class MovedClock extends Clock {

    public static final String PROPERTY = "chaos.clock";

    private final Path file;

    MovedClock(Path file) {
        this.file = file;
    }

    @Override
    public Instant instant() {
        return Instant.now().plusMillis(ahead());
    }

    private long ahead() {
        try {
            var text = Files.readString(file).strip();
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
