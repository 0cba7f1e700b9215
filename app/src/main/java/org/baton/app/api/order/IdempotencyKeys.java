package org.baton.app.api.order;

import org.baton.app.access.Caller;
import org.baton.app.api.web.IdempotencyHeader;
import org.baton.domain.order.OrderIntake.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/** Reads the key of an order. */
final class IdempotencyKeys {

    private IdempotencyKeys() {}

    static @Nullable IdempotencyKey of(Caller caller, @Nullable String header, String bodyHash) {
        var key = IdempotencyHeader.of(header);
        return key == null ? null : new IdempotencyKey(caller.name(), key, bodyHash);
    }
}
