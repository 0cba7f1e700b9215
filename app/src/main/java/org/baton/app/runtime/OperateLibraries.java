package org.baton.app.runtime;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the build tool keeps what Operate needs besides the engine; fetched only when Operate is first asked for. */
record OperateLibraries(@Nullable String directory) {

    /** Names the build's directory; set by {@code ./baton run --operate} and by the integration test. */
    static final String PROPERTY = "baton.operate.libraries";

    /** The ones that this process was started with. */
    static OperateLibraries named() {
        return new OperateLibraries(System.getProperty(PROPERTY));
    }

    /** Baton's own starter first, then the libraries. */
    String classPath() {
        if (directory != null) {
            Path starter = Path.of(directory, "baton-operate.jar");
            Path list = Path.of(directory, "libraries.path");
            try {
                if (Files.isRegularFile(starter)) {
                    return starter
                            + File.pathSeparator
                            + Files.readString(list, StandardCharsets.UTF_8).strip();
                }
            } catch (IOException e) {
                throw missing(e);
            }
        }
        throw missing(null);
    }

    private static StartFailure missing(@Nullable Throwable cause) {
        return new StartFailure(
                "Operate's search engine has not been fetched. Start with ./baton run --operate, which fetches it.",
                cause);
    }
}
