package org.baton.domain.common;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount that adds up exactly, because it counts minor units (cents).
 *
 * @param minor amount in minor units of the currency, e.g. 1230 for 12.30 USD
 * @param currency ISO 4217 currency
 */
public record Money(long minor, Currency currency) {

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /**
     * Reads a decimal amount as the API writes it.
     *
     * @throws ArithmeticException if it has more decimals than the currency, or does not fit
     * @throws NumberFormatException if it is not a decimal number
     */
    public static Money parse(String amount, Currency currency) {
        var minor = new BigDecimal(amount).movePointRight(currency.getDefaultFractionDigits());
        return new Money(minor.longValueExact(), currency);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(minor, sameCurrency(other).minor), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, sameCurrency(other).minor), currency);
    }

    public Money times(int quantity) {
        return new Money(Math.multiplyExact(minor, (long) quantity), currency);
    }

    public boolean isNegative() {
        return minor < 0;
    }

    /** The amount as a plain decimal with the currency's decimals, e.g. {@code 12.30}. */
    public String amount() {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits()).toPlainString();
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot mix " + currency + " with " + other.currency);
        }
        return other;
    }

    @Override
    public String toString() {
        return amount() + " " + currency;
    }
}
