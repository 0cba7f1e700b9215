package org.baton.connectors.sandbox;

import java.util.List;
import org.baton.domain.common.OrderId;
import org.baton.domain.order.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets what the sandbox vendors were told of a customer; that they were asked, and what they answered, stays. */
@Component
class SandboxErasure implements PersonalData {

    private final JdbcClient jdbc;

    SandboxErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String what() {
        return "sandboxRecords";
    }

    @Override
    public int erase(List<OrderId> orders) {
        return jdbc.sql("update sandbox_call set request = '{}' where order_id = any(?) and request <> '{}'")
                .param(orders.stream().map(OrderId::value).toArray(String[]::new))
                .update();
    }
}
