package org.baton.app.api.customer;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Objects;
import org.baton.app.access.Caller;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.order.CustomerErasure;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Customers")
@RestController
@RequestMapping("/api/v1/customers")
class ErasureController {

    /** Either a customer, or one order of a guest. */
    record ErasureRequest(
            @Nullable String customerId, @Nullable String orderId) {}

    /** @param erased how many records were emptied, by what they are */
    record Erased(Map<String, Integer> erased) {}

    private final CustomerErasure erasure;

    ErasureController(CustomerErasure erasure) {
        this.erasure = erasure;
    }

    @Operation(summary = "Forgets a customer in orders, messages, tasks and sandbox; what happened, and when, stays")
    @PostMapping("/erasures")
    Erased erase(@RequestBody ErasureRequest request, @AuthenticationPrincipal Caller caller) {
        var checks = new FieldChecks();
        var customer = checks.optional("customerId", request.customerId(), 80);
        var order = checks.optional("orderId", request.orderId(), 64);
        if ((customer == null) == (order == null)) {
            checks.add("customerId", "required", "Name either the customer or one order.");
        }
        checks.orThrow();
        return new Erased(
                customer != null
                        ? erasure.eraseCustomer(customer, caller.name())
                        : erasure.eraseOrder(Objects.requireNonNull(QueryChecks.orderId(order)), caller.name()));
    }
}
