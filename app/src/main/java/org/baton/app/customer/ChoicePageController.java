package org.baton.app.customer;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.CustomerChoices;
import org.baton.domain.fulfilment.CustomerChoices.Choice;
import org.baton.domain.fulfilment.CustomerLinks;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.order.OrderLimits;
import org.baton.domain.order.OrderRequest.AddressRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a customer chooses what shall happen with an order that their store cannot give. */
@Hidden
@Controller
@RequestMapping("/c/{token}")
class ChoicePageController {

    private static final String PAGE = "customer/choose";

    private final CustomerChoices choices;
    private final Nodes nodes;
    private final CustomerLinks links;
    private final OrderLimits limits;
    private final Clock clock;

    ChoicePageController(CustomerChoices choices, Nodes nodes, CustomerLinks links, OrderLimits limits, Clock clock) {
        this.choices = choices;
        this.nodes = nodes;
        this.links = links;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping
    String show(@PathVariable String token, Model model) {
        return page(token, Map.of(), List.of(), model);
    }

    @PostMapping
    String choose(
            @PathVariable String token,
            @RequestParam Map<String, String> filled,
            HttpServletResponse response,
            Model model) {
        var word = filled.getOrDefault("choice", "");
        var choice = Arrays.stream(Choice.values())
                .filter(c -> c.text().equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "choice", "unknown-value", "One of other-store, ship, wait, cancel."));
        try {
            var ignored =
                    choices.choose(token, choice, filled.get("node"), choice == Choice.SHIP ? address(filled) : null);
            return "redirect:/c/" + token;
        } catch (InvalidInputException e) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return page(token, filled, e.errors(), model);
        } catch (RefusedException e) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return page(token, Map.of(), List.of(), model);
        }
    }

    private AddressRequest address(Map<String, String> filled) {
        return new AddressRequest(
                filled.get("line1"),
                filled.get("city"),
                filled.get("region"),
                filled.get("postalCode"),
                limits.country());
    }

    private String page(String token, Map<String, String> filled, List<FieldError> wrong, Model model) {
        var choosing = choices.choosing(token);
        var order = choosing.order();
        var chosenNode = order.delivery().chosenNode();
        model.addAttribute("say", Say.in(order.customer().language(), clock));
        model.addAttribute("orderNumber", order.channelOrderNumber());
        model.addAttribute("open", !choosing.offer().choices().isEmpty());
        model.addAttribute("chosen", choosing.offer().chosen());
        model.addAttribute("stores", choosing.otherStores());
        model.addAttribute(
                "store", chosenNode == null ? null : nodes.find(chosenNode).orElse(null));
        model.addAttribute("status", links.follow(order.id()));
        model.addAttribute("filled", filled);
        model.addAttribute(
                "wrong",
                wrong.stream()
                        .map(error -> Objects.requireNonNull(error.field()).replaceFirst(".*\\.", ""))
                        .toList());
        return PAGE;
    }
}
