package org.baton.app.api.fulfilment;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.fulfilment.CustomerChoices;
import org.baton.domain.fulfilment.CustomerChoices.Choice;
import org.baton.domain.order.OrderRequest.AddressRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Choices", description = "What a customer may choose when a store gave an order back")
@RestController
@RequestMapping("/api/v1/choices")
class ChoiceController {

    /**
     * What the customer chose.
     *
     * @param choice other-store, ship, wait or cancel
     * @param node the other store
     * @param address where to ship it
     */
    record Chosen(
            @Nullable String choice,
            @Nullable String node,
            @Nullable AddressRequest address) {}

    /** What became of the order. */
    record Outcome(String orderNumber, String choice, String status) {}

    private final CustomerChoices choices;

    ChoiceController(CustomerChoices choices) {
        this.choices = choices;
    }

    @Operation(summary = "What the customer may choose; an empty list once the order goes on")
    @GetMapping("/{token}")
    CustomerChoices.Offer offer(@PathVariable String token) {
        return choices.offer(token);
    }

    @Operation(summary = "Choose: other-store, ship, wait or cancel")
    @PostMapping("/{token}")
    Outcome choose(@PathVariable String token, @RequestBody Chosen chosen) {
        var checks = new FieldChecks();
        var word = checks.required("choice", chosen.choice(), 20);
        checks.orThrow();
        var choice = Arrays.stream(Choice.values())
                .filter(c -> c.text().equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "choice", "unknown-value", "One of other-store, ship, wait, cancel."));
        var order = choices.choose(token, choice, chosen.node(), chosen.address());
        return new Outcome(
                order.channelOrderNumber(), choice.text(), order.status().name());
    }
}
