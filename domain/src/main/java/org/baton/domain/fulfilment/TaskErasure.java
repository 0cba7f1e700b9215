package org.baton.domain.fulfilment;

import java.util.List;
import org.baton.domain.common.OrderId;
import org.baton.domain.order.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets who collected in the customer's place; how that was verified stays. */
@Component
class TaskErasure implements PersonalData {

    private final JdbcClient jdbc;

    TaskErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String what() {
        return "tasks";
    }

    @Override
    public int erase(List<OrderId> orders) {
        // Nobody knows what an analyst's form asks for: a message on a gift is personal.
        return jdbc.sql("""
                update task set result = case when form_key is null then result - 'recipient' else '{}' end
                where order_id = any(?) and (result ?? 'recipient' or form_key is not null and result <> '{}')""")
                .param(orders.stream().map(OrderId::value).toArray(String[]::new))
                .update();
    }
}
