package org.baton.app.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.baton.app.runtime.OwnerOnly;
import org.baton.domain.common.RefusedException;
import org.springframework.stereotype.Component;

/** Makes the token by which the owner of a fresh Baton gets in. */
@Component
public class FirstAdminToken {

    /** The file in the data directory, readable by its owner alone. */
    public static final String FILE = "admin-token";

    private final Tokens tokens;
    private final TokenBook book;

    FirstAdminToken(Tokens tokens, TokenBook book) {
        this.tokens = tokens;
        this.book = book;
    }

    /**
     * Makes the first admin token and keeps it in the data directory. A crash half way is made good by the next call:
     * the file is written first, and its token is taken up if the database does not know it yet.
     *
     * @return the token, to be shown once; empty if there is an admin token already
     */
    public Optional<String> ensure(Path dataDirectory) {
        if (book.otherValidAdmins("") > 0) {
            return Optional.empty();
        }
        var file = dataDirectory.resolve(FILE);
        try {
            var kept = kept(file);
            var secret = kept.orElseGet(Secret::next);
            if (kept.isEmpty()) {
                OwnerOnly.write(file, secret + "\n");
            }
            var request = new Tokens.Request("admin", List.of(Role.ADMIN.text()), List.of());
            return Optional.of(tokens.issue(request, "baton", secret).secret());
        } catch (RefusedException e) {
            // Another Baton on the same database was first.
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The admin token cannot be kept in " + file, e);
        }
    }

    private Optional<String> kept(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var text = Files.readString(file).strip();
        var revoked = book.byHash(Secret.hash(text)).isPresent();
        return Secret.isWellFormed(text) && !revoked ? Optional.of(text) : Optional.empty();
    }
}
