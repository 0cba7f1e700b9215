package org.baton.domain.common;

/** Thrown by an adapter when the other side understood and refused for good: trying again would not help. */
public final class GatewayRejectedException extends RuntimeException {

    public GatewayRejectedException(String message) {
        super(message);
    }
}
