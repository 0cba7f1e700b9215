package org.baton.app.customer;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.Arrivals;
import org.baton.domain.fulfilment.CustomerLinks;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.order.OrderBook;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a customer says "I am here", and sees that the store knows. Opening the page says nothing yet. */
@Hidden
@Controller
@RequestMapping("/h/{token}")
class ArrivalPageController {

    private static final String PAGE = "customer/here";

    private final Arrivals arrivals;
    private final OrderBook orders;
    private final Nodes nodes;
    private final CustomerLinks links;
    private final Clock clock;

    ArrivalPageController(Arrivals arrivals, OrderBook orders, Nodes nodes, CustomerLinks links, Clock clock) {
        this.arrivals = arrivals;
        this.orders = orders;
        this.nodes = nodes;
        this.links = links;
        this.clock = clock;
    }

    @GetMapping
    String show(@PathVariable String token, Model model) {
        return page(token, null, model);
    }

    @PostMapping
    String arrive(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String spot,
            @RequestParam(required = false) @Nullable String car,
            HttpServletResponse response,
            Model model) {
        try {
            var ignored = arrivals.arrived(token, spot, car);
            return "redirect:/h/" + token;
        } catch (InvalidInputException e) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return page(token, e.errors().getFirst().field(), model);
        } catch (RefusedException e) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return page(token, null, model);
        }
    }

    /** @param wrong the field that could not be read, if any */
    private String page(String token, @Nullable String wrong, Model model) {
        var visit = arrivals.visit(token);
        var order = orders.get(visit.fulfilment().orderId());
        model.addAttribute("say", Say.in(order.customer().language(), clock));
        model.addAttribute("orderNumber", order.channelOrderNumber());
        model.addAttribute("visit", visit);
        model.addAttribute("part", visit.fulfilment());
        model.addAttribute("store", nodes.get(visit.fulfilment().place()));
        model.addAttribute("status", links.follow(order.id()));
        model.addAttribute("wrong", wrong);
        // While the customer waits, the page looks for itself.
        model.addAttribute("again", visit.open() && visit.since() != null ? "/h/" + token : null);
        return PAGE;
    }
}
