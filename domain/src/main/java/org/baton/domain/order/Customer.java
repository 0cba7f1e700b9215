package org.baton.domain.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who ordered. Personal data: never logged.
 *
 * @param consents channels the customer may be written to: email, sms, push
 */
public record Customer(
        @Nullable String id,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String language,
        List<String> consents,
        @Nullable String tier) {

    @Override
    public String toString() {
        return "customer " + id;
    }
}
