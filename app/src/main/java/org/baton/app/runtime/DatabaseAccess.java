package org.baton.app.runtime;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The way to a Baton's database for who owns it: by the environment, or by the files of the data directory. */
public record DatabaseAccess(String url, String user, String password) {

    /** @throws StartFailure if neither tells where the database is */
    public static DatabaseAccess of(Path data, Map<String, String> environment) {
        Map<String, Object> own = new ExternalServices(environment).properties();
        if (own.containsKey("spring.datasource.url")) {
            return new DatabaseAccess(
                    text(own, "spring.datasource.url"),
                    text(own, "spring.datasource.username"),
                    text(own, "spring.datasource.password"));
        }
        Properties ports = new Properties();
        try (Reader reader = Files.newBufferedReader(data.resolve("ports.properties"), StandardCharsets.UTF_8)) {
            ports.load(reader);
            String secret = Files.readString(data.resolve("postgres-password"), StandardCharsets.UTF_8);
            return new DatabaseAccess(
                    "jdbc:postgresql://127.0.0.1:" + ports.getProperty("postgres") + "/baton", "baton", secret.strip());
        } catch (IOException | IllegalArgumentException e) {
            throw new StartFailure(
                    "There is no database of a Baton in " + data + ". Name its data directory with --data DIR, or set "
                            + ExternalServices.DATABASE_URL + ".",
                    e);
        }
    }

    private static String text(Map<String, Object> properties, String name) {
        return properties.getOrDefault(name, "").toString();
    }

    /** Without the password, so that it may stand in a log. */
    @Override
    public String toString() {
        return user + " at " + url;
    }
}
