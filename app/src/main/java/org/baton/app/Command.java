package org.baton.app;

import java.util.List;

/** One word after {@code ./baton}. */
public interface Command {

    /** The word. */
    String name();

    /** What it does, in a few words, for the usage page. */
    String summary();

    /** Does it; 0 when it went well. A {@link org.baton.app.runtime.StartFailure} is printed as one line. */
    int run(List<String> arguments);
}
