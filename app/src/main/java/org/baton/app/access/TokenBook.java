package org.baton.app.access;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.baton.domain.common.NodeId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where tokens are kept, by the hash of their secret. */
@Repository
class TokenBook {

    private final JdbcClient jdbc;

    TokenBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws org.springframework.dao.DuplicateKeyException if a valid token has the name already */
    void insert(ApiToken token, String hash) {
        jdbc.sql("""
                insert into api_token (id, name, token_hash, roles, nodes, created_by, created_at)
                values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        token.id(),
                        token.name(),
                        hash,
                        token.roles().stream().map(Role::text).sorted().toArray(String[]::new),
                        token.nodes().stream().map(NodeId::value).toArray(String[]::new),
                        token.createdBy(),
                        Timestamp.from(token.createdAt()))
                .update();
    }

    /** The token with this secret's hash, revoked or not. */
    Optional<ApiToken> byHash(String hash) {
        return jdbc.sql("select * from api_token where token_hash = ?")
                .param(hash)
                .query((rs, n) -> read(rs))
                .optional();
    }

    Optional<ApiToken> find(String id) {
        return jdbc.sql("select * from api_token where id = ?")
                .param(id)
                .query((rs, n) -> read(rs))
                .optional();
    }

    /** The valid token of this name. */
    Optional<ApiToken> named(String name) {
        return jdbc.sql("select * from api_token where name = ? and revoked_at is null")
                .param(name)
                .query((rs, n) -> read(rs))
                .optional();
    }

    List<ApiToken> page(String afterId, int limit) {
        return jdbc.sql("select * from api_token where id > ? order by id limit ?")
                .params(afterId, limit)
                .query((rs, n) -> read(rs))
                .list();
    }

    long otherValidAdmins(String id) {
        return jdbc.sql("select count(*) from api_token where revoked_at is null and 'admin' = any(roles) and id <> ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    void revoke(String id, Instant at) {
        jdbc.sql("update api_token set revoked_at = ? where id = ? and revoked_at is null")
                .params(Timestamp.from(at), id)
                .update();
    }

    private static ApiToken read(ResultSet rs) throws SQLException {
        var revoked = rs.getTimestamp("revoked_at");
        return new ApiToken(
                rs.getString("id"),
                rs.getString("name"),
                texts(rs.getArray("roles")).stream()
                        .map(text -> Role.of(text).orElseThrow())
                        .collect(Collectors.toUnmodifiableSet()),
                texts(rs.getArray("nodes")).stream().map(NodeId::new).toList(),
                rs.getString("created_by"),
                rs.getTimestamp("created_at").toInstant(),
                revoked == null ? null : revoked.toInstant());
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
