package org.baton.domain.fulfilment;

import java.util.List;
import org.baton.domain.common.OrderId;
import org.baton.domain.order.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets who collected, in what car they came, whom they named, and the photo of their door. */
@Component
class CollectionErasure implements PersonalData {

    private final JdbcClient jdbc;

    CollectionErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String what() {
        return "collections";
    }

    @Override
    public int erase(List<OrderId> orders) {
        var ids = orders.stream().map(OrderId::value).toArray(String[]::new);
        return jdbc.sql("""
                        with ended as (select id from fulfilment where order_id = any(:orders)),
                        named as (update orders set pickup_person = null
                                  where id = any(:orders) and pickup_person is not null returning 1),
                        got as (update hand_over set recipient = null
                                where fulfilment_id in (select id from ended) and recipient is not null returning 1),
                        came as (update arrival set spot = null, car = null
                                 where fulfilment_id in (select id from ended) and num_nonnulls(spot, car) > 0
                                 returning 1),
                        left_at as (update courier_trip set photo_url = null
                                    where fulfilment_id in (select id from ended) and photo_url is not null
                                    returning 1)
                        select (select count(*) from named) + (select count(*) from got) + (select count(*) from came)
                               + (select count(*) from left_at)""").param("orders", ids).query(Integer.class).single();
    }
}
