package org.baton.domain.notification;

import java.util.List;
import org.baton.domain.common.OrderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Forgets a customer in the messages: who got them and what they said; that they were sent, when and why, stays. */
@Service
public class Erasure {

    private final NotificationBook book;
    private final JdbcClient jdbc;

    Erasure(NotificationBook book, JdbcClient jdbc) {
        this.book = book;
        this.jdbc = jdbc;
    }

    /** @return how many messages were emptied; those still planned are not sent any more */
    @Transactional
    public int erase(String customerId) {
        List<OrderId> orders = jdbc.sql("select id from orders where customer_id = ?")
                .param(customerId)
                .query((rs, n) -> new OrderId(rs.getString("id")))
                .list();
        return book.erase(orders);
    }
}
