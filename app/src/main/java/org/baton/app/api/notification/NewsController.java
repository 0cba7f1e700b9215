package org.baton.app.api.notification;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.baton.app.access.Caller;
import org.baton.app.api.order.IdempotencyKeys;
import org.baton.app.api.web.BodyHash;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.notification.CustomerNews;
import org.baton.domain.notification.CustomerNews.News;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Notifications")
@RestController
@RequestMapping("/api/v1/orders/{id}/news")
class NewsController {

    /** @param told false if this had been told before */
    record Taken(boolean told) {}

    private final CustomerNews customerNews;

    NewsController(CustomerNews customerNews) {
        this.customerNews = customerNews;
    }

    @Operation(
            summary = "Tells the customer what only another system knows: order-delayed, out-for-delivery or refunded",
            description = "It is kept in the order's history and sent as the cadence table says. The same news again"
                    + " (fulfilment, new date or refund reference) send nothing.")
    @PostMapping
    ResponseEntity<Taken> tell(
            @PathVariable String id,
            @RequestBody News news,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestAttribute(BodyHash.ATTRIBUTE) String hash,
            @AuthenticationPrincipal Caller caller) {
        var order = QueryChecks.pathOrder(id);
        // The body does not name the order: the same body with the same key for another order is another request.
        var taken = customerNews.tell(
                order, news, IdempotencyKeys.of(caller, key, order.value() + "/" + hash), caller.name());
        return ResponseEntity.status(taken ? HttpStatus.ACCEPTED : HttpStatus.OK)
                .body(new Taken(taken));
    }
}
