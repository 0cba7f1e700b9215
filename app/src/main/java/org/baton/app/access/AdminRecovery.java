package org.baton.app.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.baton.app.runtime.OwnerOnly;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets the owner of a Baton in again whose admin token is lost: whoever may write its database needs no other proof. */
public final class AdminRecovery {

    private static final String NAME = "admin";

    private final TokenBook book;
    private final Tokens tokens;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public AdminRecovery(DataSource database, Clock clock) {
        this.book = new TokenBook(JdbcClient.create(database));
        this.tokens = new Tokens(book, clock);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.clock = clock;
    }

    /**
     * Takes the token named admin back and makes another, kept in the data directory. Running Batons know within two
     * seconds.
     *
     * @return the new token
     */
    public String replace(Path dataDirectory) {
        var secret = Secret.next();
        transaction.executeWithoutResult(status -> {
            book.named(NAME).ifPresent(lost -> book.revoke(lost.id(), clock.instant()));
            var ignored = tokens.issue(
                    new Tokens.Request(NAME, List.of(Role.ADMIN.text()), List.of()), "owner of the database", secret);
            keep(dataDirectory.resolve(FirstAdminToken.FILE), secret);
        });
        return secret;
    }

    private static void keep(Path file, String secret) {
        try {
            OwnerOnly.write(file, secret + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("The admin token cannot be kept in " + file, e);
        }
    }
}
