package org.baton.app.runtime;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user wrote after {@code ./baton run}.
 *
 * @param port where the API listens
 * @param data where everything is kept
 * @param operate whether Operate runs with the embedded engine
 * @param brokers how many the engine has; null for as many as it had, or one
 */
public record RunOptions(
        int port, Path data, boolean operate, @Nullable Integer brokers) {

    /** The port when none is named. */
    public static final int DEFAULT_PORT = 8080;

    /** The directory when none is named. */
    public static final Path DEFAULT_DATA = Path.of(".baton");

    /** Takes {@code --port N}, {@code --data DIR}, {@code --brokers N}, all also with {@code =}, and {@code --operate}. */
    public static RunOptions parse(List<String> arguments) {
        int port = DEFAULT_PORT;
        Path data = DEFAULT_DATA;
        boolean operate = false;
        Integer brokers = null;
        Iterator<String> words = arguments.stream()
                .flatMap(argument -> argument.startsWith("--") && argument.contains("=")
                        ? List.of(argument.split("=", 2)).stream()
                        : java.util.stream.Stream.of(argument))
                .iterator();
        while (words.hasNext()) {
            String option = words.next();
            switch (option) {
                case "--port" -> port = port(value(option, words));
                case "--data" -> data = Path.of(value(option, words));
                case "--operate" -> operate = true;
                case "--brokers" -> brokers = brokers(value(option, words));
                default ->
                    throw new StartFailure(
                            "run knows --port N, --data DIR, --brokers N and --operate, not " + option + ".");
            }
        }
        return new RunOptions(port, data, operate, brokers);
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new StartFailure(option + " needs a value.");
        }
        return words.next();
    }

    private static int brokers(String text) {
        if (EngineNode.SIZES.stream().noneMatch(size -> size.toString().equals(text))) {
            throw new StartFailure("--brokers takes 1 or 3, not " + text + ".");
        }
        return Integer.parseInt(text);
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
            throw new StartFailure("--port takes a number from 1 to 65535, not " + text + ".");
        }
        return Integer.parseInt(text);
    }
}
