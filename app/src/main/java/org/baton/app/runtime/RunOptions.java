package org.baton.app.runtime;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * What the user wrote after {@code ./baton run}.
 *
 * @param port where the API listens
 * @param data where everything is kept
 * @param operate whether Operate runs with the embedded engine
 */
public record RunOptions(int port, Path data, boolean operate) {

    /** The port when none is named. */
    public static final int DEFAULT_PORT = 8080;

    /** The directory when none is named. */
    public static final Path DEFAULT_DATA = Path.of(".baton");

    /** Takes {@code --port N}, {@code --data DIR}, both also with {@code =}, and {@code --operate}. */
    public static RunOptions parse(List<String> arguments) {
        int port = DEFAULT_PORT;
        Path data = DEFAULT_DATA;
        boolean operate = false;
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
                default -> throw new StartFailure("run knows --port N, --data DIR and --operate, not " + option + ".");
            }
        }
        return new RunOptions(port, data, operate);
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new StartFailure(option + " needs a value.");
        }
        return words.next();
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
            throw new StartFailure("--port takes a number from 1 to 65535, not " + text + ".");
        }
        return Integer.parseInt(text);
    }
}
