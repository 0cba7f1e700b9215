package org.baton.app.access;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.baton.domain.common.NodeId;
import org.jspecify.annotations.Nullable;

/** A caller's pass, without its secret, which is told once and kept nowhere. */
record ApiToken(
        String id,
        String name,
        Set<Role> roles,
        List<NodeId> nodes,
        String createdBy,
        Instant createdAt,
        @Nullable Instant revokedAt) {

    static final String PREFIX = "tok_";

    Caller caller() {
        return new Caller(name, roles, nodes);
    }
}
