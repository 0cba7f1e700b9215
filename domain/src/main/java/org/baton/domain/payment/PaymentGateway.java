package org.baton.domain.payment;

import org.baton.domain.common.Money;

/** A payment provider. Every call carries the business key of its effect: the same key acts once. */
public interface PaymentGateway {

    /** The provider's answer to an authorisation. */
    sealed interface Answer {

        /** @param reference by which the provider knows the authorisation */
        record Authorised(String reference) implements Answer {}

        /** @param reason in the provider's word, e.g. {@code insufficient_funds} */
        record Declined(String reason) implements Answer {}
    }

    /** @throws org.baton.domain.common.GatewayUnavailableException if the provider does not answer */
    Answer authorise(String key, String token, Money amount);

    /**
     * Takes money that was authorised.
     *
     * @param reference of the authorisation
     * @return the provider's reference of the capture
     * @throws org.baton.domain.common.GatewayRejectedException if the authorisation does not allow it
     * @throws org.baton.domain.common.GatewayUnavailableException if the provider does not answer
     */
    String capture(String key, String reference, Money amount);

    /**
     * Lets go what was authorised and not captured.
     *
     * @return the provider's reference of the void
     * @throws org.baton.domain.common.GatewayUnavailableException if the provider does not answer
     */
    String voidAuthorisation(String key, String reference);
}
