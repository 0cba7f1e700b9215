package org.baton.app.customer;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The words of the customers' pages in one language, for templates: {@code ${say.of('here.title')}}. */
public final class Say {

    private static final Map<String, Properties> WORDS = Map.of("en", load("en"), "es", load("es"));

    private final String language;
    private final Properties words;
    private final Clock clock;

    private Say(String language, Clock clock) {
        this.language = language;
        this.words = Objects.requireNonNull(WORDS.get(language));
        this.clock = clock;
    }

    /** @param spoken as the order tells it, e.g. {@code es-MX}; English for what is not written here */
    static Say in(@Nullable String spoken, Clock clock) {
        var language = spoken == null ? "" : spoken.toLowerCase(Locale.ROOT).split("-", 2)[0];
        return new Say(WORDS.containsKey(language) ? language : "en", clock);
    }

    public String language() {
        return language;
    }

    /** @throws IllegalArgumentException if nothing is written for this key */
    public String of(String key, Object... values) {
        var text = words.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no words for " + key);
        }
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }

    /** How long ago: "less than a minute", "4 min", "1 h 5 min". */
    public String since(Instant at) {
        var minutes = Math.max(0, Duration.between(at, clock.instant()).toMinutes());
        if (minutes == 0) {
            return of("moment");
        }
        return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    /** A moment at a place, with its day. */
    public String at(Instant at, String zone) {
        var locale = Locale.forLanguageTag(language + "-US");
        return DateTimeFormatter.ofPattern(of("moment.pattern"), locale).format(at.atZone(ZoneId.of(zone)));
    }

    private static Properties load(String language) {
        var name = "/customer/words_" + language + ".properties";
        try (var in = Objects.requireNonNull(Say.class.getResourceAsStream(name), name)) {
            var words = new Properties();
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
