package org.baton.domain.notification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The words of the messages: one file per message and language under {@code messages/}, with {{placeholders}}. */
@Component
class MessageTexts {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-zA-Z]+)}}");
    private static final String FALLBACK_LANGUAGE = "en";

    private final Map<String, String> templates = new ConcurrentHashMap<>();

    /**
     * Fills a message in.
     *
     * @throws IllegalStateException if the message has no text, or its text names a value that is not given
     */
    String fill(String message, String language, Map<String, String> values) {
        var template = templates.computeIfAbsent(language + "/" + message, path -> load(message, language));
        return PLACEHOLDER.matcher(template).replaceAll(match -> {
            var value = values.get(match.group(1));
            if (value == null) {
                throw new IllegalStateException(
                        "The text of " + message + " names an unknown {{" + match.group(1) + "}}");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static String load(String message, String language) {
        try (var in = MessageTexts.class.getResourceAsStream("/messages/" + language + "/" + message + ".txt")) {
            if (in != null) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (language.equals(FALLBACK_LANGUAGE)) {
            throw new IllegalStateException("There is no text for the message " + message);
        }
        return load(message, FALLBACK_LANGUAGE);
    }
}
