package org.baton.app.api.fulfilment;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import org.baton.app.access.Caller;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.baton.domain.fulfilment.PickupQr;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Fulfilments")
@RestController
@RequestMapping("/api/v1/hand-overs")
class HandOverController {

    /**
     * What the customer says or shows at the counter.
     *
     * @param node the store; an associate of one store may leave it out
     * @param orderNumber the number that the customer knows
     * @param qr what the scanner read from the customer's QR code, instead of number and code
     */
    record AtTheCounter(
            @Nullable String node,
            @Nullable String orderNumber,
            @Nullable String code,
            @Nullable String qr,
            @Nullable Boolean idChecked,
            @Nullable String recipient) {}

    private final FulfilmentBook fulfilments;
    private final FulfilmentController controller;

    HandOverController(FulfilmentBook fulfilments, FulfilmentController controller) {
        this.fulfilments = fulfilments;
        this.controller = controller;
    }

    @Operation(summary = "Find what waits for a customer by order number and code, or by the QR code, and hand it over")
    @PostMapping
    FulfilmentView handOver(@RequestBody AtTheCounter shown, @AuthenticationPrincipal Caller caller) {
        var id = shown.qr() == null ? byNumber(shown, caller) : byQr(shown.qr());
        var handOver = new FulfilmentController.HandOver(
                shown.code(), shown.qr(), shown.idChecked(), shown.recipient(), null, null, null);
        return controller.handOver(id.value(), handOver, caller);
    }

    private static FulfilmentId byQr(String text) {
        return PickupQr.read(text)
                .map(PickupQr::fulfilment)
                .orElseThrow(
                        () -> new InvalidInputException("qr", "malformed", "This is not the QR code of a pickup."));
    }

    /** Two channels may have the same number: the code tells which of them is meant. */
    private FulfilmentId byNumber(AtTheCounter shown, Caller caller) {
        var checks = new FieldChecks();
        var number = checks.required("orderNumber", shown.orderNumber(), 64);
        checks.orThrow();
        var node = caller.confine(QueryChecks.node(shown.node()));
        if (node == null) {
            throw new InvalidInputException("node", "required", "Name the store.");
        }
        var waiting = fulfilments.waitingToBeCollected(node, number);
        return waiting.stream()
                .filter(f -> Objects.equals(f.pickupCode(), shown.code()))
                .findFirst()
                .or(() -> waiting.stream().findFirst())
                .orElseThrow(() ->
                        new RefusedException("nothing-to-hand-over", "Nothing of this order waits to be handed over."))
                .id();
    }
}
