package org.baton.domain.common;

/**
 * Thrown by an adapter when the other side did not answer, or asked to come back later. Whether it acted is unknown:
 * the call must be repeated with the same key.
 */
public final class GatewayUnavailableException extends RuntimeException {

    public GatewayUnavailableException(String message) {
        super(message);
    }

    public GatewayUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
