package org.baton.app.console;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a retailer may set of the console.
 *
 * @param session how long somebody stays signed in: longer than a shift, shorter than a day, so that nobody works under
 *     the name of yesterday's colleague
 * @param dueSoon how long before a step is due a store is warned
 * @param cart how many orders are offered for one walk, by the slots of a picking cart: 2 to 20
 */
@ConfigurationProperties("baton.console")
public record ConsoleSettings(
        @DefaultValue("12h") Duration session,
        @DefaultValue("30m") Duration dueSoon,
        @DefaultValue("6") int cart) {

    /** As many as {@link org.baton.domain.fulfilment.Waves} takes. */
    private static final int LARGEST_CART = 20;

    public ConsoleSettings {
        if (!session.isPositive() || dueSoon.isNegative()) {
            throw new IllegalArgumentException(
                    "baton.console.session must be positive and baton.console.due-soon not negative");
        }
        if (cart < 2 || cart > LARGEST_CART) {
            throw new IllegalArgumentException("baton.console.cart must be 2 to " + LARGEST_CART + ", not " + cart);
        }
    }
}
