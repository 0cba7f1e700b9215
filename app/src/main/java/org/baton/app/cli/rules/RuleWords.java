package org.baton.app.cli.rules;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.baton.app.cli.Arguments;
import org.baton.app.cli.demo.BatonClient.Answer;
import org.baton.app.runtime.StartFailure;
import tools.jackson.databind.JsonNode;

/** Reads the words of the command, and the answers of Baton. */
final class RuleWords {

    private RuleWords() {}

    /** The words after the action, as many as it takes. */
    static List<String> of(Arguments arguments, int count, String usage) {
        var words = arguments.words().subList(1, arguments.words().size());
        if (words.size() != count) {
            throw new StartFailure(usage);
        }
        return words;
    }

    static String required(Arguments arguments, String option) {
        return arguments.last(option).orElseThrow(() -> new StartFailure(option + " is missing."));
    }

    static int version(String word) {
        if (!word.matches("[0-9]{1,6}")) {
            throw new StartFailure("Not the number of a version: " + word + ".");
        }
        return Integer.parseInt(word);
    }

    /** The versions of {@code --with TABLE:N}. */
    static List<Map<String, Object>> together(Arguments arguments) {
        return arguments.all("--with").stream()
                .<Map<String, Object>>map(word -> {
                    int colon = word.lastIndexOf(':');
                    if (colon < 1) {
                        throw new StartFailure("Write --with TABLE:N, not " + word + ".");
                    }
                    return Map.of("table", word.substring(0, colon), "version", version(word.substring(colon + 1)));
                })
                .toList();
    }

    /** A day begins at midnight UTC. */
    static Instant time(Arguments arguments, String option) {
        var word = required(arguments, option);
        try {
            return word.length() == "2026-11-20".length()
                    ? LocalDate.parse(word).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(word).toInstant();
        } catch (DateTimeException e) {
            throw new StartFailure("Write " + option + " as 2026-11-20 or 2026-11-20T16:00:00Z, not " + word + ".", e);
        }
    }

    static JsonNode demand(Answer answer) {
        if (!answer.isOk()) {
            throw new StartFailure("Baton refused: " + answer.problem());
        }
        return answer.body();
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
