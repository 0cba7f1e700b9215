package org.baton.app.access;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Who is signed in to the console. A session stands for the token it was opened with: it ends when that is revoked,
 * on signing out, and after its time. Only the hash of its secret is kept.
 */
@Service
public class ConsoleSessions {

    private final TokenBook tokens;
    private final JdbcClient jdbc;
    private final Clock clock;

    ConsoleSessions(TokenBook tokens, JdbcClient jdbc, Clock clock) {
        this.tokens = tokens;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Opens a session for the bearer of a token.
     *
     * @param lasts after which it ends by itself
     * @return the secret of the session; nothing if the token is not valid
     */
    public Optional<String> signIn(String tokenSecret, Duration lasts) {
        if (!Secret.isWellFormed(tokenSecret)) {
            return Optional.empty();
        }
        return tokens.byHash(Secret.hash(tokenSecret))
                .filter(token -> token.revokedAt() == null)
                .map(token -> open(token, lasts));
    }

    private String open(ApiToken token, Duration lasts) {
        var now = clock.instant();
        jdbc.sql("delete from console_session where expires_at <= ?")
                .param(Timestamp.from(now))
                .update();
        var secret = Secret.next();
        jdbc.sql("insert into console_session (id_hash, token_id, created_at, expires_at) values (?, ?, ?, ?)")
                .params(Secret.hash(secret), token.id(), Timestamp.from(now), Timestamp.from(now.plus(lasts)))
                .update();
        return secret;
    }

    /** Who is signed in with this secret. */
    Optional<Caller> caller(String secret) {
        if (!Secret.isWellFormed(secret)) {
            return Optional.empty();
        }
        return jdbc.sql("select token_id from console_session where id_hash = ? and expires_at > ?")
                .params(Secret.hash(secret), Timestamp.from(clock.instant()))
                .query(String.class)
                .optional()
                .flatMap(tokens::find)
                .filter(token -> token.revokedAt() == null)
                .map(ApiToken::caller);
    }

    /** Ends a session; one that has ended already stays ended. */
    public void signOut(String secret) {
        jdbc.sql("delete from console_session where id_hash = ?")
                .param(Secret.hash(secret))
                .update();
    }
}
