package org.baton.app.api.order;

import org.baton.app.access.Caller;
import org.baton.app.api.web.IdempotencyHeader;
import org.baton.domain.order.RequestKeys.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/** Reads the key of a request that is about an order. */
public final class IdempotencyKeys {

    private IdempotencyKeys() {}

    /** @param bodyHash tells a repeated request from another one with the same key */
    public static @Nullable IdempotencyKey of(Caller caller, @Nullable String header, String bodyHash) {
        var key = IdempotencyHeader.of(header);
        return key == null ? null : new IdempotencyKey(caller.name(), key, bodyHash);
    }
}
