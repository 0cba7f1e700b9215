package org.baton.app.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.baton.app.runtime.StartFailure;

/**
 * The words after a command, sorted into options and the rest.
 *
 * @param words what is not an option, in order
 */
public record Arguments(List<String> words, Map<String, List<String>> options) {

    /**
     * Sorts them.
     *
     * @param valued options that take a value, as {@code --name value} or {@code --name=value}
     * @param flags options that do not
     */
    public static Arguments parse(List<String> arguments, Set<String> valued, Set<String> flags) {
        var words = new ArrayList<String>();
        var options = new HashMap<String, List<String>>();
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            var word = rest.next();
            var parts = word.split("=", 2);
            if (!word.startsWith("--")) {
                words.add(word);
            } else if (flags.contains(word)) {
                options.computeIfAbsent(word, name -> new ArrayList<>()).add("");
            } else if (!valued.contains(parts[0])) {
                throw new StartFailure("There is no option " + parts[0] + " here.");
            } else if (parts.length == 1 && !rest.hasNext()) {
                throw new StartFailure(word + " needs a value.");
            } else {
                options.computeIfAbsent(parts[0], name -> new ArrayList<>())
                        .add(parts.length == 2 ? parts[1] : rest.next());
            }
        }
        return new Arguments(List.copyOf(words), options);
    }

    public boolean has(String flag) {
        return options.containsKey(flag);
    }

    public List<String> all(String option) {
        return options.getOrDefault(option, List.of());
    }

    /** The value that was given last. */
    public Optional<String> last(String option) {
        var values = all(option);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
    }
}
