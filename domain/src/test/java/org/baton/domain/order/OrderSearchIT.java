package org.baton.domain.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baton.domain.support.NodeBuilder.aStore;
import static org.baton.domain.support.NodeBuilder.aWarehouse;
import static org.baton.domain.support.OrderBuilder.anOrder;
import static org.baton.domain.support.OrderBuilder.customer;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.OrderId;
import org.baton.domain.order.OrderSearch.Criteria;
import org.baton.domain.order.OrderSearch.Position;
import org.baton.domain.support.DomainIT;
import org.baton.domain.support.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class OrderSearchIT extends DomainIT {

    private static final Instant T = TestClock.START;

    @Autowired
    private OrderSearch search;

    @Autowired
    private HikariDataSource pool;

    private OrderId web;
    private OrderId app;
    private OrderId pickup;

    @BeforeEach
    void orders() {
        given(aStore("store-1"));
        given(aWarehouse("dc-1"));
        given("SKU-1");
        counted("dc-1", "SKU-1", 10);
        web = accepted(anOrder().from("web", "W-1").placedAt(T));
        app = accepted(anOrder()
                .from("app", "A-1")
                .placedAt(T.minusSeconds(60))
                .by(customer("Bob 100% O'Neil", "bob@example.com", List.of())));
        pickup = accepted(
                anOrder().from("web", "W-2").placedAt(T.minusSeconds(120)).collectedAt("store-1"));
    }

    @Test
    void shouldNeedOneConnectionToReadOrdersWithTheirLines() throws SQLException {
        var taken = new ArrayList<Connection>();
        try {
            while (taken.size() < pool.getMaximumPoolSize() - 1) {
                taken.add(pool.getConnection());
            }
            assertThat(orders.get(web).lines()).hasSize(1);
            assertThat(search.find(criteria(), null, 10)).hasSize(3);
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
    }

    @Test
    void shouldFindAllNewestFirstWhenNothingRestricts() {
        assertThat(found(criteria())).containsExactly(web, app, pickup);
    }

    @Test
    void shouldFindByChannelAndNumber() {
        assertThat(found(new Criteria(null, "web", null, null, null, null, null, null)))
                .containsExactly(web, pickup);
        assertThat(found(new Criteria(null, "web", null, "W-2", null, null, null, null)))
                .containsExactly(pickup);
    }

    @Test
    void shouldFindByNodeWhenItFulfilsOrIsChosen() {
        sourced(web);

        assertThat(found(node("store-1"))).containsExactly(pickup);
        assertThat(found(node("dc-1"))).containsExactly(web);
    }

    @Test
    void shouldFindByStatusAndCustomer() {
        lifecycle.cancel(app);

        assertThat(found(new Criteria(OrderStatus.CANCELLED, null, null, null, null, null, null, null)))
                .containsExactly(app);
        assertThat(found(new Criteria(null, null, "c-17", null, null, null, null, null)))
                .hasSize(3);
        assertThat(search.countByStatus())
                .containsEntry(OrderStatus.CANCELLED, 1L)
                .containsEntry(OrderStatus.CREATED, 2L)
                .containsEntry(OrderStatus.ON_HOLD, 0L);
    }

    @Test
    void shouldIncludeTheStartAndExcludeTheEndWhenATimeIsGiven() {
        assertThat(found(new Criteria(null, null, null, null, null, T.minusSeconds(120), T, null)))
                .containsExactly(app, pickup);
    }

    @Test
    void shouldFindByTextWhenItIsAnIdANumberANameOrAnEmail() {
        assertThat(found(text(app.value()))).containsExactly(app);
        assertThat(found(text("W-2"))).containsExactly(pickup);
        assertThat(found(text("bob 100%"))).containsExactly(app);
        assertThat(found(text("%"))).isEmpty();
        assertThat(found(text("BOB@example.com"))).containsExactly(app);
        assertThat(found(text("nobody"))).isEmpty();
        assertThat(found(text("a\u0000b"))).isEmpty();
    }

    @Test
    void shouldShowEveryOrderOnceWhenOrdersArriveBetweenPages() {
        var all = new ArrayList<OrderId>();
        for (int i = 0; i < 7; i++) {
            all.add(accepted(anOrder().placedAt(T.minus(Duration.ofHours(1)))));
        }
        all.addAll(List.of(web, app, pickup));

        var seen = new ArrayList<OrderId>();
        Position after = null;
        for (var page = search.find(criteria(), null, 3); !page.isEmpty(); page = search.find(criteria(), after, 3)) {
            page.forEach(order -> seen.add(order.id()));
            after = new Position(page.getLast().placedAt(), page.getLast().id());
            accepted(anOrder().placedAt(T.plusSeconds(60)));
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
    }

    private List<OrderId> found(Criteria criteria) {
        return search.find(criteria, null, 100).stream().map(Order::id).toList();
    }

    private static Criteria criteria() {
        return new Criteria(null, null, null, null, null, null, null, null);
    }

    private static Criteria node(String id) {
        return new Criteria(null, null, null, null, new NodeId(id), null, null, null);
    }

    private static Criteria text(String text) {
        return new Criteria(null, null, null, null, null, null, null, text);
    }
}
