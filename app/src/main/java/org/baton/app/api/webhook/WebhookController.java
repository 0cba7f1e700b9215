package org.baton.app.api.webhook;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.baton.app.access.Caller;
import org.baton.app.api.web.BodyHash;
import org.baton.app.api.web.EntityTag;
import org.baton.app.api.web.IdempotencyHeader;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.PageRequest;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.webhook.WebhookEndpoint;
import org.baton.domain.webhook.Webhooks;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Webhooks", description = "Other systems that are told what happens")
@RestController
@RequestMapping("/api/v1/webhooks")
class WebhookController {

    private final Webhooks webhooks;
    private final TransactionTemplate transaction;

    WebhookController(Webhooks webhooks, TransactionTemplate transaction) {
        this.webhooks = webhooks;
        this.transaction = transaction;
    }

    @Operation(summary = "Register an endpoint; the secret that signs its events is in this answer and nowhere else")
    @PostMapping
    ResponseEntity<WebhookView> create(
            @RequestBody Webhooks.Request request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestAttribute(BodyHash.ATTRIBUTE) String hash,
            @AuthenticationPrincipal Caller caller) {
        var given = IdempotencyHeader.of(key);
        var made = webhooks.create(request, given == null ? null : new Webhooks.Key(given, hash), caller.name());
        return ResponseEntity.status(made.secret() == null ? HttpStatus.OK : HttpStatus.CREATED)
                .location(URI.create("/api/v1/webhooks/" + made.endpoint().id()))
                .cacheControl(CacheControl.noStore())
                .body(WebhookView.of(made));
    }

    @Operation(summary = "List endpoints, without their secrets")
    @GetMapping
    Page<WebhookView> list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var request = PageRequest.of("webhooks", 1, limit, cursor);
        return Page.cut(
                webhooks.page(request.afterId(), request.fetch()),
                request,
                endpoint -> List.of(endpoint.id()),
                rows -> rows.stream().map(WebhookView::of).toList());
    }

    @Operation(summary = "An endpoint, without its secret")
    @GetMapping("/{id}")
    ResponseEntity<WebhookView> get(@PathVariable String id) {
        return answer(webhooks.get(QueryChecks.pathId("webhook", id)));
    }

    private static ResponseEntity<WebhookView> answer(WebhookEndpoint endpoint) {
        var view = WebhookView.of(endpoint);
        return ResponseEntity.ok().eTag(EntityTag.of(endpoint.version(), view)).body(view);
    }

    @Operation(summary = "Change address, types or description of an endpoint; \"enabled\": false silences it")
    @PatchMapping("/{id}")
    ResponseEntity<WebhookView> change(
            @PathVariable String id,
            @RequestBody Webhooks.Change change,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        var path = QueryChecks.pathId("webhook", id);
        return transaction.execute(status -> {
            EntityTag.demand(ifMatch, webhooks.lock(path).version());
            return answer(webhooks.change(path, change));
        });
    }

    @Operation(summary = "Another secret, in this answer only; the former one signs beside it for a day")
    @PostMapping("/{id}/secret")
    ResponseEntity<WebhookView> rotate(@PathVariable String id) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(WebhookView.of(webhooks.rotate(QueryChecks.pathId("webhook", id))));
    }

    @Operation(summary = "Forget an endpoint and what was to be sent to it")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        webhooks.delete(QueryChecks.pathId("webhook", id));
    }
}
