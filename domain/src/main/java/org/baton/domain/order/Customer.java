package org.baton.domain.order;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.relational.core.mapping.Column;

/**
 * Who ordered. Personal data: never logged.
 *
 * @param consents channels the customer may be written to: email, sms, push
 */
public record Customer(
        @Column("customer_id") @Nullable String id,
        @Column("customer_name") @Nullable String name,
        @Column("customer_email") @Nullable String email,
        @Column("customer_phone") @Nullable String phone,
        @Column("customer_language") @Nullable String language,
        @Column("customer_consents") List<String> consents,
        @Column("customer_tier") @Nullable String tier) {

    @Override
    public String toString() {
        return "customer " + id;
    }
}
