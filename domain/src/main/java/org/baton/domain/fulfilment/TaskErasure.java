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
        return jdbc.sql(
                        "update task set result = result - 'recipient' where order_id = any(?) and result ?? 'recipient'")
                .param(orders.stream().map(OrderId::value).toArray(String[]::new))
                .update();
    }
}
