package org.baton.app.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.baton.app.cli.demo.BatonClient;
import org.baton.app.runtime.StartFailure;
import org.jspecify.annotations.Nullable;

/** Finds the running Baton and the token to speak to it with. */
public final class Connection {

    /** The options that say where Baton is: {@code --url}, and {@code --data} for the file with the token. */
    public static final Set<String> OPTIONS = Set.of("--url", "--data");

    private static final String DEFAULT_URL = "http://127.0.0.1:8080";
    private static final String TOKEN_FILE = "admin-token";

    private Connection() {}

    /**
     * Opens a client: address from --url, BATON_URL or the default; token from BATON_TOKEN or the data directory.
     *
     * @throws StartFailure if there is no token, or the address is none
     */
    public static BatonClient open(Arguments arguments, Map<String, String> environment) {
        var url = arguments.last("--url").orElseGet(() -> environment.getOrDefault("BATON_URL", DEFAULT_URL));
        return new BatonClient(address(url), token(arguments, environment));
    }

    private static URI address(String url) {
        try {
            var address = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            if (address.getHost() != null
                    && address.getScheme() != null
                    && address.getScheme().startsWith("http")) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new StartFailure("This is not an address of Baton: " + url + ". Write it as " + DEFAULT_URL + ".");
    }

    private static String token(Arguments arguments, Map<String, String> environment) {
        @Nullable String given = environment.get("BATON_TOKEN");
        if (given != null && !given.isBlank()) {
            return given.strip();
        }
        var file = data(arguments, environment).resolve(TOKEN_FILE);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StartFailure("There is no token: set BATON_TOKEN, or name the data directory that holds "
                    + TOKEN_FILE + " with --data DIR (looked at " + file + ").");
        }
    }

    /** The data directory: from --data, BATON_DATA or the default. */
    static Path data(Arguments arguments, Map<String, String> environment) {
        return Path.of(arguments.last("--data").orElseGet(() -> environment.getOrDefault("BATON_DATA", ".baton")));
    }
}
