package org.baton.app.cli;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.baton.app.Command;
import org.baton.app.access.AdminRecovery;
import org.baton.app.access.FirstAdminToken;
import org.baton.app.cli.demo.BatonClient;
import org.baton.app.runtime.DatabaseAccess;
import org.baton.app.runtime.StartFailure;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.JsonNode;

/** {@code ./baton token}: makes, lists and revokes the tokens of callers. */
public final class TokenCommand implements Command {

    private static final String USAGE = """
            Usage: ./baton token NAME --role ROLE [--role ROLE]... [--node NODE]...
                   ./baton token --list
                   ./baton token --revoke ID
                   ./baton token --admin [--data DIR]    a new admin token, for who owns the database
            Roles: system, associate (with --node), service, analyst, operator, admin""";

    private final Map<String, String> environment;

    public TokenCommand() {
        this(System.getenv());
    }

    TokenCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public String name() {
        return "token";
    }

    @Override
    public String summary() {
        return "NAME --role ROLE [--node NODE]: make a token; --list; --revoke ID; --admin";
    }

    @Override
    public int run(List<String> words) {
        var valued = new HashSet<>(Connection.OPTIONS);
        valued.addAll(Set.of("--role", "--node", "--revoke"));
        var arguments = Arguments.parse(words, valued, Set.of("--list", "--admin", "--help"));
        if (arguments.has("--admin")) {
            return replaceAdmin(arguments);
        }
        var makes = arguments.words().size() == 1 && !arguments.all("--role").isEmpty();
        if (arguments.has("--help") || !makes && !arguments.has("--list") && !arguments.has("--revoke")) {
            System.err.println(USAGE);
            return arguments.has("--help") ? 0 : 2;
        }
        var client = Connection.open(arguments, environment);
        try {
            if (arguments.has("--list")) {
                list(client);
            } else if (arguments.has("--revoke")) {
                revoke(client, arguments.last("--revoke").orElseThrow());
            } else {
                make(client, arguments);
            }
            return 0;
        } catch (UncheckedIOException e) {
            throw new StartFailure("Baton cannot be reached (" + e.getCause() + "). Name it with --url.", e);
        } catch (IllegalStateException e) {
            throw new StartFailure("Baton refused: " + e.getMessage(), e);
        }
    }

    /** Past the API, because nobody is left who could ask it. */
    private int replaceAdmin(Arguments arguments) {
        var data = Connection.data(arguments, environment);
        var access = DatabaseAccess.of(data, environment);
        try {
            var database = new DriverManagerDataSource(access.url(), access.user(), access.password());
            var token = new AdminRecovery(database, Clock.systemUTC()).replace(data);
            System.err.println("The admin has a new token, kept in " + data.resolve(FirstAdminToken.FILE)
                    + "; the old one is void:");
            System.out.println(token);
            return 0;
        } catch (DataAccessException | TransactionException e) {
            throw new StartFailure("The database does not answer (" + access + "). Start Baton first: ./baton run.", e);
        }
    }

    private static void make(BatonClient client, Arguments arguments) {
        var request = Map.of(
                "name", arguments.words().getFirst(),
                "roles", arguments.all("--role"),
                "nodes", arguments.all("--node"));
        var answer = demand(client.post("/tokens", request));
        System.err.println("Token " + answer.body().path("id").asString("") + "; it is shown this once:");
        System.out.println(answer.body().path("token").asString(""));
    }

    private static void list(BatonClient client) {
        client.all("/tokens")
                .forEach(token -> System.out.printf(
                        "%s  %-24s %-22s %s%s%n",
                        token.path("id").asString(""),
                        token.path("name").asString(""),
                        words(token.path("roles")),
                        words(token.path("nodes")),
                        token.path("revokedAt").isNull() ? "" : "  revoked"));
    }

    private static String words(JsonNode list) {
        return String.join(
                ",", list.valueStream().map(word -> word.asString("")).toList());
    }

    private static void revoke(BatonClient client, String id) {
        var answer = demand(client.delete("/tokens/" + id));
        System.out.println("Revoked " + answer.body().path("name").asString(id) + ".");
    }

    private static BatonClient.Answer demand(BatonClient.Answer answer) {
        if (!answer.isOk()) {
            throw new StartFailure("Baton refused: " + answer.problem());
        }
        return answer;
    }
}
