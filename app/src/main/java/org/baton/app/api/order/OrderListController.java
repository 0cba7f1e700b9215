package org.baton.app.api.order;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.baton.app.access.Caller;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.PageRequest;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.OrderId;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderSearch;
import org.baton.domain.order.OrderStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Orders")
@RestController
@RequestMapping("/api/v1/orders")
class OrderListController {

    private final OrderSearch search;

    OrderListController(OrderSearch search) {
        this.search = search;
    }

    @Operation(summary = "Find orders, newest first")
    @GetMapping
    Page<OrderSummary> find(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String customer,
            @RequestParam(required = false) @Nullable String channelOrderNumber,
            @RequestParam(required = false) @Nullable String node,
            @RequestParam(required = false) @Nullable String placedFrom,
            @RequestParam(required = false) @Nullable String placedTo,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @AuthenticationPrincipal Caller caller) {
        var request = PageRequest.of("orders", 2, limit, cursor);
        var criteria = new OrderSearch.Criteria(
                QueryChecks.word("status", status, OrderStatus.class),
                QueryChecks.text("channel", channel),
                QueryChecks.text("customer", customer),
                QueryChecks.text("channelOrderNumber", channelOrderNumber),
                QueryChecks.node(node),
                QueryChecks.time("placedFrom", placedFrom),
                QueryChecks.time("placedTo", placedTo),
                QueryChecks.text("q", q));
        return Page.cut(
                search.find(criteria, position(request), request.fetch()),
                request,
                OrderListController::cursor,
                orders -> orders.stream().map(o -> OrderSummary.of(o, caller)).toList());
    }

    private static List<String> cursor(Order order) {
        return List.of(order.placedAt().toString(), order.idText());
    }

    private static OrderSearch.@Nullable Position position(PageRequest request) {
        if (request.after().isEmpty()) {
            return null;
        }
        try {
            return new OrderSearch.Position(
                    Instant.parse(request.after().getFirst()),
                    new OrderId(request.after().getLast()));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw PageRequest.badCursor();
        }
    }
}
