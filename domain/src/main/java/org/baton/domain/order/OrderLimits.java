package org.baton.domain.order;

import java.util.Currency;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds that keep a mistake in a channel from becoming an order.
 *
 * @param currency the one currency that orders are placed in
 * @param country the one country that orders are delivered in, ISO 3166 alpha-2
 * @param lines most lines of an order
 * @param quantity most units of a line
 * @param unitPriceMinor highest price of a unit in minor units
 */
@ConfigurationProperties("baton.order")
public record OrderLimits(
        @DefaultValue("USD") Currency currency,
        @DefaultValue("US") String country,
        @DefaultValue("500") int lines,
        @DefaultValue("10000") int quantity,
        @DefaultValue("100000000") long unitPriceMinor) {

    /** No amount of an order is higher than its dearest line could be: sums stay far from overflow. */
    long mostMinor() {
        return Math.multiplyExact(unitPriceMinor, (long) quantity);
    }
}
