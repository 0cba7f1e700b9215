package org.baton.app.console.order;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.baton.app.access.AccessRules;
import org.baton.app.access.Caller;
import org.baton.app.access.PageRules;
import org.baton.app.api.order.OrderMapper;
import org.baton.app.api.order.OrderSummary;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.PageRequest;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.OrderId;
import org.baton.domain.notification.Notification;
import org.baton.domain.notification.NotificationBook;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderEvents;
import org.baton.domain.order.OrderSearch;
import org.baton.domain.order.OrderStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Orders, found by number or name, and each one whole. */
@Hidden
@Controller
class OrderPageController {

    private final OrderSearch search;
    private final OrderBook orders;
    private final OrderMapper mapper;
    private final OrderEvents events;
    private final NotificationBook messages;

    OrderPageController(
            OrderSearch search, OrderBook orders, OrderMapper mapper, OrderEvents events, NotificationBook messages) {
        this.search = search;
        this.orders = orders;
        this.mapper = mapper;
        this.events = events;
        this.messages = messages;
    }

    @GetMapping("/console/orders")
    String list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String cursor,
            @AuthenticationPrincipal Caller caller,
            Model model) {
        var request = PageRequest.of("order-pages", 2, null, cursor);
        var text = QueryChecks.text("q", q);
        var wanted = QueryChecks.word("status", status, OrderStatus.class);
        var criteria = new OrderSearch.Criteria(wanted, null, null, null, null, null, null, text);
        var page = Page.cut(
                search.find(criteria, position(request), request.fetch()),
                request,
                OrderPageController::cursor,
                found -> found.stream()
                        .map(order -> OrderSummary.of(order, caller))
                        .toList());
        model.addAttribute("q", text);
        model.addAttribute("status", wanted);
        model.addAttribute("statuses", OrderStatus.values());
        model.addAttribute("page", page);
        return "console/order/orders";
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

    @GetMapping("/console/orders/{id}")
    String order(@PathVariable String id, @AuthenticationPrincipal Caller caller, Model model) {
        var order = orders.get(QueryChecks.pathOrder(id));
        model.addAttribute("order", mapper.view(order, caller));
        model.addAttribute("events", events.of(order.id()));
        model.addAttribute(
                "messages",
                AccessRules.opens("GET", "/notifications", caller) ? messages.of(order.id()) : List.<Notification>of());
        model.addAttribute("mayRead", PageRules.opens("GET", "/mailbox", caller));
        return "console/order/order";
    }
}
