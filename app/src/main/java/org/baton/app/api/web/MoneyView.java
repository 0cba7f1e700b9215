package org.baton.app.api.web;

import org.baton.domain.common.Money;

/** Money as the API writes it: a decimal text, so that no client rounds it. */
public record MoneyView(String amount, String currency) {

    public static MoneyView of(Money money) {
        return new MoneyView(money.amount(), money.currency().getCurrencyCode());
    }
}
