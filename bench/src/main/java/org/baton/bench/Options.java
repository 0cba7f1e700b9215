package org.baton.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baton.app.runtime.StartFailure;

/** The options of a bench command: {@code --name value} pairs. */
record Options(Map<String, String> values, String usage) {

    static Options parse(List<String> arguments, String usage) {
        var values = new HashMap<String, String>();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!arguments.get(i).startsWith("--") || i + 1 == arguments.size()) {
                throw new StartFailure("Usage: " + usage);
            }
            values.put(arguments.get(i).substring(2), arguments.get(i + 1));
        }
        return new Options(values, usage);
    }

    String required(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new StartFailure("--" + name + " is missing. Usage: " + usage);
        }
        return value;
    }

    String or(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }
}
